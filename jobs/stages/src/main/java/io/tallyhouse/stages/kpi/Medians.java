package io.tallyhouse.stages.kpi;

import io.tallyhouse.catalogue.metric.Metric;
import io.tallyhouse.catalogue.metric.Metric.Dimension;
import io.tallyhouse.catalogue.metric.Metric.Grain;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
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

    /** @param start first day; null for all days, which begin with whatever there is */
    private record Key(String metric, Grain grain, @Nullable LocalDate start, Member member) {}

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
        LocalDate start = period.grain() == Grain.ALL ? null : period.start();
        return values.get(new Key(metric.name(), period.grain(), start, member));
    }

    private void add(Metric metric, Row row) {
        Map<Dimension, String> named = new EnumMap<>(Dimension.class);
        for (Dimension dimension : Dimension.values()) {
            named.put(dimension, row.getAs(LeafQuery.column(dimension)));
        }
        values.put(
                new Key(metric.name(), Grain.valueOf(row.getAs("grain")), row.getAs("start"), Member.of(named)),
                row.<Double>getAs("median"));
    }

    /**
     * A unit stands once in every period and member that counts it. Units that are equal in day, finest member and value are counted
     * before they are copied into those: of many waits only few differ.
     */
    private static String sql(Metric metric, LocalDate today) {
        return """
            WITH unit AS (
              SELECT
                CAST(%s AS DATE) AS day,
                %s AS value,
                is_log,
                count(*) AS units%s
              FROM %s
              WHERE %s
              GROUP BY ALL
            ),

            member AS (
              SELECT
                day,
                value,
                is_log,
                units,
                explode(array(%s)) AS member
              FROM unit
              WHERE day IS NOT NULL AND value IS NOT NULL
            ),

            counted AS (
              SELECT
                value,
                units,
                member,
                explode(array(%s)) AS period
              FROM member
              WHERE NOT is_log OR member.source <> '%s'
            )

            SELECT
              period.*,
              member.*,
              percentile(value, 0.5, units) AS median
            FROM counted
            WHERE period.is_counted
            GROUP BY ALL
            """.formatted(
                        metric.timeOf(),
                        Objects.requireNonNull(metric.numerator()),
                        finest(metric),
                        metric.source(),
                        metric.filter() == null ? "TRUE" : metric.filter(),
                        members(metric),
                        periods(metric, today),
                        Member.ALL);
    }

    /** The columns that some split names. */
    private static String finest(Metric metric) {
        return SourceGroup.splitsOf(metric).stream()
                .flatMap(split -> split.dimensions().stream())
                .distinct()
                .sorted()
                .map(d -> ",\n" + LeafQuery.column(d))
                .collect(Collectors.joining());
    }

    private static String members(Metric metric) {
        List<String> members = new ArrayList<>();
        for (Split split : SourceGroup.splitsOf(metric)) {
            List<String> cells = new ArrayList<>();
            for (Dimension dimension : Dimension.values()) {
                String column = LeafQuery.column(dimension);
                boolean named = split.dimensions().contains(dimension);
                cells.add("'" + column + "', "
                        + (named ? "coalesce(" + column + ", '" + Member.UNKNOWN + "')" : "'" + Member.ALL + "'"));
            }
            members.add("named_struct(" + String.join(", ", cells) + ")");
        }
        return String.join(",\n", members);
    }

    private static String periods(Metric metric, LocalDate today) {
        return metric.grains().stream()
                .map(grain -> "named_struct('grain', '" + grain + "', 'start', " + start(grain) + ", 'is_counted', "
                        + (grain == Grain.ALL ? "day <= DATE '" + today + "'" : "TRUE") + ")")
                .collect(Collectors.joining(",\n"));
    }

    private static String start(Grain grain) {
        return switch (grain) {
            case DAY -> "day";
            case WEEK, MONTH, QUARTER -> "CAST(date_trunc('" + grain + "', day) AS DATE)";
            case ALL -> "CAST(NULL AS DATE)";
            case TRAILING28 -> throw new IllegalArgumentException("Cannot compute medians of trailing days");
        };
    }
}
