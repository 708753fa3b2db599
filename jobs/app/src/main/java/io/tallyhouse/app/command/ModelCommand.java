package io.tallyhouse.app.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyhouse.app.House;
import io.tallyhouse.app.TableCases;
import io.tallyhouse.terminal.Exit;
import io.tallyhouse.terminal.JsonOut;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Work on the tables under sql/. */
@Command(
        name = "model",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Work on the tables under sql/.",
        footer = {"", "Example: tallyhouse model test fct_ticket"},
        subcommands = ModelCommand.Test.class)
final class ModelCommand {
    private ModelCommand() {}

    /** Given rows in, expected rows out. */
    @Command(
            name = "test",
            mixinStandardHelpOptions = true,
            description = {
                "Run the cases in the folders tests of tables through Spark; reads no warehouse.",
                "Exit code 1 when a case fails."
            },
            footer = {"", "Example: tallyhouse model test ticket_event fct_ticket"})
    static final class Test implements Callable<Integer> {
        private final Tallyhouse root;

        @Parameters(paramLabel = "TABLE", arity = "0..*", description = "Tables; without one all.")
        private List<String> tables = List.of();

        Test(Tallyhouse root) {
            this.root = root;
        }

        @Override
        public Integer call() {
            List<String> failures = new ArrayList<>();
            TableCases.Result result;
            try (House house = root.house()) {
                result = TableCases.run(house, tables, failures::add);
            }
            if (root.json()) {
                ObjectNode node = new ObjectMapper().createObjectNode();
                node.put("cases", result.run()).put("failed", result.failed());
                ArrayNode list = node.putArray("failures");
                failures.forEach(list::add);
                JsonOut.print(root.terminal().out(), node);
            } else {
                failures.forEach(root.terminal().out()::println);
                root.terminal().out().println(result.run() + " cases, " + result.failed() + " failed");
            }
            return result.failed() == 0 ? Exit.OK : Exit.FAILED;
        }
    }
}
