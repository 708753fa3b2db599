SELECT
  team_id AS team,
  name,
  function,
  region,
  go_live_at
FROM team
