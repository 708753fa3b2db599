WITH item AS (
  SELECT
    f.ticket_key,
    f.first_resolved_at,
    f.opened_at,
    f.function,
    f.team,
    f.region,
    f.workflow,
    f.priority,
    f.source,
    f.is_live,
    k.assignee_id,
    w.rubric AS rubric_by_step,
    w.entry_step,
    w.microtools,
    w.eligible_from
  FROM fct_ticket AS f
  INNER JOIN ticket AS k ON k.ticket_key = f.ticket_key
  LEFT JOIN workflow AS w ON w.workflow_id = f.workflow
  WHERE NOT f.is_log
),

with_role AS (
  SELECT
    i.*,
    p.role
  FROM item AS i
  LEFT JOIN person AS p
    ON p.person_id = i.assignee_id
    AND CAST(i.first_resolved_at AS DATE) >= p.valid_from
    AND CAST(i.first_resolved_at AS DATE) < p.valid_to
),

prepared AS (
  SELECT DISTINCT r.ticket_key
  FROM with_role AS r
  INNER JOIN training AS t
    ON t.person_id = r.assignee_id
    AND t.quiz_passed_at <= r.first_resolved_at
    AND t.shadow_passed_at <= r.first_resolved_at
    AND instr(r.microtools, concat('"', t.microtool, '"')) > 0
  WHERE NOT t.is_void
),

helped AS (
  SELECT DISTINCT r.ticket_key
  FROM with_role AS r
  INNER JOIN prompt AS p ON p.ticket_key = r.ticket_key
  WHERE p.channel = 'governed'
    AND p.decision IN ('accepted', 'edited')
    AND p.at >= r.opened_at
    AND p.at <= r.first_resolved_at
),

judged AS (
  SELECT
    r.*,
    from_json(r.rubric_by_step, 'MAP<STRING, MAP<STRING, STRING>>')[r.entry_step][r.role] AS rubric,
    q.ticket_key IS NOT NULL AS is_prepared,
    h.ticket_key IS NOT NULL AS is_helped
  FROM with_role AS r
  LEFT JOIN prepared AS q ON q.ticket_key = r.ticket_key
  LEFT JOIN helped AS h ON h.ticket_key = r.ticket_key
),

eligible AS (
  SELECT
    *,
    is_live
      AND is_prepared
      AND coalesce(rubric IN ('automate', 'yellow'), FALSE)
      AND coalesce(first_resolved_at >= eligible_from, TRUE) AS is_eligible
  FROM judged
)

SELECT
  ticket_key,
  first_resolved_at,
  function,
  team,
  region,
  workflow,
  priority,
  coalesce(role, '(unknown)') AS role,
  source,
  FALSE AS is_log,
  rubric,
  is_live,
  is_prepared,
  is_eligible,
  is_eligible AND is_helped AS is_used
FROM eligible
