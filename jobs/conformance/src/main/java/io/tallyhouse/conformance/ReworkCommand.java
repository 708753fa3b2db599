package io.tallyhouse.conformance;

import io.tallyhouse.mining.conformance.LogRepetition;
import io.tallyhouse.mining.log.XesKeys;
import io.tallyhouse.mining.rework.Repetition;
import io.tallyhouse.mining.xml.MalformedFileException;
import io.tallyhouse.terminal.CommandRoot;
import io.tallyhouse.terminal.Grid;
import io.tallyhouse.terminal.JsonOut;
import io.tallyhouse.terminal.UserError;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What comes again in a log, without a model and without a warehouse. */
@Command(
        name = "rework",
        mixinStandardHelpOptions = true,
        addMethodSubcommands = false,
        description = {
            "Count what comes again in the cases of a log: activities that are done again or, with --by, people or teams"
                    + " that get a case again, and who hands over to whom.",
            "Each event counts, whatever its life cycle. Needs no model and no warehouse."
        },
        footer = {
            "",
            "Example: tallyhouse rework incidents.xes.gz",
            "         tallyhouse rework incidents.xes.gz --by org:group --json"
        })
public final class ReworkCommand implements Callable<Integer> {
    private static final int MOST_FREQUENT = 20;

    private final CommandRoot root;

    @Mixin
    private LogFile log = new LogFile();

    @Option(
            names = "--by",
            paramLabel = "KEY[+KEY…]",
            description =
                    "Attributes, or columns of a CSV file, whose values are compared, such as org:resource; without it the activity.")
    private @Nullable String by;

    ReworkCommand(CommandRoot root) {
        this.root = root;
    }

    /** Hand-overs from one value to another. */
    private record HandOff(String from, String to, long times) {}

    @Override
    public Integer call() throws IOException {
        LongConsumer progress = events -> root.terminal().say(String.format(Locale.ROOT, "  %,d events", events));
        List<String> keys = by == null ? null : List.of(by.split("\\+"));
        root.terminal().say("Reading " + log.named());
        LogRepetition read;
        try {
            read = log.isCsv()
                    ? LogRepetition.readCsv(log.path(), log.columns(keys), progress)
                    : LogRepetition.readXes(log.path(), keys == null ? List.of(XesKeys.ACTIVITY) : keys, progress);
        } catch (MalformedFileException e) {
            throw UserError.failed(String.valueOf(e.getMessage()));
        }
        if (read.events() > 0 && read.repetition().events() == 0) {
            throw UserError.usage("Cannot compare by %s: no event of %s has a value of it; --by names other attributes"
                    .formatted(read.naming(), log.named()));
        }
        if (root.json()) {
            JsonOut.print(root.terminal().out(), json(read));
        } else {
            print(root.terminal().out(), read);
        }
        return 0;
    }

    private static List<HandOff> handOffs(Repetition repetition) {
        List<HandOff> handOffs = new ArrayList<>();
        repetition
                .handOffMatrix()
                .forEach((from, row) -> row.forEach((to, times) -> handOffs.add(new HandOff(from, to, times))));
        handOffs.sort(Comparator.comparingLong(HandOff::times).reversed());
        return handOffs;
    }

    private static Map<String, Object> json(LogRepetition read) {
        Repetition repetition = read.repetition();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("by", read.naming());
        json.put("cases", repetition.cases());
        json.put("events", read.events());
        json.put("missing_events", repetition.missing());
        json.put("repeated_events", repetition.repeatedEvents());
        json.put("repeated_cases", repetition.casesWithRepeats());
        json.put("self_loops", repetition.selfLoops());
        json.put("loops", repetition.loops());
        json.put("hand_offs", repetition.handOffs());
        json.put("ping_pong", repetition.pingPong());
        json.put("ping_pong_cases", repetition.casesWithPingPong());
        json.put("hand_off_matrix", repetition.handOffMatrix());
        json.put("notes", read.notes());
        return json;
    }

    private static void print(PrintStream out, LogRepetition read) {
        Repetition repetition = read.repetition();
        line(out, "by", read.naming());
        line(out, "cases", Grid.count(repetition.cases()));
        line(out, "events", Grid.count(read.events()) + missing(repetition.missing()));
        line(
                out,
                "repeated events",
                "%s in %s cases"
                        .formatted(Grid.count(repetition.repeatedEvents()), Grid.count(repetition.casesWithRepeats())));
        line(out, "  self-loops", Grid.count(repetition.selfLoops()) + " at once");
        line(out, "  loops", Grid.count(repetition.loops()) + " after something else");
        line(out, "hand-offs", Grid.count(repetition.handOffs()));
        line(
                out,
                "ping-pong",
                "%s in %s cases"
                        .formatted(Grid.count(repetition.pingPong()), Grid.count(repetition.casesWithPingPong())));
        read.notes().forEach(note -> line(out, "note", note));
        List<HandOff> handOffs = handOffs(repetition);
        if (!handOffs.isEmpty()) {
            out.println();
            Grid grid = new Grid("from", "to", "#times");
            handOffs.stream()
                    .limit(MOST_FREQUENT)
                    .forEach(h -> grid.row(
                            ConformanceOutput.shortened(h.from()),
                            ConformanceOutput.shortened(h.to()),
                            Grid.count(h.times())));
            grid.print(out);
            if (handOffs.size() > MOST_FREQUENT) {
                out.println(
                        "  … and %s pairs more; --json has all".formatted(Grid.count(handOffs.size() - MOST_FREQUENT)));
            }
        }
    }

    private static String missing(long events) {
        return events == 0 ? "" : ", %s of them without a value".formatted(Grid.count(events));
    }

    private static void line(PrintStream out, String name, String value) {
        ConformanceOutput.line(out, name, value);
    }
}
