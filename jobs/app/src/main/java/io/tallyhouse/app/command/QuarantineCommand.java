package io.tallyhouse.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallyhouse.stages.ingest.Quarantine;
import io.tallyhouse.terminal.Cell;
import io.tallyhouse.terminal.Exit;
import io.tallyhouse.terminal.Grid;
import io.tallyhouse.terminal.JsonOut;
import io.tallyhouse.terminal.UserError;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Records and files that were not accepted. */
@Command(
        name = "quarantine",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Show records and files that were not accepted, with place and reason.",
        footer = {"", "Example: tallyhouse quarantine list"},
        subcommands = {QuarantineCommand.Summary.class, QuarantineCommand.Show.class})
final class QuarantineCommand {
    private static final String NEXT =
            "Once the file is mended, or the contract or zone that it is read under: tallyhouse nightly";

    private QuarantineCommand() {}

    private static void entry(PrintStream out, JsonNode e) {
        String place = e.path("whole_file").asBoolean()
                ? "whole file"
                : "line " + e.path("line").asLong() + ", record "
                        + e.path("record").asLong();
        out.println("  " + Cell.harmless(e.path("file").asText()) + ", " + place + ": "
                + e.path("reason").asText() + ": "
                + Cell.harmless(e.path("message").asText()));
        if (!e.path("excerpt").asText("").isEmpty()) {
            out.println("    | " + Cell.harmless(e.path("excerpt").asText()));
        }
    }

    /** Counts and the first entries. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Count what was not accepted by dataset, file and reason, and show the first entries.",
            footer = {"", "Example: tallyhouse quarantine list --delivery 3f9a2c01"})
    static final class Summary implements Callable<Integer> {
        private static final int FIRST = 10;

        private final Tallyhouse root;

        @Option(names = "--delivery", paramLabel = "ID", description = "Only this one, by the first digits of its id.")
        private @Nullable String delivery;

        Summary(Tallyhouse root) {
            this.root = root;
        }

        /** What is counted together. */
        private record Kind(String dataset, String delivery, String file, String reason) {
            static Kind of(JsonNode e) {
                String id = e.path("delivery").asText();
                return new Kind(
                        e.path("dataset").asText(),
                        id.substring(0, Math.min(12, id.length())),
                        e.path("file").asText(),
                        e.path("reason").asText());
            }

            String order() {
                return dataset + "\n" + file + "\n" + delivery + "\n" + reason;
            }
        }

        @Override
        public Integer call() {
            List<JsonNode> entries =
                    new Quarantine(root.warehouse()).list(delivery).toList();
            PrintStream out = root.terminal().out();
            if (root.json()) {
                JsonOut.print(out, entries);
                return Exit.OK;
            }
            if (entries.isEmpty()) {
                out.println("Nothing is in quarantine");
                return Exit.OK;
            }
            counts(entries).print(out);
            out.println();
            out.println(entries.size() > FIRST ? "The first " + FIRST + " of " + entries.size() + ":" : "All of them:");
            entries.stream().limit(FIRST).forEach(e -> entry(out, e));
            if (entries.size() > FIRST) {
                out.println("All of a delivery: tallyhouse quarantine show ID");
            }
            out.println(NEXT);
            return Exit.OK;
        }

        private static Grid counts(List<JsonNode> entries) {
            Map<String, Kind> kinds = new TreeMap<>();
            Map<Kind, Long> counts = new HashMap<>();
            for (JsonNode e : entries) {
                Kind kind = Kind.of(e);
                kinds.put(kind.order(), kind);
                counts.merge(kind, 1L, Long::sum);
            }
            Grid grid = new Grid("dataset", "delivery", "file", "reason", "#entries");
            kinds.values()
                    .forEach(k -> grid.row(
                            k.dataset(), k.delivery(), k.file(), k.reason(), Grid.count(counts.getOrDefault(k, 0L))));
            return grid;
        }
    }

    /** Everything of one delivery. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Show everything of one delivery that was not accepted.",
            footer = {"", "Example: tallyhouse quarantine show 3f9a2c01"})
    static final class Show implements Callable<Integer> {
        private final Tallyhouse root;

        @Parameters(index = "0", paramLabel = "ID", description = "First digits of the delivery's id.")
        private String id = "";

        Show(Tallyhouse root) {
            this.root = root;
        }

        @Override
        public Integer call() {
            List<JsonNode> entries = new Quarantine(root.warehouse()).list(id).toList();
            if (entries.isEmpty()) {
                throw UserError.usage("Nothing of delivery " + id
                        + " is in quarantine; see what is with: tallyhouse quarantine list");
            }
            PrintStream out = root.terminal().out();
            if (root.json()) {
                JsonOut.print(out, entries);
            } else {
                entries.forEach(e -> entry(out, e));
                out.println(NEXT);
            }
            return Exit.OK;
        }
    }
}
