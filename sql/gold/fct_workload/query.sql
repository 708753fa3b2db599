WITH work AS (
  SELECT
    CAST(first_resolved_at AS DATE) AS day,
    function,
    team,
    workflow,
    'ticket' AS kind
  FROM fct_ticket
  WHERE NOT is_log
  UNION ALL
  SELECT
    CAST(opened_at AS DATE) AS day,
    function,
    team,
    workflow,
    kind
  FROM fct_exception
),

delivered AS (
  SELECT count(*) > 0 AS exceptions_delivered
  FROM fct_exception
)

SELECT
  w.day,
  w.function,
  w.team,
  w.workflow,
  FALSE AS is_log,
  d.exceptions_delivered,
  count_if(w.kind = 'ticket') AS tickets_resolved,
  count_if(w.kind = 'queue') AS queue_exceptions,
  count_if(w.kind = 'policy') AS policy_exceptions,
  count_if(w.kind = 'flagged') AS flagged_exceptions
FROM work AS w
CROSS JOIN delivered AS d
GROUP BY ALL
