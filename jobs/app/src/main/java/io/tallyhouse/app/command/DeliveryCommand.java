package io.tallyhouse.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyhouse.app.House;
import io.tallyhouse.app.StatusReport;
import io.tallyhouse.app.Withdrawals;
import io.tallyhouse.lake.journal.WarehouseLock;
import io.tallyhouse.stages.land.DeliveryJournal;
import io.tallyhouse.terminal.Exit;
import io.tallyhouse.terminal.JsonOut;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What arrived, and taking a wrong delivery back. */
@Command(
        name = "delivery",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Show what arrived, or take a wrong delivery back.",
        footer = {"", "Example: tallyhouse delivery list"},
        subcommands = {DeliveryCommand.ListAll.class, DeliveryCommand.Withdraw.class})
final class DeliveryCommand {
    private DeliveryCommand() {}

    /** Every delivery. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List all deliveries with what became of their records.",
            footer = {"", "Example: tallyhouse delivery list --json"})
    static final class ListAll implements Callable<Integer> {
        private final Tallyhouse root;

        ListAll(Tallyhouse root) {
            this.root = root;
        }

        @Override
        public Integer call() {
            List<JsonNode> deliveries = new DeliveryJournal(root.warehouse())
                    .states().values().stream()
                            .<JsonNode>map(StatusReport::delivery)
                            .toList();
            PrintStream out = root.terminal().out();
            if (root.json()) {
                JsonOut.print(out, deliveries);
            } else if (deliveries.isEmpty()) {
                out.println("Nothing was delivered to " + root.warehouse() + " yet");
            } else {
                StatusScreen.deliveryGrid(deliveries).print(out);
                StatusScreen.messages(out, deliveries);
            }
            return Exit.OK;
        }
    }

    /** Takes one back. */
    @Command(
            name = "withdraw",
            mixinStandardHelpOptions = true,
            description = {
                "Take a wrong delivery back: its records leave bronze, and the next night computes without them.",
                "Later deliveries of its dataset with duplicates are read again, so their files must still lie in landing."
                        + " Withdrawn bytes are not taken again; a mended file has other bytes."
            },
            footer = {"", "Example: tallyhouse delivery withdraw 3f9a2c01 --reason \"export of the wrong month\""})
    static final class Withdraw implements Callable<Integer> {
        private static final int SHOWN = 20;

        private final Tallyhouse root;

        @Parameters(index = "0", paramLabel = "ID", description = "First digits of the delivery's id.")
        private String id = "";

        @Option(names = "--reason", paramLabel = "TEXT", description = "Why, kept in the journal.")
        private @Nullable String reason;

        Withdraw(Tallyhouse root) {
            this.root = root;
        }

        @Override
        public Integer call() {
            try (WarehouseLock lock = root.lock("delivery withdraw");
                    House house = root.house()) {
                print(new Withdrawals(house, root.terminal()).withdraw(id, root.newRun(), reason));
                return Exit.OK;
            }
        }

        private void print(Withdrawals.Result result) {
            PrintStream out = root.terminal().out();
            ObjectNode node = StatusReport.delivery(result.delivery()).put("rows_removed", result.rows());
            result.again().forEach(s -> node.withArray("read_again").add(StatusReport.delivery(s)));
            if (root.json()) {
                JsonOut.print(out, node);
                return;
            }
            out.println("Withdrawn: " + result.delivery().delivery().path() + " ("
                    + result.delivery().delivery().shortId() + ")");
            if (!result.again().isEmpty()) {
                out.println("Read again, because they have duplicates that may be its records: "
                        + result.again().size() + " deliveries"
                        + (result.again().size() > SHOWN ? ", of which the first " + SHOWN + ":" : ":"));
                List<JsonNode> shown = new ArrayList<>();
                result.again().stream().limit(SHOWN).forEach(s -> shown.add(StatusReport.delivery(s)));
                StatusScreen.deliveryGrid(shown).print(out);
            }
            out.println("The next night computes without it: tallyhouse nightly");
        }
    }
}
