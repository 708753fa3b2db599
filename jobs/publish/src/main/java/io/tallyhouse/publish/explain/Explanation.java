package io.tallyhouse.publish.explain;

import io.tallyhouse.catalogue.metric.Metric;
import io.tallyhouse.publish.duckdb.RowSink.Column;
import io.tallyhouse.publish.kpi.KpiRow;
import io.tallyhouse.publish.kpi.Periods;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A figure followed to its rows.
 *
 * @param metric its definition
 * @param row the figure as published
 * @param listings the rows behind it
 * @param sums what the rows add up to, step by step
 * @param verdict the figure computed from them beside the published one
 * @param provenance where definition, rows and figure come from, by heading
 * @param deliveries the files that brought the records of the listed units
 * @param sql the query that lists the rows, over views named as the tables
 */
public record Explanation(
        Metric metric,
        KpiRow row,
        List<Listing> listings,
        List<Sum> sums,
        Verdict verdict,
        Map<String, String> provenance,
        List<DeliveryShare> deliveries,
        String sql) {

    /**
     * Rows of one kind.
     *
     * @param name what a row is, plural
     * @param order which come first
     * @param columns of every row
     * @param onScreen how many of the columns, from the left, a terminal shows
     * @param rows the first ones
     * @param total how many there are
     */
    public record Listing(
            String name,
            String order,
            List<Column> columns,
            int onScreen,
            List<List<@Nullable Object>> rows,
            long total) {}

    /**
     * A step of the calculation.
     *
     * @param name for programs
     * @param label for people
     * @param value exact where it was counted
     * @param unit what the value counts; empty for pure numbers
     */
    public record Sum(String name, String label, @Nullable Number value, String unit) {}

    /**
     * The comparison.
     *
     * @param recomputed value from the rows; null where they give none
     * @param published value as published; null where there is none
     * @param difference recomputed less published; null unless both are there
     * @param tolerance greatest difference that is rounding; 0 for counted figures
     * @param equal whether the rows give the published figure, or both say that there is none, for the same reason
     * @param statement the outcome in a sentence
     */
    public record Verdict(
            @Nullable Number recomputed,
            @Nullable Number published,
            @Nullable Number difference,
            double tolerance,
            boolean equal,
            String statement) {}

    /**
     * A delivery's part in the rows.
     *
     * @param id SHA-256 of the file
     * @param file path below the landing folder
     * @param records how many of its records tell about the units
     */
    public record DeliveryShare(String id, String file, long records) {}

    /** The period under the name by which it is asked for. */
    public String period() {
        return Periods.typed(row);
    }

    /** The figure's name: the metric's, or that of a part of it. */
    public String name() {
        return row.metric();
    }
}
