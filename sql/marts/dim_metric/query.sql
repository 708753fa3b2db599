SELECT
  metric,
  title,
  sentence,
  formula,
  unit,
  direction,
  owner,
  source,
  additive,
  metric_group,
  definition_version
FROM metric
