SELECT
  workflow_id,
  name,
  workflow_group,
  function,
  source,
  category,
  entry_step,
  once,
  rubric,
  eligible_from,
  microtools,
  sop_model
FROM governance__workflows
