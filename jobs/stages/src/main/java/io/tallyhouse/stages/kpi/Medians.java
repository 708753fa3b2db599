package io.tallyhouse.stages.kpi;

import io.tallyhouse.catalogue.metric.Metric;
import io.tallyhouse.stages.kpi.UnitCopies.Key;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Medians by metric, period and member.
 *
 * <p>Medians of days do not give the median of a week, nor those of teams that of their function: unlike sums they cannot be made of
 * leaves without bringing every value here. So Spark makes one for each period and member from the units themselves, and what comes to
 * the driver is as much as there are figures. {@code percentile} counts equal values and sorts them: it is exact, and the same in any
 * order of rows and on any number of threads.
 */
final class Medians {
    private final Map<Key, Double> values = new HashMap<>();

    /** @param today the day of as_of; all days end with it */
    static Medians read(SparkSession session, Collection<Metric> metrics, LocalDate today) {
        Medians medians = new Medians();
        for (Metric metric : metrics) {
            if (metric.engine() == Metric.Engine.MEDIAN) {
                session.sql(sql(metric, today)).collectAsList().forEach(row -> medians.add(metric, row));
            }
        }
        return medians;
    }

    /** Null where no unit of the period has a value. */
    @Nullable
    Double of(Metric metric, Period period, Member member) {
        return values.get(Key.of(metric, period, member));
    }

    private void add(Metric metric, Row row) {
        values.put(Key.of(metric, row), row.<Double>getAs("median"));
    }

    private static String sql(Metric metric, LocalDate today) {
        return UnitCopies.sql(metric, today, Map.of("value", Objects.requireNonNull(metric.numerator()))) + """

            SELECT
              period.*,
              member.*,
              percentile(value, 0.5, units) AS median
            FROM counted
            GROUP BY period, member
            """;
    }
}
