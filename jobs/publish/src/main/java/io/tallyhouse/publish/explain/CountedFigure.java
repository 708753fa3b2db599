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
    private final @Nullable MartTable variants;

    /** @param variants alignments of the cases, which a precision needs; null for others */
    CountedFigure(Metric metric, KpiRow row, MartTable source, @Nullable MartTable variants, LocalDate today) {
        this.metric = metric;
        this.row = row;
        this.source = source;
        this.variants = variants;
        this.sql = new UnitSql(metric, source.model(), row, today);
    }

    /** What the rows say, in the words of {@code kpi_current}. */
    private record Recount(
            @Nullable Double value,
            String status,
            @Nullable String reason,
            @Nullable BigDecimal above,
            @Nullable BigDecimal below) {
        static Recount none(
                String status, @Nullable String reason, @Nullable BigDecimal above, @Nullable BigDecimal below) {
            return new Recount(null, status, reason, above, below);
        }
    }

    /**
     * @param views gets the source
     * @param moved a sentence for the case that the source changed after the publication; empty when it did not
     */
    Explanation explain(ParquetViews views, int limit, Provenance provenance, String moved) {
        views.add(source);
        Units units = new Units(limit, sql.isQuotient());
        BigDecimal median = null;
        Places places = null;
        if (metric.engine() == Metric.Engine.MEDIAN) {
            Middle middle = new Middle(units, number(views, "SELECT count(numerator) FROM (" + sql.units() + ")"));
            views.run(metric.source(), sql.units(), middle);
            median = middle.median();
        } else {
            views.run(metric.source(), sql.units(), units);
        }
        if (variants != null) {
            views.add(variants);
            places = Places.of(views, metric.source(), sql.units());
        }
        boolean delivered = number(views, sql.deliveredUnits()) > 0;
        Recount recount = recount(units, median, places, delivered);
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

    private Recount recount(Units units, @Nullable BigDecimal median, @Nullable Places places, boolean delivered) {
        BigDecimal above = places == null ? units.numerator() : places.taken();
        BigDecimal below = places == null ? units.denominator() : places.allowed();
        if (!delivered) {
            return Recount.none("no_data", "not_delivered", above, below);
        }
        if (!sql.hasBegun()) {
            return Recount.none("no_data", "empty", above, below);
        }
        Double most = metric.maxMissing();
        if (most != null && units.count() > 0 && (double) units.missing() / units.count() > most) {
            return Recount.none("not_estimable", metric.missingReason(), above, below);
        }
        if (below != null && below.signum() == 0) {
            return Recount.none("no_data", "empty", above, below);
        }
        if (metric.engine() == Metric.Engine.MEDIAN) {
            return median == null
                    ? Recount.none("no_data", "empty", null, null)
                    : new Recount(median.doubleValue(), "ok", null, null, null);
        }
        double value = below == null ? above.doubleValue() : above.doubleValue() / below.doubleValue();
        return new Recount(value, "ok", units.caveat() ? metric.caveatReason() : null, above, below);
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
        if (variants != null) {
            sums.add(new Sum("numerator", "allowed activities with which a case goes on", recount.above(), ""));
            sums.add(new Sum("denominator", "activities that the model allows", recount.below(), ""));
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
        compare(wrong, "numerator", recount.above(), row.numerator());
        compare(wrong, "denominator", recount.below(), row.denominator());
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
