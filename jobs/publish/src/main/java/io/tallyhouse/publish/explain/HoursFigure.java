package io.tallyhouse.publish.explain;

import io.tallyhouse.catalogue.metric.Metric;
import io.tallyhouse.publish.duckdb.ParquetViews;
import io.tallyhouse.publish.explain.Explanation.Listing;
import io.tallyhouse.publish.explain.Explanation.Sum;
import io.tallyhouse.publish.explain.Explanation.Verdict;
import io.tallyhouse.publish.kpi.KpiRow;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hours standardised and returned, and the lower end of the latter: the published strata and teams are added up again in decimals,
 * and the tickets behind the strata are counted again.
 */
final class HoursFigure {
    /** Strata hold integers, the published figure is a sum of doubles: what they may differ by, relative to the hours of the baseline. */
    static final double TOLERANCE = 1e-9;

    static final List<String> TABLES = List.of("hours_stratum", "hours_team", "fct_ticket", "workflow");

    private static final BigDecimal HOUR = BigDecimal.valueOf(3600);
    private static final String LOWER = "hours_returned_lower95";

    private final Metric metric;
    private final KpiRow row;
    private final @Nullable KpiRow returned;
    private final HoursSlot slot;

    /** @param returned the published hours returned of the same period and function; null when there are none */
    HoursFigure(Metric metric, KpiRow row, @Nullable KpiRow returned, Instant asOf) {
        this.metric = metric;
        this.row = row;
        this.returned = returned;
        this.slot = new HoursSlot(row, asOf);
    }

    /**
     * @param views holds {@link #TABLES}
     * @param moved a sentence for a difference
     */
    Explanation explain(ParquetViews views, int limit, Provenance provenance, String moved) {
        Strata strata = new Strata(limit);
        views.run("hours_stratum", slot.strata(), strata);
        List<Listing> listings = new ArrayList<>(List.of(strata.listing()));
        List<String> wrong = new ArrayList<>();
        List<Sum> sums = new ArrayList<>(List.of(recount(views, wrong)));
        sums.addAll(strata.sums());
        BigDecimal hours = strata.standardised();
        if (!metric.name().equals("hours_standardised")) {
            Teams teams = new Teams(limit);
            views.run("hours_team", slot.teams(), teams);
            listings.add(teams.listing());
            sums.addAll(teams.sums());
            hours = hours.subtract(teams.overheadAndCap());
        }
        BigDecimal result = hours.divide(HOUR, MathContext.DECIMAL64);
        sums.add(new Sum("result", metric.name().equals(LOWER) ? "hours returned" : "", result, "h"));
        Verdict verdict = verdict(strata, strata.estimable() ? result : null, wrong, moved);
        return new Explanation(
                metric,
                row,
                listings,
                sums,
                verdict,
                provenance.hours(metric, row, TABLES),
                provenance.deliveries(views, "fct_ticket", slot.tickets()),
                slot.strata());
    }

    /** Tickets of each stratum, counted in the fact table. */
    private Sum recount(ParquetViews views, List<String> wrong) {
        long[] counted = {0};
        views.run("fct_ticket", slot.recount(), new Single(values -> {
            counted[0] += Units.exact(values.get(3)).longValueExact();
            if (!values.get(3).equals(values.get(5)) || !values.get(4).equals(values.get(6))) {
                wrong.add("stratum " + values.subList(0, 3) + " has " + values.get(3) + " tickets of " + values.get(4)
                        + " s in fct_ticket, but " + values.get(5) + " of " + values.get(6) + " s in hours_stratum");
            }
        }));
        return new Sum("tickets", "tickets counted again in fct_ticket", counted[0], "");
    }

    private Verdict verdict(Strata strata, @Nullable BigDecimal computed, List<String> wrong, String moved) {
        boolean lower = metric.name().equals(LOWER);
        KpiRow compared = lower ? returned : row;
        Double published = compared == null ? null : compared.value();
        double tolerance = TOLERANCE * Math.max(1, strata.baselineHours());
        Double difference = null;
        if (published != null && computed != null) {
            difference = computed.subtract(new BigDecimal(published)).doubleValue();
            if (Math.abs(difference) > tolerance) {
                wrong.add("the rows give " + computed.toPlainString() + " h, published are " + published + " h");
            }
        } else if (published != null || computed != null && strata.count() > 0) {
            wrong.add("the rows give " + (computed == null ? "no figure" : computed.toPlainString() + " h")
                    + ", published is " + (published == null ? "none: " + row.reason() : published + " h"));
        }
        String statement =
                wrong.isEmpty() ? agreement(lower, difference, tolerance) : String.join("; ", wrong) + ". " + moved;
        return new Verdict(computed, published, difference, tolerance, wrong.isEmpty(), statement);
    }

    private String agreement(boolean lower, @Nullable Double difference, double tolerance) {
        String said = difference == null
                ? "The rows give no figure either: "
                        + String.valueOf(row.reason()).replace('_', ' ')
                : "The rows add up to the published " + (lower ? "hours returned" : "figure") + "; a difference up to "
                        + Strata.rounded(tolerance) + " h would be rounding of doubles";
        return lower
                ? said + ". The lower end itself comes from the bootstrap, which is not run again here: "
                        + (row.value() == null
                                ? "none is published, " + row.reason()
                                : "published is " + row.value() + " h")
                : said;
    }

    /** Whether the metric is one that these tables hold. */
    static boolean explains(Metric metric) {
        return List.of("hours_standardised", "hours_returned", LOWER).contains(metric.name());
    }
}
