package io.tallyhouse.stages.kpi;

import io.tallyhouse.catalogue.metric.Metric;
import io.tallyhouse.stages.kpi.UnitCopies.Key;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Figures by metric, period and member that Spark makes from the units themselves ({@link UnitCopies}); what comes to the driver is as
 * much as there are figures.
 *
 * @param <V> what a figure is
 */
final class UnitFigures<V> {
    private final Map<Key, @Nullable V> values = new HashMap<>();

    static <V> UnitFigures<V> none() {
        return new UnitFigures<>();
    }

    /**
     * @param engine whose metrics to read
     * @param sql a query with the fields of {@code period} and {@code member}
     * @param value what it found, null for nothing
     */
    static <V> UnitFigures<V> read(
            SparkSession session,
            Collection<Metric> metrics,
            Metric.Engine engine,
            Function<Metric, String> sql,
            Function<Row, @Nullable V> value) {
        UnitFigures<V> figures = new UnitFigures<>();
        for (Metric metric : metrics) {
            if (metric.engine() == engine) {
                for (Row row : session.sql(sql.apply(metric)).collectAsList()) {
                    figures.values.put(Key.of(metric, row), value.apply(row));
                }
            }
        }
        return figures;
    }

    /** Null where no unit has what the figure is made of. */
    @Nullable
    V of(Metric metric, Period period, Member member) {
        return values.get(Key.of(metric, period, member));
    }
}
