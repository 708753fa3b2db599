package io.tallyhouse.stages.kpi;

import io.tallyhouse.catalogue.metric.Metric;
import io.tallyhouse.catalogue.metric.Metric.Dimension;
import io.tallyhouse.catalogue.metric.Metric.Grain;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Units in every period and member that counts them, for figures that cannot be made of sums by day and team: the median of a week is
 * not made of those of its days. Units that are equal in day, finest member and what is carried are counted before they are copied:
 * of many waits, or ways through a process, only few differ.
 */
final class UnitCopies {
    private UnitCopies() {}

    /**
     * A figure.
     *
     * @param start first day; null for all days, which begin with whatever there is
     */
    record Key(String metric, Grain grain, @Nullable LocalDate start, Member member) {
        static Key of(Metric metric, Period period, Member member) {
            return new Key(metric.name(), period.grain(), period.grain() == Grain.ALL ? null : period.start(), member);
        }

        /** Of a row with the fields of {@code period} and {@code member}. */
        static Key of(Metric metric, Row row) {
            Map<Dimension, String> named = new EnumMap<>(Dimension.class);
            for (Dimension dimension : Dimension.values()) {
                named.put(dimension, row.getAs(LeafQuery.column(dimension)));
            }
            return new Key(metric.name(), Grain.valueOf(row.getAs("grain")), row.getAs("start"), Member.of(named));
        }
    }

    /**
     * Common table expressions, the last of which is {@code counted}: period and member (structs), what is carried, and units, how many
     * are equal.
     *
     * @param carried columns by name with their expressions over a unit; units without the first of them do not count
     * @param today the day of as_of; all days end with it
     */
    static String sql(Metric metric, LocalDate today, Map<String, String> carried) {
        String made = carried.entrySet().stream()
                .map(c -> c.getValue() + " AS " + c.getKey())
                .collect(Collectors.joining(",\n"));
        String names = String.join(",\n", carried.keySet());
        String needed = carried.keySet().iterator().next();
        return """
            WITH unit AS (
              SELECT
                CAST(%s AS DATE) AS day,
                %s,
                is_log,
                count(*) AS units%s
              FROM %s
              WHERE %s
              GROUP BY ALL
            ),

            member AS (
              SELECT
                day,
                %s,
                is_log,
                units,
                explode(array(%s)) AS member
              FROM unit
              WHERE day IS NOT NULL AND %s IS NOT NULL
            ),

            copy AS (
              SELECT
                %s,
                units,
                member,
                explode(array(%s)) AS period
              FROM member
              WHERE NOT is_log OR member.source <> '%s'
            ),

            counted AS (
              SELECT
                period,
                member,
                %s,
                sum(units) AS units
              FROM copy
              WHERE period.is_counted
              GROUP BY ALL
            )
            """.formatted(
                        metric.timeOf(),
                        made,
                        finest(metric),
                        metric.source(),
                        metric.filter() == null ? "TRUE" : metric.filter(),
                        names,
                        members(metric),
                        needed,
                        names,
                        periods(metric, today),
                        Member.ALL,
                        names);
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
