WITH assignment AS (
  SELECT
    t.*,
    t.assigned_at + INTERVAL 14 DAYS AS due_at
  FROM training AS t
)

SELECT
  a.assignment_id,
  a.due_at,
  coalesce(m.function, '(unknown)') AS function,
  coalesce(a.team_id, '(unknown)') AS team,
  coalesce(m.region, '(unknown)') AS region,
  a.track_id,
  FALSE AS is_log,
  NOT a.is_void AND a.due_at <= r.as_of AS is_due,
  a.is_void,
  coalesce(a.completed_at <= a.due_at AND a.completed_at <= r.as_of, FALSE) AS is_complete_in_time
FROM assignment AS a
CROSS JOIN run AS r
LEFT JOIN team AS m ON m.team_id = a.team_id
WHERE a.assigned_at <= r.as_of
