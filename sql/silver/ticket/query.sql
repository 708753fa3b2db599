WITH event AS (
  SELECT
    *,
    startswith(source, 'eventlog/') AS is_log,
    min(CASE WHEN is_resolution THEN seq END) OVER (PARTITION BY ticket_key) AS first_resolution_seq
  FROM ticket_event
)

SELECT
  ticket_key,
  first(source) AS source,
  first(is_log) AS is_log,
  first(number) AS number,
  coalesce(min_by(opened_at, seq), min(at)) AS opened_at,
  min(at) AS first_event_at,
  max(at) AS last_event_at,
  min(CASE WHEN is_resolution THEN at END) AS first_resolved_at,
  max(CASE WHEN is_resolution THEN at END) AS last_resolved_at,
  min(CASE WHEN activity = 'close' THEN at END) AS closed_at,
  min_by(priority, seq) AS priority,
  min_by(category, seq) AS category,
  min_by(channel, seq) AS channel,
  min_by(workflow_id, seq) AS workflow_id,
  max_by(last_team_id, seq) FILTER (WHERE seq <= coalesce(first_resolution_seq, seq)) AS team_id,
  max_by(assignee_id, seq) FILTER (WHERE seq <= coalesce(first_resolution_seq, seq) AND assignee_id IS NOT NULL) AS assignee_id,
  max_by(state, seq) AS state,
  max_by(done, seq) AS done,
  count(*) AS events,
  count_if(is_reopening) AS reopens,
  count_if(changes_team) AS hand_offs,
  sum(handling_seconds) AS handling_seconds,
  CASE
    WHEN count(basis) = 0 THEN NULL
    WHEN count_if(basis = 'measured') = count(*) THEN 'measured'
    WHEN count_if(basis = 'defaults') = count(*) THEN 'defaults'
    ELSE 'mixed'
  END AS handling_basis,
  -- A log's positions are dense by construction: only a source's own counter can have gaps.
  CAST(
    CASE WHEN first(is_log) THEN 0 ELSE max(source_seq) + 1 - count(DISTINCT source_seq) END AS BIGINT
  ) AS missing_sequence_numbers,
  max(is_order_conflict) AS order_conflict
FROM event
GROUP BY ticket_key
