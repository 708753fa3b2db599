package io.tallyhouse.app.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tallyhouse.app.House;
import io.tallyhouse.lake.journal.WarehouseLock;
import io.tallyhouse.stages.baseline.Baseline;
import io.tallyhouse.stages.baseline.BaselineFreeze;
import io.tallyhouse.stages.baseline.Baselines;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Frozen baselines: made by one person, approved by another, superseded and never changed. */
@Command(
        name = "baseline",
        mixinStandardHelpOptions = true,
        description = "Freeze, approve and list the baselines that hours and figures are measured against.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {BaselineCommand.Freeze.class, BaselineCommand.Approve.class, BaselineCommand.ListAll.class},
        footer = {"", "Example: tallyhouse baseline freeze --function 'Support Ops' --as maker@example.com"})
final class BaselineCommand {
    BaselineCommand(Tallyhouse root) {}

    @Command(
            name = "freeze",
            mixinStandardHelpOptions = true,
            description = "Freeze a function's work over a window that ends at its first go-live.",
            footer = {"", "Example: tallyhouse baseline freeze --function 'Support Ops' --as maker@example.com"})
    static final class Freeze implements Callable<Integer> {
        private final Tallyhouse root;

        @Option(names = "--function", required = true, description = "The function, as people/teams names it.")
        private String function = "";

        @Option(names = "--as", required = true, paramLabel = "IDENTITY", description = "Who freezes it.")
        private String identity = "";

        @Option(
                names = "--from",
                paramLabel = "TIME",
                description = "First instant; default: the configured window before --to.")
        private @Nullable Instant from;

        @Option(
                names = "--to",
                paramLabel = "TIME",
                description = "First instant after it; default: the first go-live.")
        private @Nullable Instant to;

        Freeze(Tallyhouse root) {
            this.root = root;
        }

        @Override
        public Integer call() {
            try (WarehouseLock lock = root.lock("baseline freeze");
                    House house = root.house()) {
                Baseline baseline = new BaselineFreeze(
                                house.lake().newSession(),
                                house.tables(),
                                house.catalogue().metrics(),
                                new Baselines(house.warehouse()))
                        .freeze(
                                function,
                                from,
                                to,
                                house.catalogue().settings().baselines().window(),
                                identity,
                                root.terminal().now());
                root.terminal()
                        .out()
                        .println("Frozen: " + baseline.id() + ", " + baseline.from() + " to " + baseline.to()
                                + ", "
                                + baseline.cells().stream()
                                        .mapToLong(Baseline.Cell::tickets)
                                        .sum()
                                + " tickets. A second person approves it with: tallyhouse baseline approve "
                                + baseline.id()
                                + " --as IDENTITY");
                return 0;
            }
        }
    }

    @Command(
            name = "approve",
            mixinStandardHelpOptions = true,
            description = "Approve a frozen baseline as a second person; it replaces the one in force.",
            footer = {"", "Example: tallyhouse baseline approve support-ops-1a2b3c4d5e6f --as checker@example.com"})
    static final class Approve implements Callable<Integer> {
        private final Tallyhouse root;

        @Parameters(paramLabel = "ID", description = "The baseline.")
        private String id = "";

        @Option(names = "--as", required = true, paramLabel = "IDENTITY", description = "Who approves it.")
        private String identity = "";

        Approve(Tallyhouse root) {
            this.root = root;
        }

        @Override
        public Integer call() {
            try (WarehouseLock lock = root.lock("baseline approve")) {
                new Baselines(root.warehouse()).approve(id, identity);
                root.terminal().out().println("Approved: " + id + ". The next night measures against it.");
                return 0;
            }
        }
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List all baselines with window, maker, approver and state.",
            footer = {"", "Example: tallyhouse baseline list"})
    static final class ListAll implements Callable<Integer> {
        private final Tallyhouse root;

        ListAll(Tallyhouse root) {
            this.root = root;
        }

        @Override
        public Integer call() throws IOException {
            List<Baseline> baselines = new Baselines(root.warehouse()).all();
            PrintStream out = root.terminal().out();
            if (root.json()) {
                out.println(new ObjectMapper()
                        .findAndRegisterModules()
                        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                        .writeValueAsString(baselines));
                return 0;
            }
            for (Baseline b : baselines) {
                String state = b.supersededBy() != null
                        ? "superseded by " + b.supersededBy()
                        : b.approvedBy() == null ? "waits for approval" : "in force, approved by " + b.approvedBy();
                out.println(b.id() + "  " + b.function() + "  " + b.from() + " to " + b.to() + "  frozen by "
                        + b.frozenBy() + "  " + state);
            }
            return 0;
        }
    }
}
