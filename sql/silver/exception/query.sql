SELECT
  exception_id,
  kind,
  concat(ticket_source, ':', ticket_number) AS ticket_key,
  prompt_id,
  workflow_id,
  team_id,
  opened_at,
  cleared_at,
  owner AS owner_id
FROM governance__exceptions
