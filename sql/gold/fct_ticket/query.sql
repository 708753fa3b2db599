WITH resolved AS (
  SELECT
    *,
    first_resolved_at + INTERVAL 14 DAYS AS until_14,
    first_resolved_at + INTERVAL 28 DAYS AS until_28
  FROM ticket
  WHERE first_resolved_at IS NOT NULL
),

event AS (
  SELECT
    e.*,
    r.until_14,
    r.until_28,
    e.at <= r.until_14 AS within_14
  FROM ticket_event AS e
  INNER JOIN resolved AS r ON r.ticket_key = e.ticket_key
),

-- Runs of one known team: events without a team neither start nor end a run.
team_start AS (
  SELECT
    ticket_key,
    seq,
    team_id,
    NOT (team_id <=> lag(team_id) OVER (PARTITION BY ticket_key ORDER BY seq)) AS starts_run
  FROM event
  WHERE within_14 AND team_id IS NOT NULL
),

team_run AS (
  SELECT
    ticket_key,
    CAST(lead(team_id, 2) OVER (PARTITION BY ticket_key ORDER BY seq) <=> team_id AS INT) AS returns
  FROM team_start
  WHERE starts_run
),

ping_pong AS (
  SELECT
    ticket_key,
    sum(returns) AS ping_pong
  FROM team_run
  GROUP BY ticket_key
),

counted AS (
  SELECT
    ticket_key,
    coalesce(max(rework_class <> 'first') FILTER (WHERE within_14), FALSE) AS has_rework,
    coalesce(max(is_reopening) FILTER (WHERE within_14), FALSE) AS is_reopened,
    coalesce(max(rework_class = 'repeat') FILTER (WHERE within_14), FALSE) AS has_repeat,
    max(repeat_known) AS repeat_known,
    count_if(changes_team AND within_14) AS hand_offs,
    sum(handling_seconds) FILTER (WHERE at <= until_28) AS handling_seconds
  FROM event
  GROUP BY ticket_key
)

SELECT
  r.ticket_key,
  r.first_resolved_at,
  r.opened_at,
  coalesce(t.function, '(unknown)') AS function,
  coalesce(r.team_id, '(unknown)') AS team,
  coalesce(t.region, '(unknown)') AS region,
  coalesce(r.workflow_id, '(unknown)') AS workflow,
  coalesce(CAST(r.priority AS STRING), '(unknown)') AS priority,
  r.source,
  r.is_log,
  coalesce(r.channel, '(unknown)') AS channel,
  t.go_live_at,
  coalesce(r.first_resolved_at >= t.go_live_at, FALSE) AS is_live,
  c.has_rework,
  c.is_reopened,
  c.has_repeat,
  c.repeat_known,
  c.hand_offs,
  coalesce(p.ping_pong, 0) AS ping_pong,
  c.handling_seconds
FROM resolved AS r
INNER JOIN counted AS c ON c.ticket_key = r.ticket_key
LEFT JOIN ping_pong AS p ON p.ticket_key = r.ticket_key
LEFT JOIN team AS t ON t.team_id = r.team_id
