package io.tallyhouse.app.command;

import io.tallyhouse.app.House;
import io.tallyhouse.app.WarehouseEvidence;
import io.tallyhouse.catalogue.metric.Metric.Dimension;
import io.tallyhouse.publish.duckdb.MartReader;
import io.tallyhouse.publish.explain.Explainer;
import io.tallyhouse.publish.explain.Explanation;
import io.tallyhouse.publish.explain.ExplanationJson;
import io.tallyhouse.publish.explain.ExplanationText;
import io.tallyhouse.terminal.Exit;
import io.tallyhouse.terminal.JsonOut;
import io.tallyhouse.terminal.Screen;
import io.tallyhouse.terminal.UserError;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A figure followed to its rows and added up again. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Follow a published figure to its rows, add them up again and print the difference.",
            "Exit code 3 when the rows do not give the published figure."
        },
        footer = {
            "",
            "Examples: tallyhouse explain rework_time_share",
            "          tallyhouse explain rework_time_share --period 2026-W23 --function \"Support Ops\"",
            "          tallyhouse explain hours_returned --period 2026-Q2",
            "          tallyhouse explain rework_time_share.reopen --period all --json"
        })
final class ExplainCommand implements Callable<Integer> {
    private static final int FIRST = 10;

    private final Tallyhouse root;

    @Parameters(paramLabel = "METRIC", description = "A metric, or a part of one, such as rework_time_share.reopen.")
    private String metric = "";

    @Option(
            names = "--period",
            paramLabel = "P",
            description =
                    "2026-Q2, 2026-05, 2026-W23, a day (the 28 days to it, for figures without days), trailing28 or"
                            + " all. Without it: the latest quarter, else month, else week, that has a value.")
    private @Nullable String period;

    @Option(names = "--function", paramLabel = "F", description = "Only this function.")
    private @Nullable String function;

    @Option(names = "--team", paramLabel = "T", description = "Only this team.")
    private @Nullable String team;

    @Option(names = "--region", paramLabel = "R", description = "Only this region.")
    private @Nullable String region;

    @Option(names = "--workflow", paramLabel = "W", description = "Only this workflow.")
    private @Nullable String workflow;

    @Option(names = "--priority", paramLabel = "N", description = "Only this priority; with --workflow.")
    private @Nullable String priority;

    @Option(names = "--role", paramLabel = "ROLE", description = "Only this role.")
    private @Nullable String role;

    @Option(names = "--source", paramLabel = "S", description = "Only this source system or process log.")
    private @Nullable String source;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "How many rows of each kind to list (default: " + FIRST + ", with --json all of them).")
    private @Nullable Integer limit;

    ExplainCommand(Tallyhouse root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        if (limit != null && limit < 0) {
            throw UserError.usage("Invalid --limit " + limit + ": expected 0 or more");
        }
        int rows = limit != null ? limit : root.json() ? Integer.MAX_VALUE : FIRST;
        try (House house = root.house()) {
            Explanation e = new Explainer(
                            house.catalogue().metrics(), new MartReader(house.marts()), new WarehouseEvidence(house))
                    .explain(metric, period, members(), rows);
            if (root.json()) {
                JsonOut.print(root.terminal().out(), ExplanationJson.of(e));
            } else {
                root.terminal().out().print(new ExplanationText(Screen.width(), Screen.colours()).render(e, again(e)));
            }
            return e.verdict().equal() ? Exit.OK : Exit.DIFFERENT;
        }
    }

    private Map<Dimension, String> members() {
        Map<Dimension, String> members = new EnumMap<>(Dimension.class);
        put(members, Dimension.FUNCTION, function);
        put(members, Dimension.TEAM, team);
        put(members, Dimension.REGION, region);
        put(members, Dimension.WORKFLOW, workflow);
        put(members, Dimension.PRIORITY, priority);
        put(members, Dimension.ROLE, role);
        put(members, Dimension.SOURCE, source);
        return members;
    }

    private static void put(Map<Dimension, String> members, Dimension dimension, @Nullable String member) {
        if (member != null) {
            members.put(dimension, member);
        }
    }

    /** The command with its period spelled out, so that it names the same figure tomorrow. */
    private String again(Explanation e) {
        StringBuilder text = new StringBuilder("tallyhouse explain " + metric + " --period " + e.period());
        members()
                .forEach((d, m) -> text.append(" --")
                        .append(d.name().toLowerCase(Locale.ROOT))
                        .append(" \"")
                        .append(m)
                        .append('"'));
        return text.toString();
    }
}
