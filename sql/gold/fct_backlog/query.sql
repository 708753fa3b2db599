-- A ticket is open from its first event that leaves it not done to the next that leaves it done.
WITH state AS (
  SELECT
    e.ticket_key,
    e.at AS open_from,
    lead(e.at) OVER (PARTITION BY e.ticket_key ORDER BY e.seq) AS next_at,
    e.done,
    e.last_team_id
  FROM ticket_event AS e
),

open_ticket AS (
  SELECT
    'ticket' AS kind,
    k.opened_at,
    s.open_from,
    s.next_at AS open_to,
    coalesce(s.last_team_id, '(unknown)') AS team,
    coalesce(k.workflow_id, '(unknown)') AS workflow,
    coalesce(CAST(k.priority AS STRING), '(unknown)') AS priority
  FROM state AS s
  INNER JOIN ticket AS k ON k.ticket_key = s.ticket_key
  WHERE NOT k.is_log AND NOT s.done
),

open_exception AS (
  SELECT
    kind,
    opened_at,
    opened_at AS open_from,
    cleared_at AS open_to,
    team,
    workflow,
    '(unknown)' AS priority
  FROM fct_exception
),

open_thing AS (
  SELECT * FROM open_ticket
  UNION ALL
  SELECT * FROM open_exception
),

-- One row per day at whose end (midnight UTC) the thing was open, up to the last day that ended before as_of.
open_day AS (
  SELECT
    o.*,
    explode(
      sequence(
        CAST(o.open_from AS DATE),
        CAST(least(coalesce(o.open_to, r.as_of), r.as_of) AS DATE)
      )
    ) AS day,
    r.as_of
  FROM open_thing AS o
  CROSS JOIN run AS r
  WHERE o.open_from <= r.as_of AND (o.open_to IS NULL OR o.open_to > o.open_from)
),

counted AS (
  SELECT
    *,
    date_diff(date_add(day, 1), CAST(opened_at AS DATE)) AS days_old
  FROM open_day
  -- Open at the end of the day: not closed by the next midnight.
  WHERE (open_to IS NULL OR open_to >= CAST(date_add(day, 1) AS TIMESTAMP))
    AND CAST(date_add(day, 1) AS TIMESTAMP) <= as_of
),

delivered AS (
  SELECT count(*) > 0 AS exceptions_delivered
  FROM fct_exception
)

SELECT
  c.day,
  c.kind,
  CASE
    WHEN c.days_old <= 7 THEN 'under_1_week'
    WHEN c.days_old <= 28 THEN '1_to_4_weeks'
    ELSE 'over_4_weeks'
  END AS age,
  coalesce(t.function, '(unknown)') AS function,
  c.team,
  coalesce(t.region, '(unknown)') AS region,
  c.workflow,
  c.priority,
  FALSE AS is_log,
  d.exceptions_delivered,
  count(*) AS open_count
FROM counted AS c
CROSS JOIN delivered AS d
LEFT JOIN team AS t ON t.team_id = c.team
GROUP BY ALL
