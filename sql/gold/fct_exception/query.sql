WITH known AS (
  SELECT
    e.*,
    e.opened_at + INTERVAL 24 HOURS AS due_at,
    CASE WHEN e.cleared_at <= r.as_of THEN e.cleared_at END AS known_cleared_at,
    r.as_of
  FROM exception AS e
  CROSS JOIN run AS r
  WHERE e.opened_at <= r.as_of
)

SELECT
  k.exception_id,
  k.kind,
  k.opened_at,
  k.known_cleared_at AS cleared_at,
  k.due_at,
  coalesce(t.function, '(unknown)') AS function,
  coalesce(k.team_id, '(unknown)') AS team,
  coalesce(t.region, '(unknown)') AS region,
  coalesce(k.workflow_id, '(unknown)') AS workflow,
  FALSE AS is_log,
  k.due_at <= k.as_of AS is_due,
  coalesce(k.known_cleared_at <= k.due_at, FALSE) AS is_cleared_in_time
FROM known AS k
LEFT JOIN team AS t ON t.team_id = k.team_id
