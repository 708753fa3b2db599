package io.tallyhouse.stages.kpi;

import io.tallyhouse.catalogue.metric.Metric;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.SparkSession;

/**
 * Medians by metric, period and member.
 *
 * <p>Medians of days do not give the median of a week, nor those of teams that of their function: unlike sums they cannot be made of
 * leaves without bringing every value here. {@code percentile} counts equal values and sorts them: it is exact, and the same in any
 * order of rows and on any number of threads.
 */
final class Medians {
    private Medians() {}

    /**
     * Null where no unit of the period has a value.
     *
     * @param today the day of as_of; all days end with it
     */
    static UnitFigures<Double> read(SparkSession session, Collection<Metric> metrics, LocalDate today) {
        return UnitFigures.read(
                session, metrics, Metric.Engine.MEDIAN, metric -> sql(metric, today), row -> row.getAs("median"));
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
