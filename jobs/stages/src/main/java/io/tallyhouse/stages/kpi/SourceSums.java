package io.tallyhouse.stages.kpi;

import io.tallyhouse.catalogue.metric.Metric;
import io.tallyhouse.catalogue.metric.Metric.Dimension;
import io.tallyhouse.catalogue.metric.Metric.Grain;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Sums of one source table for all metrics that share its time column: by day and split first, then by period. */
final class SourceSums {
    private final SparkSession session;
    private final List<Metric> metrics;
    private final LocalDate today;
    private final String source;
    private final String timeOf;
    private final List<Term> terms = new ArrayList<>();
    private final StructType schema;

    /** One summed pair of a metric or of a part of it. */
    private record Term(
            Metric metric,
            String name,
            String numerator,
            @Nullable String denominator,
            @Nullable String delivered) {}

    SourceSums(SparkSession session, List<Metric> metrics, LocalDate today) {
        this.session = session;
        this.metrics = metrics;
        this.today = today;
        this.source = metrics.get(0).source();
        this.timeOf = String.valueOf(metrics.get(0).timeOf());
        this.schema = session.table(source).schema();
        for (Metric m : metrics) {
            terms.add(new Term(m, m.name(), String.valueOf(m.numerator()), m.denominator(), m.delivered()));
            for (Map.Entry<String, Metric.Part> part : m.parts().entrySet()) {
                terms.add(new Term(
                        m,
                        m.name() + "." + part.getKey(),
                        part.getValue().numerator(),
                        m.denominator(),
                        part.getValue().delivered() != null ? part.getValue().delivered() : m.delivered()));
            }
        }
    }

    /** One row per metric, period and member, with first and last day of its units. */
    Dataset<Row> rows() {
        String byDay = byDay();
        String periods = periods();
        String sums = terms.stream().map(t -> rollUp(terms.indexOf(t))).collect(Collectors.joining(",\n    "));
        String unpivot = terms.stream().map(t -> struct(t, terms.indexOf(t))).collect(Collectors.joining(",\n      "));
        String dims = String.join(", ", allDimensions());
        return session.sql("""
            WITH by_day AS (
              %s
            ),
            day_period AS (
              SELECT d.*, explode(%s) AS p
              FROM by_day AS d
            ),
            by_period AS (
              SELECT p.grain, p.period_start, p.period_end, %s, split_set, min(day) AS first_day, max(day) AS last_day,
                %s
              FROM day_period
              WHERE p.counts
              GROUP BY p.grain, p.period_start, p.period_end, %s, split_set
            ),
            long AS (
              SELECT grain, period_start, period_end, %s, split_set, first_day, last_day,
                inline(array(
                  %s
                ))
              FROM by_period
            )
            SELECT *, split_set = '' AS is_total FROM long
            WHERE array_contains(split_sets, split_set) AND array_contains(grains, grain)
              AND (grain <> 'trailing28' OR split_set IN ('', 'function') OR weekday(period_end) = 6)
            """.formatted(byDay, periods, dims, sums, dims, dims, unpivot));
    }

    /** Units are summed at the finest level first: splits are then made of those sums, not of the units again. */
    private String byDay() {
        List<Set<Dimension>> sets = splitSets();
        List<String> used = allDimensions().stream()
                .filter(d -> sets.stream()
                        .flatMap(Set::stream)
                        .anyMatch(s -> column(s).equals(d)))
                .toList();
        List<String> selected = new ArrayList<>();
        List<String> parts = new ArrayList<>();
        for (String dim : allDimensions()) {
            boolean split = used.contains(dim);
            selected.add(split ? "IF(grouping(" + dim + ") = 1, 'All', " + dim + ") AS " + dim : "'All' AS " + dim);
            if (split) {
                parts.add("IF(grouping(" + dim + ") = 0, '" + dim + "', NULL)");
            }
        }
        String splitSet = parts.isEmpty() ? "''" : "concat_ws('+', " + String.join(", ", parts) + ")";
        String groups = sets.stream()
                .map(s -> "(unit_day, is_log"
                        + s.stream().map(d -> ", " + column(d)).collect(Collectors.joining()) + ")")
                .collect(Collectors.joining(", "));
        String units = joined(this::unitSums);
        String sums = joined((t, i) -> rollUp(i));
        String finest = used.stream().map(d -> ", " + d).collect(Collectors.joining());
        // Process logs are no tickets: they are seen by source only.
        return """
            SELECT * FROM (
                SELECT unit_day AS day, is_log, %s, %s AS split_set,
                %s
                FROM (
                  SELECT CAST(%s AS DATE) AS unit_day, is_log%s,
                  %s
                  FROM %s
                  WHERE %s IS NOT NULL
                  GROUP BY CAST(%s AS DATE), is_log%s
                )
                GROUP BY GROUPING SETS (%s)
              ) WHERE NOT is_log OR split_set = 'source'
            """.formatted(
                        String.join(", ", selected),
                        splitSet,
                        sums,
                        timeOf,
                        finest,
                        units,
                        source,
                        timeOf,
                        timeOf,
                        finest,
                        groups);
    }

    private String joined(java.util.function.BiFunction<Term, Integer, String> sql) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < terms.size(); i++) {
            all.add(sql.apply(terms.get(i), i));
        }
        return String.join(",\n    ", all);
    }

    private String unitSums(Term t, int i) {
        String filter = t.metric().filter() == null ? "TRUE" : t.metric().filter();
        String den = t.denominator();
        return "sum(CASE WHEN " + filter + " THEN " + exact(t.numerator()) + " END) AS n" + i + ", "
                + (den == null ? "CAST(NULL AS BIGINT)" : "sum(CASE WHEN " + filter + " THEN " + exact(den) + " END)")
                + " AS d" + i + ", count_if(" + filter + ") AS c" + i + ", count_if((" + filter + ") AND ("
                + t.numerator() + ") IS NULL) AS u" + i + ", "
                + (t.delivered() == null ? "count(*)" : "count_if(" + t.delivered() + ")")
                + " AS v" + i + ", "
                + (t.metric().caveat() == null
                        ? "CAST(0 AS BIGINT)"
                        : "count_if((" + filter + ") AND (" + t.metric().caveat() + "))")
                + " AS k" + i;
    }

    /** Floating point sums depend on the order of rows; decimals do not. */
    private String exact(String expression) {
        DataType type = session.sql("SELECT " + expression + " AS x FROM " + source)
                .schema()
                .apply("x")
                .dataType();
        boolean integral = type.equals(DataTypes.IntegerType)
                || type.equals(DataTypes.LongType)
                || type.equals(DataTypes.NullType);
        return integral ? "CAST(" + expression + " AS BIGINT)" : "CAST(" + expression + " AS DECIMAL(28, 12))";
    }

    private static String rollUp(int i) {
        return "sum(n%1$d) AS n%1$d, sum(d%1$d) AS d%1$d, sum(c%1$d) AS c%1$d, sum(u%1$d) AS u%1$d, sum(v%1$d) AS v%1$d, sum(k%1$d) AS k%1$d"
                .formatted(i);
    }

    private String struct(Term t, int i) {
        String sets =
                splitSets(t.metric()).stream().map(s -> "'" + name(s) + "'").collect(Collectors.joining(", "));
        String grains = t.metric().grains().stream()
                .map(g -> "'" + g.name().toLowerCase(Locale.ROOT) + "'")
                .collect(Collectors.joining(", "));
        return "struct('%s' AS metric, '%s' AS base_metric, CAST(n%d AS DECIMAL(38, 12)) AS numerator, CAST(d%d AS DECIMAL(38, 12)) AS denominator, c%d AS n, u%d AS missing, v%d AS delivered_units, k%d AS caveat, array(%s) AS split_sets, array(%s) AS grains)"
                .formatted(t.name(), t.metric().name(), i, i, i, i, i, i, sets, grains);
    }

    private String periods() {
        boolean snapshot = metrics.stream().anyMatch(Metric::snapshot);
        if (snapshot != metrics.stream().allMatch(Metric::snapshot)) {
            throw new IllegalStateException("Metrics of " + source + " must all be snapshots or none");
        }
        Set<Grain> grains = new LinkedHashSet<>();
        metrics.forEach(m -> grains.addAll(m.grains()));
        String now = "DATE '" + today + "'";
        List<String> structs = new ArrayList<>();
        for (Grain grain : grains) {
            String start = switch (grain) {
                case DAY -> "day";
                case WEEK -> "CAST(date_trunc('WEEK', day) AS DATE)";
                case MONTH -> "CAST(date_trunc('MONTH', day) AS DATE)";
                case QUARTER -> "CAST(date_trunc('QUARTER', day) AS DATE)";
                case ALL, TRAILING28 -> "CAST(NULL AS DATE)";
            };
            String end = switch (grain) {
                case DAY -> "day";
                case WEEK -> "date_add(CAST(date_trunc('WEEK', day) AS DATE), 6)";
                case MONTH -> "last_day(day)";
                case QUARTER -> "date_add(add_months(CAST(date_trunc('QUARTER', day) AS DATE), 3), -1)";
                case ALL, TRAILING28 -> now;
            };
            // A snapshot counts the last day of a period, or the last one counted in a period that is not over.
            String counts = snapshot
                    ? "day = least(" + end + ", date_add(" + now + ", -1))"
                    : grain == Grain.ALL ? "day <= " + now : "TRUE";
            if (grain != Grain.TRAILING28) {
                structs.add("struct('" + grain.name().toLowerCase(Locale.ROOT) + "' AS grain, " + start
                        + " AS period_start, " + end + " AS period_end, " + counts + " AS counts)");
            }
        }
        String list = "array(" + String.join(", ", structs) + ")";
        if (!grains.contains(Grain.TRAILING28)) {
            return list;
        }
        return "concat(" + list + ", transform(sequence(day, least(date_add(day, 27), " + now
                + ")), e -> struct('trailing28' AS grain, date_add(e, -27) AS period_start, e AS period_end, TRUE AS counts)))";
    }

    private List<Set<Dimension>> splitSets() {
        Set<Set<Dimension>> sets = new LinkedHashSet<>();
        metrics.forEach(m -> sets.addAll(splitSets(m)));
        return List.copyOf(sets);
    }

    private List<Set<Dimension>> splitSets(Metric metric) {
        Set<Set<Dimension>> sets = new LinkedHashSet<>();
        sets.add(Set.of());
        for (List<Dimension> split : metric.splits()) {
            for (Dimension d : split) {
                if (!Arrays.asList(schema.fieldNames()).contains(column(d))) {
                    throw new IllegalStateException("Metric " + metric.name() + " is split by " + column(d) + " but "
                            + source + " has no such column");
                }
            }
            sets.add(new java.util.TreeSet<>(split));
        }
        return List.copyOf(sets);
    }

    private static String name(Set<Dimension> set) {
        return allDimensions().stream()
                .filter(d -> set.stream().anyMatch(s -> column(s).equals(d)))
                .collect(Collectors.joining("+"));
    }

    static List<String> allDimensions() {
        return Arrays.stream(Dimension.values()).map(SourceSums::column).toList();
    }

    private static String column(Dimension dimension) {
        return dimension.name().toLowerCase(Locale.ROOT);
    }
}
