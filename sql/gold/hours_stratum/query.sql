WITH stratum AS (
  SELECT
    grain,
    period_start,
    function,
    explode(from_json(strata, 'ARRAY<STRUCT<workflow: STRING, priority: STRING, channel: STRING, level: STRING, n: BIGINT, unmeasured: BIGINT, baseline_n: BIGINT, seconds: BIGINT, baseline_seconds: BIGINT, mean_seconds: DOUBLE, baseline_mean_seconds: DOUBLE, returned_seconds: DOUBLE, members: STRING>>')) AS s
  FROM kpi_hours
  WHERE metric = 'hours_standardised'
)

SELECT
  grain,
  period_start,
  function,
  s.workflow AS workflow,
  s.priority AS priority,
  s.channel AS channel,
  s.level AS baseline_level,
  s.n AS n,
  s.unmeasured AS unmeasured,
  s.baseline_n AS baseline_n,
  s.seconds AS seconds,
  s.baseline_seconds AS baseline_seconds,
  s.mean_seconds AS mean_seconds,
  s.baseline_mean_seconds AS baseline_mean_seconds,
  s.returned_seconds AS returned_seconds,
  s.members AS members
FROM stratum
