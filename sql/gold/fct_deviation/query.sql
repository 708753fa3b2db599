WITH move AS (
  SELECT
    c.*,
    posexplode(from_json(c.deviations, 'ARRAY<STRUCT<position: BIGINT, kind: STRING, activity: STRING>>')) AS (i, d)
  FROM fct_case_conformance AS c
)

SELECT
  ticket_key,
  CAST(i + 1 AS BIGINT) AS deviation,
  completed_at,
  process_model,
  team,
  workflow,
  source,
  d.position AS position,
  d.kind AS kind,
  d.activity AS activity
FROM move
