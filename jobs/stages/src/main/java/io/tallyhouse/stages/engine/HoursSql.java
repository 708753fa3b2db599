package io.tallyhouse.stages.engine;

/** The sums that the hours are estimated from. */
final class HoursSql {
    private HoursSql() {}

    /** Months, quarters and all from the first go-live to as_of. */
    static final String PERIODS = """
            WITH first_live AS (
              SELECT CAST(min(go_live_at) AS DATE) AS first_day
              FROM team
              WHERE go_live_at <= :as_of
            ),

            live AS (
              SELECT explode(sequence(first_day, greatest(first_day, :today))) AS day
              FROM first_live
              WHERE first_day IS NOT NULL
            )

            SELECT DISTINCT 'month' AS grain, CAST(date_trunc('MONTH', day) AS DATE) AS period_start, last_day(day) AS period_end
            FROM live
            UNION ALL
            SELECT DISTINCT
              'quarter',
              CAST(date_trunc('QUARTER', day) AS DATE),
              date_add(add_months(CAST(date_trunc('QUARTER', day) AS DATE), 3), -1)
            FROM live
            UNION ALL
            SELECT 'all', min(day), max(day)
            FROM live
            HAVING count(*) > 0
            """;

    /** Tickets of eligible workflows first resolved by a live team, whether or not a tool was used. */
    static final String TICKETS = """
            SELECT
              f.ticket_key, f.first_resolved_at, f.function, f.team, f.workflow, f.priority, f.channel, f.handling_seconds
            FROM fct_ticket AS f
            INNER JOIN workflow AS w ON w.workflow_id = f.workflow
            WHERE f.is_live
              AND NOT f.is_log
              AND f.first_resolved_at <= :as_of
              AND (w.eligible_from IS NULL OR f.first_resolved_at >= w.eligible_from)
              AND w.rubric IS NOT NULL
            """;

    static final String CELLS = """
            SELECT
              p.grain, p.period_start, p.period_end, t.function, t.team, t.workflow, t.priority, t.channel,
              count(t.handling_seconds) AS tickets,
              count(*) - count(t.handling_seconds) AS unmeasured,
              coalesce(sum(t.handling_seconds), 0) AS seconds
            FROM hours_ticket AS t
            INNER JOIN hours_period AS p
              ON CAST(t.first_resolved_at AS DATE) >= p.period_start AND CAST(t.first_resolved_at AS DATE) <= p.period_end
            GROUP BY p.grain, p.period_start, p.period_end, t.function, t.team, t.workflow, t.priority, t.channel
            """;

    /**
     * Overhead of live teams, booked where it was spent, and paid time from go-live on. People are trained before their team goes
     * live: the figure over all, which begins with the first go-live, takes that off too.
     */
    static final String LEDGERS = """
            WITH live AS (
              SELECT
                p.grain, p.period_start, p.period_end, t.function, t.team_id,
                greatest(p.period_start, CAST(t.go_live_at AS DATE)) AS live_from,
                least(date_add(p.period_end, 1), date_add(CAST(:as_of AS DATE), 1)) AS live_to
              FROM hours_period AS p
              CROSS JOIN team AS t
              WHERE t.go_live_at <= :as_of AND CAST(t.go_live_at AS DATE) <= p.period_end
            ),

            trained AS (
              SELECT l.grain, l.period_start, l.team_id, sum(t.training_seconds) AS seconds
              FROM live AS l
              INNER JOIN training AS t
                ON t.team_id = l.team_id
                AND NOT t.is_void
                AND t.completed_at <= :as_of
                AND (l.grain = 'all' OR CAST(t.completed_at AS DATE) >= l.period_start)
                AND CAST(t.completed_at AS DATE) <= l.period_end
              GROUP BY l.grain, l.period_start, l.team_id
            ),

            reviewed AS (
              SELECT l.grain, l.period_start, l.team_id, sum(a.review_seconds) AS seconds
              FROM live AS l
              INNER JOIN approval AS a
                ON a.team_id = l.team_id
                AND a.decided_at <= :as_of
                AND (l.grain = 'all' OR CAST(a.decided_at AS DATE) >= l.period_start)
                AND CAST(a.decided_at AS DATE) <= l.period_end
              GROUP BY l.grain, l.period_start, l.team_id
            ),

            paid AS (
              SELECT
                l.grain, l.period_start, l.team_id,
                sum(
                  greatest(date_diff(least(l.live_to, p.valid_to), greatest(l.live_from, p.valid_from)), 0)
                  * coalesce(CAST(p.paid_hours_per_week AS DOUBLE), :paid_hours)
                ) * 3600 / 7 AS seconds
              FROM live AS l
              INNER JOIN person AS p ON p.team_id = l.team_id
              GROUP BY l.grain, l.period_start, l.team_id
            )

            SELECT
              l.grain, l.period_start, l.period_end, l.function, l.team_id AS team,
              coalesce(t.seconds, 0) AS training_seconds,
              coalesce(r.seconds, 0) AS review_seconds,
              CAST(coalesce(d.seconds, 0) AS BIGINT) AS paid_seconds
            FROM live AS l
            LEFT JOIN trained AS t ON t.grain = l.grain AND t.period_start = l.period_start AND t.team_id = l.team_id
            LEFT JOIN reviewed AS r ON r.grain = l.grain AND r.period_start = l.period_start AND r.team_id = l.team_id
            LEFT JOIN paid AS d ON d.grain = l.grain AND d.period_start = l.period_start AND d.team_id = l.team_id
            """;

    static final String CLAIMS = """
            WITH claim AS (
              SELECT ticket_key, max(claimed_seconds) AS claimed_seconds
              FROM prompt
              WHERE channel = 'governed' AND ticket_key IS NOT NULL
              GROUP BY ticket_key
            ),

            ticket_period AS (
              SELECT p.grain, p.period_start, p.period_end, t.*
              FROM hours_ticket AS t
              INNER JOIN hours_period AS p
                ON CAST(t.first_resolved_at AS DATE) >= p.period_start AND CAST(t.first_resolved_at AS DATE) <= p.period_end
            ),

            -- Whole microseconds, so that the sum does not depend on the order of rows.
            capped AS (
              SELECT
                t.grain, t.period_start, t.period_end, m.function,
                CAST(least(CAST(c.claimed_seconds AS DOUBLE), m.baseline_mean) * 1000000 AS BIGINT) AS claimed_micros,
                c.claimed_seconds
              FROM ticket_period AS t
              INNER JOIN hours_mean AS m
                ON m.grain = t.grain AND m.period_start = t.period_start
                AND m.workflow = t.workflow AND m.priority = t.priority AND m.channel = t.channel
                AND (m.function = t.function OR m.function = 'All')
              LEFT JOIN claim AS c ON c.ticket_key = t.ticket_key
            )

            SELECT
              'hours_claimed' AS metric,
              c.grain, c.period_start, c.period_end, c.function,
              coalesce(sum(CASE WHEN c.claimed_seconds IS NOT NULL THEN c.claimed_micros END), 0) / 3.6e9D AS value,
              CAST(NULL AS DOUBLE) AS lower,
              CAST(NULL AS DOUBLE) AS upper,
              count(*) AS n,
              count(c.claimed_seconds) AS covered,
              count(*) - count(c.claimed_seconds) AS unmeasured,
              CAST(0 AS BIGINT) AS clusters,
              CAST(NULL AS DOUBLE) AS p_value,
              b.baseline_id,
              'ok' AS status,
              CAST(NULL AS STRING) AS reason,
              'measured' AS basis,
              CAST(NULL AS STRING) AS strata,
              CAST(NULL AS STRING) AS teams
            FROM capped AS c
            LEFT JOIN hours_baseline AS b ON b.function = c.function
            GROUP BY c.grain, c.period_start, c.period_end, c.function, b.baseline_id
            """;
}
