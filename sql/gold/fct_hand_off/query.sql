WITH event AS (
  SELECT
    t.*,
    e.seq,
    e.at,
    e.changes_team,
    e.last_team_id,
    e.activity = 'work' OR e.done AS takes_up
  FROM ticket_event AS e
  INNER JOIN fct_ticket AS t ON t.ticket_key = e.ticket_key
  WHERE e.at <= t.first_resolved_at + INTERVAL 14 DAYS
),

-- Backwards from the end of the ticket, so that a window that only grows holds what is still to come. An event without a team
-- belongs to the last known one.
answered AS (
  SELECT
    *,
    min(CASE WHEN takes_up THEN at END) OVER (
      PARTITION BY ticket_key, last_team_id
      ORDER BY seq DESC
      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS taken_up_at
  FROM event
)

SELECT
  ticket_key,
  seq,
  first_resolved_at,
  function,
  team,
  region,
  workflow,
  priority,
  source,
  is_log,
  last_team_id AS new_team,
  at AS handed_at,
  taken_up_at,
  CAST(timestampdiff(SECOND, at, taken_up_at) AS BIGINT) AS wait_seconds
FROM answered
WHERE changes_team
