package io.tallyhouse.stages.baseline;

import io.tallyhouse.catalogue.metric.Metric;
import io.tallyhouse.catalogue.metric.Metrics;
import io.tallyhouse.lake.log.DeltaLogs;
import io.tallyhouse.lake.log.TableVersion;
import io.tallyhouse.lake.table.LakeTable;
import io.tallyhouse.lake.table.LakeTables;
import io.tallyhouse.lake.table.TableReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Freezes what a function's work looked like before its first go-live: resolved tickets by team and stratum, and the value of each
 * counted metric over the window.
 */
public final class BaselineFreeze {
    private final SparkSession session;
    private final LakeTables tables;
    private final Metrics metrics;
    private final Baselines baselines;

    public BaselineFreeze(SparkSession session, LakeTables tables, Metrics metrics, Baselines baselines) {
        this.session = session;
        this.tables = tables;
        this.metrics = metrics;
        this.baselines = baselines;
    }

    /**
     * @param function whose baseline is frozen
     * @param from first instant of the window; null for {@code length} before its end
     * @param to first instant after the window; null for the function's first go-live
     * @param length of the window where {@code from} is null
     * @param by who freezes
     * @param at when
     * @throws IllegalArgumentException when the function is unknown or has no go-live, the window overlaps go-live, or holds no
     *     measured ticket
     */
    public Baseline freeze(
            String function, @Nullable Instant from, @Nullable Instant to, Duration length, String by, Instant at) {
        Map<String, Long> versions = views();
        Instant goLive = goLive(function);
        Instant end = to == null ? goLive : to;
        Instant start = from == null ? end.minus(length) : from;
        if (end.isAfter(goLive)) {
            throw new IllegalArgumentException("Cannot freeze a baseline of " + function + " up to " + end
                    + ": it overlaps the go-live at " + goLive + "; end the window there, with --to " + goLive);
        }
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException(
                    "Cannot freeze a baseline from " + start + " to " + end + ": the window is empty");
        }
        String name = function.replace("'", "''");
        String window = ">= TIMESTAMP '" + start + "' AND %1$s < TIMESTAMP '" + end + "'";
        List<Baseline.Cell> cells = cells(name, window.formatted("first_resolved_at"));
        if (cells.stream().mapToLong(Baseline.Cell::tickets).sum() == 0) {
            throw new IllegalArgumentException("Cannot freeze a baseline of " + function + " from " + start + " to "
                    + end + ": no resolved ticket with known handling time lies in it");
        }
        return baselines.freeze(function, start, end, by, at, versions, values(name, window), cells);
    }

    private Map<String, Long> views() {
        Map<String, Long> versions = new TreeMap<>();
        for (String name : List.of(
                "fct_ticket", "fct_ticket_event", "fct_hand_off", "fct_case_conformance", "fct_sla_clock", "team")) {
            LakeTable table = tables.table(name);
            TableVersion version = DeltaLogs.state(table.path());
            if (version.exists()) {
                versions.put(name, version.version());
                TableReader.readStored(session, table).createOrReplaceTempView(name);
            }
        }
        if (!versions.containsKey("team") || !versions.containsKey("fct_ticket")) {
            throw new IllegalArgumentException("Cannot freeze a baseline: the warehouse holds no tickets and teams yet;"
                    + " run: tallyhouse nightly");
        }
        return versions;
    }

    private Instant goLive(String function) {
        List<Row> rows = session.sql("SELECT function, min(go_live_at) AS go_live_at FROM team GROUP BY function")
                .collectAsList();
        for (Row row : rows) {
            if (row.getString(0).equals(function)) {
                Instant at = row.getAs("go_live_at");
                if (at == null) {
                    throw new IllegalArgumentException("Cannot freeze a baseline of " + function
                            + ": none of its teams has a go-live; deliver people/teams with go_live_at");
                }
                return at;
            }
        }
        List<String> known = rows.stream().map(r -> r.getString(0)).sorted().toList();
        throw new IllegalArgumentException("Unknown function \"" + function + "\""
                + io.tallyhouse.catalogue.yaml.NearestName.hint(function, known));
    }

    private List<Baseline.Cell> cells(String function, String window) {
        List<Baseline.Cell> cells = new ArrayList<>();
        for (Row row : session.sql("""
                SELECT team, workflow, priority, channel,
                  count(handling_seconds) AS tickets,
                  count(*) - count(handling_seconds) AS unmeasured,
                  coalesce(sum(handling_seconds), 0) AS seconds
                FROM fct_ticket
                WHERE NOT is_log AND function = '%s' AND first_resolved_at %s
                GROUP BY team, workflow, priority, channel
                ORDER BY team, workflow, priority, channel
                """.formatted(function, window)).collectAsList()) {
            cells.add(new Baseline.Cell(
                    row.getAs("team"),
                    row.getAs("workflow"),
                    row.getAs("priority"),
                    row.getAs("channel"),
                    row.getAs("tickets"),
                    row.getAs("unmeasured"),
                    row.getAs("seconds")));
        }
        return cells;
    }

    /** One query for each source, whatever the number of its metrics. */
    private Map<String, Double> values(String function, String window) {
        Map<String, List<Metric>> bySource = new TreeMap<>();
        for (Metric m : metrics.all()) {
            if (isFrozen(m) && session.catalog().tableExists(m.source())) {
                bySource.computeIfAbsent(m.source(), s -> new ArrayList<>()).add(m);
            }
        }
        Map<String, Double> values = new TreeMap<>();
        bySource.forEach((source, own) -> {
            String figures = own.stream().map(m -> figure(m, window)).collect(Collectors.joining(",\n  "));
            Row row = session.sql("SELECT\n  " + figures + "\nFROM " + source + "\nWHERE NOT is_log AND function = '"
                            + function + "'")
                    .head();
            for (int i = 0; i < own.size(); i++) {
                if (!row.isNullAt(i)) {
                    values.put(own.get(i).name(), row.getDouble(i));
                }
            }
        });
        return values;
    }

    private static boolean isFrozen(Metric m) {
        return switch (m.engine()) {
            case MEDIAN -> true;
            case RATIO -> m.denominator() != null && m.distinct() == null;
            default -> false;
        };
    }

    private static String figure(Metric m, String window) {
        String units = m.timeOf() + " " + window.formatted(m.timeOf())
                + (m.filter() == null ? "" : " AND (" + m.filter() + ")");
        if (m.engine() == Metric.Engine.MEDIAN) {
            return "percentile(CASE WHEN " + units + " THEN " + m.numerator() + " END, 0.5)";
        }
        return sum(m.numerator(), units) + " / " + sum(m.denominator(), units);
    }

    private static String sum(@Nullable String expression, String units) {
        return "CAST(sum(CASE WHEN " + units + " THEN CAST(" + expression + " AS DECIMAL(28, 12)) END) AS DOUBLE)";
    }
}
