package io.tallyhouse.app.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyhouse.app.House;
import io.tallyhouse.app.Plan;
import io.tallyhouse.terminal.Exit;
import io.tallyhouse.terminal.Grid;
import io.tallyhouse.terminal.JsonOut;
import java.io.PrintStream;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a night would compute. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = "Show which tables a night would compute now, and why; computes nothing.",
        footer = {"", "Example: tallyhouse plan --as-of 2026-03-31T02:00:00Z"})
final class PlanCommand implements Callable<Integer> {
    private final Tallyhouse root;

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            description = "The instant the figures would be made for; without it the newest extract or event.")
    private @Nullable Instant asOf;

    PlanCommand(Tallyhouse root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        try (House house = root.house()) {
            Plan.Result plan = Plan.of(house, asOf);
            if (root.json()) {
                JsonOut.print(root.terminal().out(), json(plan));
            } else {
                print(plan, root.terminal().out());
            }
            return Exit.OK;
        }
    }

    private static ObjectNode json(Plan.Result plan) {
        ObjectNode node = new ObjectMapper().createObjectNode();
        node.put("as_of", plan.asOf().toString()).put("pending_deliveries", plan.pending());
        ArrayNode models = node.putArray("models");
        plan.lines()
                .forEach(l -> models.addObject()
                        .put("model", l.model())
                        .put("layer", l.layer())
                        .put("decision", l.decision())
                        .put("reason", l.reason()));
        return node;
    }

    private static void print(Plan.Result plan, PrintStream out) {
        long open = plan.lines().stream()
                .filter(l -> !l.decision().equals("up_to_date"))
                .count();
        out.println("As of " + plan.asOf() + ": "
                + (open == 0
                        ? "nothing to compute"
                        : open + " of " + plan.lines().size() + " tables to compute"));
        if (plan.pending() > 0) {
            out.println(
                    plan.pending() + " deliveries wait to be read; what they change shows after: tallyhouse ingest");
        }
        if (open > 0) {
            Grid grid = new Grid("table", "layer", "why");
            plan.lines().stream()
                    .filter(l -> !l.decision().equals("up_to_date"))
                    .forEach(l -> grid.row(l.model(), l.layer(), l.reason()));
            grid.print(out);
        }
    }
}
