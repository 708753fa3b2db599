package io.tallyhouse.app.command;

import io.tallyhouse.app.House;
import io.tallyhouse.catalogue.metric.Metric;
import io.tallyhouse.catalogue.metric.Metric.Dimension;
import io.tallyhouse.publish.duckdb.JsonRows;
import io.tallyhouse.publish.duckdb.MartReader;
import io.tallyhouse.publish.kpi.KpiFilter;
import io.tallyhouse.publish.kpi.KpiRow;
import io.tallyhouse.publish.kpi.Series;
import io.tallyhouse.publish.terminal.MetricTrend;
import io.tallyhouse.publish.terminal.Scorecard;
import io.tallyhouse.terminal.Cell;
import io.tallyhouse.terminal.Screen;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The scorecard, or metrics over time, from the published marts. */
@Command(
        name = "kpi",
        mixinStandardHelpOptions = true,
        description = "Show the scorecard, or metrics over time with interval, target and status.",
        footer = {
            "",
            "Examples: tallyhouse kpi",
            "          tallyhouse kpi rework_time_share",
            "          tallyhouse kpi --json"
        })
final class KpiCommand implements Callable<Integer> {
    private static final String LOG = "eventlog/";

    private final Tallyhouse root;

    @Parameters(paramLabel = "METRIC", arity = "0..*", description = "Names of metrics; none for the scorecard.")
    private List<String> names = List.of();

    KpiCommand(Tallyhouse root) {
        this.root = root;
    }

    @Override
    public Integer call() throws IOException {
        try (House house = root.house()) {
            List<Metric> metrics =
                    names.stream().map(house.catalogue().metrics()::require).toList();
            MartReader reader = new MartReader(house.marts());
            PrintStream out = root.terminal().out();
            KpiFilter filter = new KpiFilter(names, null, false);
            if (root.json()) {
                PrintWriter writer = new PrintWriter(out, false, StandardCharsets.UTF_8);
                try (JsonRows rows = new JsonRows(writer)) {
                    reader.rows(filter, rows);
                }
                writer.flush();
                return 0;
            }
            List<KpiRow> rows = reader.rows(filter);
            if (metrics.isEmpty()) {
                out.print(new Scorecard(Screen.width(), Screen.colours())
                        .render(house.catalogue().metrics(), rows, reader.groups()));
                logs(out, rows);
            }
            for (Metric metric : metrics) {
                out.print(new MetricTrend(Screen.width(), Screen.colours()).render(Series.of(metric, rows)));
            }
            return 0;
        }
    }

    /** Process logs count for themselves, not for the organisation: a warehouse of nothing else has a scorecard without a figure. */
    private static void logs(PrintStream out, List<KpiRow> rows) {
        rows.stream()
                .map(r -> r.members().getOrDefault(Dimension.SOURCE, KpiRow.ALL))
                .filter(s -> s.startsWith(LOG))
                .distinct()
                .sorted()
                .forEach(s -> out.println("Figures of the process log " + Cell.harmless(s) + " stand apart:"
                        + " tallyhouse query \"select metric, value, numerator, denominator, status from kpi_current"
                        + " where grain = 'all' and source = '" + Cell.harmless(s) + "'\""));
    }
}
