WITH registered AS (
  SELECT DISTINCT prompt_id
  FROM exception
  WHERE prompt_id IS NOT NULL
),

with_team AS (
  SELECT
    p.*,
    h.team_id
  FROM prompt AS p
  LEFT JOIN person AS h
    ON h.person_id = p.person_id
    AND CAST(p.at AS DATE) >= h.valid_from
    AND CAST(p.at AS DATE) < h.valid_to
)

SELECT
  p.prompt_id,
  p.at,
  coalesce(t.function, '(unknown)') AS function,
  coalesce(p.team_id, '(unknown)') AS team,
  coalesce(p.workflow_id, '(unknown)') AS workflow,
  p.role,
  FALSE AS is_log,
  p.channel = 'governed' AS is_governed,
  p.exception_flag IS NOT NULL AS flag_known,
  coalesce(p.exception_flag, FALSE) AS is_flagged,
  r.prompt_id IS NOT NULL AS is_registered
FROM with_team AS p
LEFT JOIN registered AS r ON r.prompt_id = p.prompt_id
LEFT JOIN team AS t ON t.team_id = p.team_id
