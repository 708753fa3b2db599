SELECT
  k.ticket_key,
  k.number,
  k.source,
  coalesce(t.function, '(unknown)') AS function,
  coalesce(k.team_id, '(unknown)') AS team,
  coalesce(t.region, '(unknown)') AS region,
  coalesce(k.workflow_id, '(unknown)') AS workflow,
  k.priority,
  k.category,
  k.channel,
  k.opened_at,
  k.first_resolved_at,
  k.closed_at,
  k.state,
  k.done,
  k.events,
  k.reopens,
  k.hand_offs,
  k.handling_seconds,
  k.handling_basis
FROM ticket AS k
LEFT JOIN team AS t ON t.team_id = k.team_id
WHERE NOT k.is_log
