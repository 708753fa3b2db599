-- A ticket is judged by the newest model in force when it started.
WITH judged AS (
  SELECT
    k.ticket_key,
    k.is_log,
    k.last_event_at,
    m.process_model,
    m.model_hash,
    m.final_activities,
    m.timeout_seconds,
    row_number() OVER (PARTITION BY k.ticket_key ORDER BY m.effective_from DESC, m.process_model DESC) AS newest
  FROM ticket AS k
  INNER JOIN process_model AS m ON m.source = k.source AND m.effective_from <= k.first_event_at
),

event AS (
  SELECT
    e.ticket_key,
    e.seq,
    e.at,
    e.activity,
    j.process_model,
    j.model_hash,
    j.last_event_at + make_dt_interval(0, 0, 0, j.timeout_seconds) AS timeout_at,
    array_contains(from_json(j.final_activities, 'ARRAY<STRING>'), e.activity) AS is_final,
    -- An audit log has a row for each change of a record: only a change of activity is a step. A process log has steps.
    j.is_log OR NOT (e.activity <=> lag(e.activity) OVER (PARTITION BY e.ticket_key ORDER BY e.seq)) AS is_step
  FROM ticket_event AS e
  INNER JOIN judged AS j ON j.ticket_key = e.ticket_key
  WHERE j.newest = 1
),

traced AS (
  SELECT
    ticket_key,
    first(process_model) AS process_model,
    first(model_hash) AS model_hash,
    count_if(is_step) AS steps,
    to_json(
      transform(array_sort(collect_list(struct(seq, activity)) FILTER (WHERE is_step)), x -> x.activity)
    ) AS trace,
    min(CASE WHEN is_final THEN at END) AS final_at,
    first(timeout_at) AS timeout_at
  FROM event
  GROUP BY ticket_key
)

SELECT
  ticket_key,
  process_model,
  model_hash,
  sha2(trace, 256) AS variant,
  trace,
  CAST(steps AS BIGINT) AS steps,
  final_at,
  timeout_at
FROM traced
