package io.tallyhouse.app.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyhouse.app.House;
import io.tallyhouse.app.Rebuild;
import io.tallyhouse.lake.journal.WarehouseLock;
import io.tallyhouse.lake.run.RebuildCheck.Comparison;
import io.tallyhouse.terminal.Exit;
import io.tallyhouse.terminal.Grid;
import io.tallyhouse.terminal.JsonOut;
import io.tallyhouse.terminal.UserError;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Derived tables computed again. */
@Command(
        name = "rebuild",
        mixinStandardHelpOptions = true,
        description = {
            "Throw all derived tables away and compute them again from bronze.",
            "With --check: compute them beside the live ones and compare; exit code 1 when a row differs."
        },
        footer = {"", "Example: tallyhouse rebuild --check"})
final class RebuildCommand implements Callable<Integer> {
    private final Tallyhouse root;

    @Option(names = "--check", description = "Compare only; the live tables are not touched.")
    private boolean check;

    @Option(names = "--yes", description = "Confirm that the derived tables may be thrown away.")
    private boolean yes;

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            description = "The instant the figures are made for; without it that of the last run that measured.")
    private @Nullable Instant asOf;

    RebuildCommand(Tallyhouse root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        if (!check && !yes) {
            throw UserError.usage("Nothing was done: rebuild throws all derived tables of " + root.warehouse()
                    + " away and computes them again; confirm with --yes, or compare only with --check");
        }
        try (WarehouseLock lock = root.lock("rebuild");
                House house = root.house()) {
            Rebuild rebuild = new Rebuild(house, root.newRun(), asOf, root.terminal());
            return check ? compare(rebuild) : rebuild.anew();
        }
    }

    private int compare(Rebuild rebuild) {
        Map<String, Comparison> tables = rebuild.check();
        long differing = tables.values().stream().filter(c -> c.differing() > 0).count();
        PrintStream out = root.terminal().out();
        if (root.json()) {
            ObjectNode node = new ObjectMapper().createObjectNode();
            node.put("as_of", rebuild.asOf().toString()).put("equal", differing == 0);
            ArrayNode list = node.putArray("tables");
            tables.forEach((name, c) ->
                    list.addObject().put("table", name).put("rows", c.rows()).put("differing", c.differing()));
            JsonOut.print(out, node);
        } else {
            Grid grid = new Grid("table", "#rows", "#differing");
            tables.forEach((name, c) -> grid.row(name, Grid.count(c.rows()), Grid.count(c.differing())));
            grid.print(out);
            out.println(
                    differing == 0
                            ? "All " + tables.size() + " tables are what bronze gives, as of " + rebuild.asOf()
                            : differing + " tables differ from what bronze gives, as of " + rebuild.asOf()
                                    + "; compute them anew with: tallyhouse rebuild --yes");
        }
        return differing == 0 ? Exit.OK : Exit.FAILED;
    }
}
