package io.tallyhouse.app.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyhouse.app.StatusReport;
import io.tallyhouse.terminal.Exit;
import io.tallyhouse.terminal.JsonOut;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How the warehouse stands. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Show a run's stages, what was delivered, which gates hold groups back, and how far the published marts lag behind.",
            "Of every file: seen = accepted + duplicates + superseded + quarantined."
        },
        footer = {"", "Example: tallyhouse status --warehouse /data/warehouse"})
final class StatusCommand implements Callable<Integer> {
    private static final int LAST = 20;

    private final Tallyhouse root;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "RUN",
            description = "Id of a run, or of a DAG run; without it the newest.")
    private @Nullable String run;

    @Option(names = "--all", description = "Show all deliveries, not only the last " + LAST + ".")
    private boolean all;

    StatusCommand(Tallyhouse root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        ObjectNode report =
                new StatusReport(root.warehouse()).of(Optional.ofNullable(run), all ? Integer.MAX_VALUE : LAST);
        if (root.json()) {
            JsonOut.print(root.terminal().out(), report);
        } else {
            new StatusScreen(root.terminal().out()).print(report);
        }
        return Exit.OK;
    }
}
