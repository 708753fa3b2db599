WITH event AS (
  SELECT * FROM ticket_event
),

case_of_event AS (
  SELECT
    ticket_key,
    is_log
  FROM ticket
)

SELECT
  e.ticket_key,
  e.seq,
  e.at,
  coalesce(t.function, '(unknown)') AS function,
  coalesce(e.last_team_id, '(unknown)') AS team,
  coalesce(t.region, '(unknown)') AS region,
  coalesce(e.workflow_id, '(unknown)') AS workflow,
  coalesce(CAST(e.priority AS STRING), '(unknown)') AS priority,
  e.source,
  c.is_log,
  e.activity,
  e.rework_class,
  e.repeat_known,
  e.is_resolution,
  e.is_reopening,
  e.team_id IS NOT NULL AS has_team,
  e.handling_seconds,
  e.lost_seconds,
  e.basis
FROM event AS e
INNER JOIN case_of_event AS c ON c.ticket_key = e.ticket_key
LEFT JOIN team AS t ON t.team_id = e.last_team_id
