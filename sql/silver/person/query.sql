-- HR closes an interval by delivering the next one: the next start ends the one before.
SELECT
  person_id,
  valid_from,
  coalesce(
    least(valid_to, lead(valid_from) OVER (PARTITION BY person_id ORDER BY valid_from)),
    DATE '9999-12-31'
  ) AS valid_to,
  recorded_at AS known_from,
  role,
  team_id,
  region,
  paid_hours_per_week
FROM people__persons
