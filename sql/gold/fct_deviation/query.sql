-- What a case of a stratum takes when it runs as the model says; a mean of fewer than 30 would be chance.
WITH stratum AS (
  SELECT
    process_model,
    workflow,
    priority,
    sum(handling_seconds) / CAST(count(*) AS DECIMAL(20, 0)) AS mean_seconds
  FROM fct_case_conformance
  WHERE is_conforming AND handling_seconds IS NOT NULL
  GROUP BY process_model, workflow, priority
  HAVING count(*) >= 30
),

deviating AS (
  SELECT
    c.*,
    from_json(
      v.deviations,
      'ARRAY<STRUCT<position: BIGINT, kind: STRING, shown_as: STRING, activity: STRING, expected: STRING>>'
    ) AS deviations,
    CAST(c.handling_seconds - s.mean_seconds AS DECIMAL(28, 6)) AS case_excess_seconds,
    CASE WHEN c.handling_seconds IS NULL THEN 'no_touch_time' WHEN s.mean_seconds IS NULL THEN 'few_conforming' END
      AS case_excess_missing
  FROM fct_case_conformance AS c
  INNER JOIN variant_conformance AS v ON v.model_hash = c.model_hash AND v.variant = c.variant
  LEFT JOIN stratum AS s
    ON s.process_model = c.process_model
    AND s.workflow = c.workflow
    AND s.priority = c.priority
  WHERE c.cost > 0
),

-- The signed rate of the person in charge, on the day of completion.
rate AS (
  SELECT
    d.ticket_key,
    max_by(struct(r.hourly_rate, r.currency), r.effective_from) AS newest
  FROM deviating AS d
  INNER JOIN ticket AS k ON k.ticket_key = d.ticket_key
  INNER JOIN person AS p
    ON p.person_id = k.assignee_id
    AND CAST(d.completed_at AS DATE) >= p.valid_from
    AND CAST(d.completed_at AS DATE) < p.valid_to
  INNER JOIN people__rate_card AS r
    ON r.role = p.role
    AND r.region = p.region
    AND r.effective_from <= CAST(d.completed_at AS DATE)
  GROUP BY d.ticket_key
),

move AS (
  SELECT
    ticket_key,
    completed_at,
    process_model,
    team,
    workflow,
    source,
    case_excess_seconds,
    case_excess_missing,
    size(deviations) AS of,
    CAST(case_excess_seconds / size(deviations) AS DECIMAL(28, 6)) AS share_seconds,
    posexplode(deviations) AS (i, d)
  FROM deviating
),

-- Equal shares; what rounding leaves goes to the last one, so that they add up to the excess of the case.
shared AS (
  SELECT
    *,
    CASE WHEN i + 1 < of THEN share_seconds ELSE case_excess_seconds - (of - 1) * share_seconds END AS excess_seconds
  FROM move
)

SELECT
  m.ticket_key,
  CAST(m.i + 1 AS BIGINT) AS deviation,
  m.completed_at,
  m.process_model,
  m.team,
  m.workflow,
  m.source,
  m.d.position AS position,
  m.d.kind AS kind,
  m.d.shown_as AS shown_as,
  m.d.activity AS activity,
  m.d.expected AS expected,
  CAST(m.excess_seconds AS DECIMAL(28, 6)) AS excess_seconds,
  CAST(m.excess_seconds * r.newest.hourly_rate / 3600 AS DECIMAL(28, 6)) AS excess_cost,
  r.newest.currency AS currency,
  coalesce(m.case_excess_missing, CASE WHEN r.newest.hourly_rate IS NULL THEN 'no_rate' END) AS excess_missing,
  a.owner IS NOT NULL AS is_accepted,
  a.owner AS accepted_by,
  a.accepted_on,
  a.reason AS accepted_reason
FROM shared AS m
LEFT JOIN rate AS r ON r.ticket_key = m.ticket_key
LEFT JOIN accepted_deviation AS a
  ON a.process_model = m.process_model
  AND a.shown_as = m.d.shown_as
  AND a.activity = m.d.activity
  AND CAST(m.completed_at AS DATE) >= a.accepted_on
  AND CAST(m.completed_at AS DATE) <= coalesce(a.until, DATE '9999-12-31')
