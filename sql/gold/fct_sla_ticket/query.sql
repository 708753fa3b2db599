WITH clock AS (
  SELECT
    *,
    outcome = 'breached' AS is_breached
  FROM fct_sla_clock
  -- A closure clock has no target, only the source's verdict.
  WHERE kind <> 'closure' AND outcome <> 'cancelled' AND due_at IS NOT NULL
),

ranked AS (
  SELECT
    *,
    row_number() OVER (PARTITION BY ticket_key ORDER BY is_breached DESC, due_at, clock_id) AS place,
    count(*) OVER (PARTITION BY ticket_key) AS clocks,
    count_if(is_breached) OVER (PARTITION BY ticket_key) AS breached_clocks
  FROM clock
)

SELECT
  ticket_key,
  due_at,
  clock_id,
  kind,
  function,
  team,
  region,
  workflow,
  priority,
  source,
  is_log,
  is_breached,
  clocks,
  breached_clocks
FROM ranked
WHERE place = 1
