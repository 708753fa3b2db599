WITH member AS (
  SELECT
    grain,
    period_start,
    function,
    explode(from_json(teams, 'ARRAY<STRUCT<team: STRING, n: BIGINT, standardised_seconds: DOUBLE, training_seconds: BIGINT, review_seconds: BIGINT, paid_seconds: BIGINT, returned_seconds: DOUBLE>>')) AS t
  FROM kpi_hours
  WHERE metric = 'hours_returned'
)

SELECT
  grain,
  period_start,
  function,
  t.team AS team,
  t.n AS n,
  t.standardised_seconds AS standardised_seconds,
  t.training_seconds AS training_seconds,
  t.review_seconds AS review_seconds,
  t.paid_seconds AS paid_seconds,
  t.returned_seconds AS returned_seconds
FROM member
