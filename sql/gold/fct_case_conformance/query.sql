-- A case is completed at its first final activity, without one when its timeout is over.
WITH completed AS (
  SELECT
    c.*,
    coalesce(c.final_at, CASE WHEN c.timeout_at <= r.as_of THEN c.timeout_at END) AS completed_at
  FROM case_trace AS c
  CROSS JOIN run AS r
)

SELECT
  c.ticket_key,
  c.completed_at,
  coalesce(t.function, '(unknown)') AS function,
  coalesce(k.team_id, '(unknown)') AS team,
  coalesce(t.region, '(unknown)') AS region,
  coalesce(k.workflow_id, '(unknown)') AS workflow,
  coalesce(CAST(k.priority AS STRING), '(unknown)') AS priority,
  k.source,
  k.is_log,
  c.process_model,
  c.model_hash,
  c.variant,
  c.steps,
  v.is_evaluated,
  v.is_conforming,
  v.cost,
  v.worst_cost,
  v.fitness,
  k.handling_seconds
FROM completed AS c
INNER JOIN ticket AS k ON k.ticket_key = c.ticket_key
INNER JOIN variant_conformance AS v ON v.model_hash = c.model_hash AND v.variant = c.variant
LEFT JOIN team AS t ON t.team_id = k.team_id
WHERE c.completed_at IS NOT NULL
