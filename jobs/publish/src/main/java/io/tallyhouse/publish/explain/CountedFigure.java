package io.tallyhouse.publish.explain;

import io.tallyhouse.catalogue.metric.Metric;
import io.tallyhouse.publish.MartTable;
import io.tallyhouse.publish.duckdb.ParquetViews;
import io.tallyhouse.publish.explain.Explanation.Listing;
import io.tallyhouse.publish.explain.Explanation.Sum;
import io.tallyhouse.publish.explain.Explanation.Verdict;
import io.tallyhouse.publish.kpi.KpiRow;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A counted metric: its expressions are evaluated on every unit again, and added up or, for a median, counted through. */
final class CountedFigure {
    private final Metric metric;
    private final KpiRow row;
    private final UnitSql sql;
    private final MartTable source;

    CountedFigure(Metric metric, KpiRow row, MartTable source, LocalDate today) {
        this.metric = metric;
        this.row = row;
        this.source = source;
        this.sql = new UnitSql(metric, source.model(), row, today);
    }

    /** What the rows say, in the words of {@code kpi_current}. */
    private record Recount(
            @Nullable Double value, String status, @Nullable String reason) {}

    /**
     * @param views gets the source
     * @param moved a sentence for the case that the source changed after the publication; empty when it did not
     */
    Explanation explain(ParquetViews views, int limit, Provenance provenance, String moved) {
        views.add(source);
        Units units = new Units(limit, sql.isQuotient());
        BigDecimal median = null;
        if (metric.engine() == Metric.Engine.MEDIAN) {
            Middle middle = new Middle(units, number(views, "SELECT count(numerator) FROM (" + sql.units() + ")"));
            views.run(metric.source(), sql.units(), middle);
            median = middle.median();
        } else {
            views.run(metric.source(), sql.units(), units);
        }
        boolean delivered = number(views, sql.deliveredUnits()) > 0;
        Recount recount = recount(units, median, delivered);
        Listing listing = new Listing(
                metric.distinct() == null
                        ? "rows of " + metric.source()
                        : FigureChoice.word(metric.distinct()) + "s of " + metric.source(),
                row.status().equals("ok") ? "the costliest first" : "as they are",
                units.columns(),
                units.columns().size(),
                units.first(),
                units.count());
        return new Explanation(
                metric,
                row,
                List.of(listing),
                sums(units, recount),
                verdict(units, recount, moved),
                provenance.counted(metric, row, sql.numerator()),
                provenance.deliveries(views, metric.source(), sql.rows()),
                sql.units());
    }

    private long number(ParquetViews views, String query) {
        long[] number = {0};
        views.run(metric.source(), query, Single.number(n -> number[0] = n));
        return number[0];
    }

    private Recount recount(Units units, @Nullable BigDecimal median, boolean delivered) {
        BigDecimal below = units.denominator();
        if (!delivered) {
            return new Recount(null, "no_data", "not_delivered");
        }
        if (!sql.hasBegun()) {
            return new Recount(null, "no_data", "empty");
        }
        Double most = metric.maxMissing();
        if (most != null && units.count() > 0 && (double) units.missing() / units.count() > most) {
            return new Recount(null, "not_estimable", metric.missingReason());
        }
        if (below != null && below.signum() == 0) {
            return new Recount(null, "no_data", "empty");
        }
        if (metric.engine() == Metric.Engine.MEDIAN) {
            return median == null
                    ? new Recount(null, "no_data", "empty")
                    : new Recount(median.doubleValue(), "ok", null);
        }
        double above = units.numerator().doubleValue();
        double value = below == null ? above : above / below.doubleValue();
        return new Recount(value, "ok", units.caveat() ? metric.caveatReason() : null);
    }

    private List<Sum> sums(Units units, Recount recount) {
        List<Sum> sums = new ArrayList<>();
        sums.add(new Sum("rows", "rows", units.count(), ""));
        if (units.missing() > 0) {
            sums.add(new Sum("missing", "rows without numerator", units.missing(), ""));
        }
        if (metric.engine() == Metric.Engine.MEDIAN) {
            if (recount.value() != null) {
                sums.add(new Sum("median", "median of numerators", recount.value(), ""));
            }
            return sums;
        }
        boolean growth = metric.engine() == Metric.Engine.GROWTH;
        sums.add(new Sum(
                "numerator", growth ? "added by the end of the period" : "sum of numerators", units.numerator(), ""));
        if (units.denominator() != null) {
            sums.add(new Sum("denominator", growth ? "at its start" : "sum of denominators", units.denominator(), ""));
        }
        return sums;
    }

    private Verdict verdict(Units units, Recount recount, String moved) {
        List<String> wrong = new ArrayList<>();
        if (!recount.status().equals(row.status()) || !Objects.equals(recount.reason(), row.reason())) {
            wrong.add("the rows say " + said(recount.status(), recount.reason()) + ", published is "
                    + said(row.status(), row.reason()));
        }
        compare(wrong, "numerator", units.numerator(), row.numerator());
        compare(wrong, "denominator", units.denominator(), row.denominator());
        if (row.n() != null && row.n() != units.count()) {
            wrong.add("there are " + units.count() + " rows, published are " + row.n());
        }
        Double published = row.value();
        Double value = recount.value();
        Double difference = value == null || published == null ? null : Double.valueOf(value - published);
        if (difference != null && difference != 0) {
            wrong.add("the value differs by " + difference);
        }
        String statement = wrong.isEmpty() ? agreement(value) : String.join("; ", wrong) + ". " + moved;
        return new Verdict(value, published, difference, 0, wrong.isEmpty(), statement);
    }

    private String agreement(@Nullable Double value) {
        return value == null
                ? "The rows give no figure either, for the same reason: " + said(row.status(), row.reason())
                : metric.engine() == Metric.Engine.MEDIAN
                        ? "The rows have the published figure in their middle exactly"
                        : "The rows add up to the published figure exactly";
    }

    private static String said(String status, @Nullable String reason) {
        return (reason == null ? status : status + " (" + reason + ")").replace('_', ' ');
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    /** Sums are published only where they mean something. */
    private static void compare(
            List<String> wrong, String what, @Nullable BigDecimal counted, @Nullable BigDecimal published) {
        if (counted != null && published != null && counted.compareTo(published) != 0) {
            wrong.add("the " + what + " is " + plain(counted) + ", published is " + plain(published));
        }
    }
}
