package io.tallyhouse.publish.explain;

import io.tallyhouse.catalogue.metric.Metric.Dimension;
import io.tallyhouse.publish.kpi.KpiRow;
import java.time.Instant;
import java.util.Locale;

/** The SQL that finds the rows of one function and period in the tables of the hours. */
final class HoursSlot {
    private static final String MEMBER =
            "[{\"workflow\": \"VARCHAR\", \"priority\": \"VARCHAR\", \"channel\": \"VARCHAR\"}]";

    private final KpiRow row;
    private final String function;
    private final String asOf;

    HoursSlot(KpiRow row, Instant asOf) {
        this.row = row;
        this.function =
                row.members().getOrDefault(Dimension.FUNCTION, KpiRow.ALL).replace("'", "''");
        // Instants are timestamps in UTC in these views.
        this.asOf = "TIMESTAMP '" + asOf.toString().replace("T", " ").replace("Z", "") + "'";
    }

    private String slot() {
        return "grain = '" + row.grain().name().toLowerCase(Locale.ROOT) + "' AND period_start = DATE '"
                + row.periodStart() + "'";
    }

    private String here() {
        return slot() + " AND function = '" + function + "'";
    }

    String strata() {
        return "SELECT workflow, priority, channel, baseline_level AS compared_with, n, baseline_n,"
                + " baseline_mean_seconds AS before_s, mean_seconds AS after_s, seconds, baseline_seconds, unmeasured"
                + "\nFROM hours_stratum\nWHERE " + here()
                + "\nORDER BY returned_seconds DESC NULLS LAST, workflow, priority, channel";
    }

    String teams() {
        return "SELECT team, n, standardised_seconds, training_seconds, review_seconds, paid_seconds, returned_seconds"
                + "\nFROM hours_team\nWHERE " + here() + "\nORDER BY returned_seconds DESC, team";
    }

    /** Tickets of eligible workflows that a live team resolved first in the period. */
    String tickets() {
        boolean all = function.equals(KpiRow.ALL);
        return "SELECT t.ticket_key, t.first_resolved_at, t.function, t.workflow, t.priority, t.channel,"
                + " t.handling_seconds\nFROM fct_ticket AS t\nINNER JOIN workflow AS w ON w.workflow_id = t.workflow"
                + "\nWHERE t.is_live AND NOT t.is_log AND w.rubric IS NOT NULL"
                + "\n  AND (w.eligible_from IS NULL OR t.first_resolved_at >= w.eligible_from)"
                + "\n  AND t.first_resolved_at <= " + asOf
                + "\n  AND CAST(t.first_resolved_at AS DATE) BETWEEN DATE '" + row.periodStart() + "' AND DATE '"
                + row.periodEnd() + "'\n  AND "
                // All means the functions with a baseline, which are those with strata.
                + (all
                        ? "t.function IN (SELECT function FROM hours_stratum WHERE " + slot() + ")"
                        : "t.function = '" + function + "'");
    }

    private String members() {
        return "SELECT workflow, priority, channel, baseline_level, baseline_mean_seconds, n, seconds,"
                + " unnest(from_json(members, '" + MEMBER + "')) AS m\nFROM hours_stratum\nWHERE " + here();
    }

    /** Stratum, then tickets and seconds as counted now and as published. */
    String recount() {
        return "SELECT s.workflow, s.priority, s.channel, count(t.handling_seconds) AS counted,"
                + " CAST(coalesce(sum(t.handling_seconds), 0) AS BIGINT) AS counted_seconds, any_value(s.n) AS n,"
                + " any_value(s.seconds) AS seconds\nFROM (" + members() + ") AS s\nLEFT JOIN (" + tickets()
                + ") AS t\n  ON t.workflow = s.m.workflow AND t.priority = s.m.priority AND t.channel = s.m.channel"
                + "\nGROUP BY ALL";
    }

    /** Tickets with a claim: the largest one, at most the baseline mean of the ticket's stratum, in whole microseconds. */
    String claims() {
        return "SELECT t.ticket_key, t.first_resolved_at, c.claimed_seconds, s.baseline_mean_seconds AS at_most_s,"
                + " CAST(trunc(least(CAST(c.claimed_seconds AS DOUBLE), s.baseline_mean_seconds) * 1000000) AS BIGINT)"
                + " AS counted_micros, t.workflow, t.priority, t.channel\nFROM (" + tickets() + ") AS t\nINNER JOIN ("
                + members() + ") AS s"
                + "\n  ON s.m.workflow = t.workflow AND s.m.priority = t.priority AND s.m.channel = t.channel"
                + "\nINNER JOIN (SELECT ticket_key, max(claimed_seconds) AS claimed_seconds FROM prompt"
                + " WHERE channel = 'governed' AND ticket_key IS NOT NULL GROUP BY ticket_key) AS c"
                + " ON c.ticket_key = t.ticket_key"
                + "\nWHERE c.claimed_seconds IS NOT NULL AND s.baseline_level <> 'uncovered'"
                + "\nORDER BY counted_micros DESC, t.ticket_key";
    }
}
