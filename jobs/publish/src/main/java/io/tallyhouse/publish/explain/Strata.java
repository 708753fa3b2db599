package io.tallyhouse.publish.explain;

import io.tallyhouse.publish.duckdb.RowSink;
import io.tallyhouse.publish.explain.Explanation.Listing;
import io.tallyhouse.publish.explain.Explanation.Sum;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds up strata: n tickets at the baseline's mean, less what they took. Exact but for one division a stratum, in 34 digits. */
final class Strata implements RowSink {
    private static final BigDecimal HOUR = BigDecimal.valueOf(3600);
    /** Share of all tickets, in percent, that must be measured and have a baseline for there to be a figure. */
    private static final long COVERED_PERCENT = 80;

    private final int keep;
    private final List<List<@Nullable Object>> first = new ArrayList<>();
    private BigDecimal standardised = BigDecimal.ZERO;
    private BigDecimal expected = BigDecimal.ZERO;
    private long count;
    private long covered;
    private long tickets;
    private long unmeasured;

    /** @param keep how many to keep */
    Strata(int keep) {
        this.keep = keep;
    }

    @Override
    public void columns(List<Column> columns) {}

    @Override
    public void row(List<@Nullable Object> values) {
        count++;
        long n = Units.exact(values.get(4)).longValueExact();
        tickets += n;
        unmeasured += Units.exact(values.get(10)).longValueExact();
        Double hours = null;
        if (!"uncovered".equals(values.get(3))) {
            BigDecimal atBaseline = Units.exact(values.get(9))
                    .multiply(BigDecimal.valueOf(n))
                    .divide(Units.exact(values.get(5)), MathContext.DECIMAL128);
            BigDecimal saved = atBaseline.subtract(Units.exact(values.get(8)));
            covered += n;
            expected = expected.add(atBaseline);
            standardised = standardised.add(saved);
            hours = saved.divide(HOUR, MathContext.DECIMAL64).doubleValue();
        }
        if (first.size() < keep) {
            List<@Nullable Object> shown = new ArrayList<>(values);
            shown.add(8, hours);
            // Of the baseline, people need the mean; its size is for programs.
            shown.add(shown.remove(5));
            first.add(shown);
        }
    }

    Listing listing() {
        return new Listing(
                "strata of hours_stratum",
                "those that returned most first",
                List.of(
                        new Column("workflow", "VARCHAR"),
                        new Column("priority", "VARCHAR"),
                        new Column("channel", "VARCHAR"),
                        new Column("compared_with", "VARCHAR"),
                        new Column("n", "BIGINT"),
                        new Column("before_s", "DOUBLE"),
                        new Column("after_s", "DOUBLE"),
                        new Column("hours", "DOUBLE"),
                        new Column("seconds", "BIGINT"),
                        new Column("baseline_seconds", "BIGINT"),
                        new Column("unmeasured", "BIGINT"),
                        new Column("baseline_n", "BIGINT")),
                8,
                first,
                count);
    }

    List<Sum> sums() {
        List<Sum> sums = new ArrayList<>();
        sums.add(new Sum("strata", "strata", count, ""));
        sums.add(new Sum("tickets_measured", "tickets measured", tickets, ""));
        if (covered < tickets) {
            sums.add(new Sum("tickets_uncovered", "of them without baseline (uncovered)", tickets - covered, ""));
        }
        if (unmeasured > 0) {
            sums.add(new Sum("tickets_unmeasured", "tickets without handling time", unmeasured, ""));
        }
        BigDecimal took = expected.subtract(standardised);
        sums.add(new Sum("at_baseline", "what they would have taken: Σ n × before", hours(expected), "h"));
        sums.add(new Sum("taken", "less what they took: Σ n × after", hours(took.negate()), "h"));
        sums.add(new Sum("standardised", "hours standardised", hours(standardised), "h"));
        return sums;
    }

    static BigDecimal hours(BigDecimal seconds) {
        return seconds.divide(HOUR, MathContext.DECIMAL64);
    }

    /** In two significant digits. */
    static String rounded(double number) {
        return new BigDecimal(number)
                .round(new MathContext(2, RoundingMode.HALF_EVEN))
                .toString();
    }

    /** Seconds. */
    BigDecimal standardised() {
        return standardised;
    }

    double baselineHours() {
        return hours(expected).doubleValue();
    }

    long count() {
        return count;
    }

    boolean estimable() {
        return count > 0 && covered * 100 >= (tickets + unmeasured) * COVERED_PERCENT;
    }
}
