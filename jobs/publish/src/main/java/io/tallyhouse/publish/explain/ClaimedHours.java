package io.tallyhouse.publish.explain;

import io.tallyhouse.catalogue.metric.Metric;
import io.tallyhouse.publish.duckdb.ParquetViews;
import io.tallyhouse.publish.explain.Explanation.Listing;
import io.tallyhouse.publish.explain.Explanation.Sum;
import io.tallyhouse.publish.explain.Explanation.Verdict;
import io.tallyhouse.publish.kpi.KpiRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** Hours claimed: the tickets with a claim, each with the largest and what of it counts, added up in whole microseconds. */
final class ClaimedHours {
    static final List<String> TABLES = List.of("prompt", "hours_stratum", "fct_ticket", "workflow");

    /** Ticket, time, claim, limit and what counts; the stratum follows for programs. */
    private static final int ON_SCREEN = 5;

    private static final double MICROS = 3.6e9;

    private final Metric metric;
    private final KpiRow row;
    private final HoursSlot slot;

    ClaimedHours(Metric metric, KpiRow row, Instant asOf) {
        this.metric = metric;
        this.row = row;
        this.slot = new HoursSlot(row, asOf);
    }

    /**
     * @param views holds {@link #TABLES}
     * @param moved a sentence for a difference
     */
    Explanation explain(ParquetViews views, int limit, Provenance provenance, String moved) {
        // The last column is what counts: it is summed as a unit's numerator is.
        Units claims = new Units(limit, false);
        String sql = slot.claims();
        views.run(
                "claims",
                "SELECT *, counted_micros AS numerator, CAST(NULL AS BIGINT), FALSE FROM (" + sql
                        + ") ORDER BY counted_micros DESC, ticket_key",
                claims);
        BigDecimal micros = claims.numerator();
        double hours = micros.doubleValue() / MICROS;
        Double published = row.value();
        Double difference = published == null ? null : Double.valueOf(hours - published);
        boolean equal = difference == null ? claims.count() == 0 : difference == 0;
        String statement = equal
                ? published == null
                        ? "There is no claim to count: "
                                + String.valueOf(row.reason()).replace('_', ' ')
                        : "The claims add up to the published figure exactly"
                : "The claims give " + hours + " h, published are " + published + " h. " + moved;
        return new Explanation(
                metric,
                row,
                List.of(new Listing(
                        "tickets with a claim",
                        "the largest first",
                        claims.columns(),
                        ON_SCREEN,
                        claims.first(),
                        claims.count())),
                List.of(
                        new Sum("tickets", "tickets with a claim", claims.count(), ""),
                        new Sum("micros", "counted of their largest claims, microseconds", micros, ""),
                        new Sum("hours", "hours claimed", hours, "h")),
                new Verdict(published == null ? null : hours, published, difference, 0, equal, statement),
                provenance.hours(metric, row, TABLES),
                provenance.deliveries(views, "fct_ticket", "SELECT ticket_key FROM (" + sql + ")"),
                sql);
    }
}
