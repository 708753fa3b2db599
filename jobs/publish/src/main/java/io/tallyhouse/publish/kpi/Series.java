package io.tallyhouse.publish.kpi;

import io.tallyhouse.catalogue.metric.Metric;
import io.tallyhouse.catalogue.metric.Metric.Dimension;
import io.tallyhouse.catalogue.metric.Metric.Grain;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A metric's totals, or those of a function, over time at its headline grain: 28 trailing days where the catalogue lists them, else
 * the shortest of week, month, quarter, day; all time where there is nothing else.
 *
 * @param metric its definition
 * @param grain of the rows
 * @param rows by period, oldest first; empty when nothing was published
 */
public record Series(Metric metric, Grain grain, List<KpiRow> rows) {
    private static final List<Grain> HEADLINE =
            List.of(Grain.TRAILING28, Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.DAY, Grain.ALL);

    /** @param rows of any metrics and grains */
    public static Series of(Metric metric, Collection<KpiRow> rows) {
        Grain grain =
                HEADLINE.stream().filter(metric.grains()::contains).findFirst().orElse(Grain.ALL);
        return of(metric, grain, rows);
    }

    /** @param rows of any metrics and grains */
    public static Series of(Metric metric, Grain grain, Collection<KpiRow> rows) {
        return new Series(
                metric,
                grain,
                rows.stream()
                        .filter(r -> r.metric().equals(metric.name()) && r.grain() == grain && r.total())
                        .sorted(Comparator.comparing(KpiRow::periodStart))
                        .toList());
    }

    /**
     * The functions that stand beside a baseline of their own in a total's period, by name, each with its figures over time. Baselines
     * are frozen per function, over windows of their own: together they are the baseline of nothing.
     *
     * @param total a row without baseline; where it has one, nothing is missing beside it
     * @param rows of any metrics and grains
     */
    public static List<Series> comparedFunctions(Metric metric, KpiRow total, Collection<KpiRow> rows) {
        if (total.baselineValue() != null) {
            return List.of();
        }
        Map<String, List<KpiRow>> functions = new TreeMap<>();
        rows.stream()
                .filter(r -> r.metric().equals(metric.name()) && r.grain() == total.grain() && isFunction(r))
                .forEach(r -> functions
                        .computeIfAbsent(function(r), f -> new ArrayList<>())
                        .add(r));
        return functions.values().stream()
                .map(f -> new Series(
                        metric,
                        total.grain(),
                        f.stream()
                                .sorted(Comparator.comparing(KpiRow::periodStart))
                                .toList()))
                .filter(s -> s.at(total.periodStart())
                        .filter(r -> r.baselineValue() != null)
                        .isPresent())
                .toList();
    }

    private static String function(KpiRow row) {
        return row.members().getOrDefault(Dimension.FUNCTION, KpiRow.ALL);
    }

    private static boolean isFunction(KpiRow row) {
        return row.members().entrySet().stream()
                .allMatch(m -> m.getValue().equals(KpiRow.ALL) != (m.getKey() == Dimension.FUNCTION));
    }

    /** The row of the period that begins on a day. */
    public Optional<KpiRow> at(LocalDate start) {
        return rows.stream().filter(r -> r.periodStart().equals(start)).findFirst();
    }

    /** The newest period that is over at as_of; the newest of all when none is, or when as_of is not known. */
    public Optional<KpiRow> headline(@Nullable Instant asOf) {
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        KpiRow newest = rows.get(rows.size() - 1);
        if (asOf == null) {
            return Optional.of(newest);
        }
        LocalDate day = LocalDate.ofInstant(asOf, ZoneOffset.UTC);
        return Optional.of(rows.stream()
                .filter(r -> r.periodEnd().isBefore(day))
                .reduce((older, newer) -> newer)
                .orElse(newest));
    }

    /** Values up to the headline's period: what runs on after it would bend the line. */
    public List<@Nullable Double> trend(KpiRow headline) {
        List<@Nullable Double> values = new ArrayList<>();
        for (KpiRow row : rows) {
            if (!row.periodStart().isAfter(headline.periodStart())) {
                values.add(row.value());
            }
        }
        return values;
    }
}
