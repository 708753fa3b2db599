SELECT
  team_id,
  name,
  function,
  region,
  go_live_at
FROM people__teams
