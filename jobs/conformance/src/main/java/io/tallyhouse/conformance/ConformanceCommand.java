package io.tallyhouse.conformance;

import io.tallyhouse.conformance.ConformanceOutput.Seconds;
import io.tallyhouse.mining.align.Aligner;
import io.tallyhouse.mining.align.Footprint;
import io.tallyhouse.mining.align.Footprint.Strange;
import io.tallyhouse.mining.align.MoveCosts;
import io.tallyhouse.mining.conformance.ConformanceReport;
import io.tallyhouse.mining.conformance.LogVariants;
import io.tallyhouse.mining.model.InvalidModelException;
import io.tallyhouse.mining.model.ModelText;
import io.tallyhouse.mining.model.NetToTree;
import io.tallyhouse.mining.model.ProcessModel;
import io.tallyhouse.mining.model.Soundness;
import io.tallyhouse.mining.xml.MalformedFileException;
import io.tallyhouse.terminal.CommandRoot;
import io.tallyhouse.terminal.JsonOut;
import io.tallyhouse.terminal.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One log beside one model, without a warehouse. */
@Command(
        name = "conformance",
        mixinStandardHelpOptions = true,
        addMethodSubcommands = false,
        description = {
            "Lay a log beside a process model: which cases fit, what the others skipped and inserted, at what cost.",
            "Needs no warehouse. The result is the same for any number of threads."
        },
        footer = {
            "",
            "Example: tallyhouse conformance incidents.xes.gz sop.ptml",
            "         tallyhouse conformance incidents.xes.gz sop.pnml --method replay --json"
        })
public final class ConformanceCommand implements Callable<Integer> {
    /** Markings that the pairs of a net may cost, which are there before anything is evaluated. */
    private static final int FOOTPRINT_BUDGET = 20_000;

    /** Names in a note. */
    private static final int EXAMPLES = 3;

    private static final double NANOS = 1e9;

    private final CommandRoot root;

    @Mixin
    private LogFile log = new LogFile();

    @Parameters(
            index = "1",
            paramLabel = "MODEL",
            description = "Petri net in PNML (.pnml) or process tree in PTML (.ptml).")
    private Path model = Path.of("");

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            defaultValue = "align",
            description =
                    "align: optimal alignments, exact, with the deviations; replay: token replay (default: ${DEFAULT-VALUE}).")
    private Method method = Method.ALIGN;

    @Option(
            names = "--classifier",
            paramLabel = "KEY[+KEY…]",
            description =
                    "Attributes, or columns of a CSV file, that name an event, such as concept:name+lifecycle:transition; without it the rule that fits the"
                            + " log's life cycle or, where the model knows more of them, concept:name.")
    private @Nullable String classifier;

    @Option(
            names = "--costs",
            paramLabel = "FILE",
            description =
                    "What moves of an alignment cost: YAML with log and model, each by activity, and otherwise; without it each 1.")
    private @Nullable Path costs;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads that align (default: as many as there are processors).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--budget",
            paramLabel = "STATES",
            description =
                    "States that one variant may cost before it counts as not evaluated (default: ${DEFAULT-VALUE}).")
    private long budget = 20 * Aligner.DEFAULT_BUDGET;

    /** How a case is laid beside the model. */
    enum Method {
        ALIGN,
        REPLAY
    }

    ConformanceCommand(CommandRoot root) {
        this.root = root;
    }

    @Override
    public Integer call() throws IOException {
        try {
            return evaluate();
        } catch (MalformedFileException | InvalidModelException e) {
            // Nothing was begun that the same command could go on with.
            throw UserError.failed(String.valueOf(e.getMessage()));
        } catch (OutOfMemoryError e) {
            throw UserError.failed(String.format(
                    Locale.ROOT,
                    "Cannot lay %s beside %s in a heap of %,d MiB: give it more (TALLYHOUSE_HEAP=4g tallyhouse …),"
                            + " or each variant fewer states (--budget 100000)",
                    log.named(),
                    model,
                    Runtime.getRuntime().maxMemory() >> 20));
        }
    }

    private int evaluate() throws IOException {
        MoveCosts moveCosts = costs();
        long start = System.nanoTime();
        List<String> notes = new ArrayList<>();
        ProcessModel read = model(notes);
        ProcessModel simplest = NetToTree.simplest(read);
        Soundness soundness = Soundness.of(simplest, Math.min(budget, Aligner.DEFAULT_BUDGET));
        requireRun(soundness);
        soundness.findings().forEach(finding -> notes.add("the model is not sound: " + finding));
        if (soundness.verdict() == Soundness.Verdict.NOT_DECIDED) {
            notes.add("whether the model is sound is not known after %,d markings".formatted(soundness.markings()));
        }
        Optional<Footprint> footprint = Footprint.of(simplest, FOOTPRINT_BUDGET);
        double modelSeconds = secondsSince(start);
        start = System.nanoTime();
        root.terminal().say("Reading " + log.named());
        LogVariants variants = variants(read.labels());
        notes.addAll(variants.notes());
        strangers(variants, read.labels()).ifPresent(notes::add);
        double readSeconds = secondsSince(start);
        start = System.nanoTime();
        Optional<Strange> strange = footprint.map(f -> f.strange(variants.variants()));
        strange.ifPresent(s -> sayWhatIsSeenAtOnce(s, variants));
        root.terminal()
                .say(String.format(
                        Locale.ROOT,
                        "%s %,d variants of %,d cases",
                        method == Method.ALIGN ? "Aligning" : "Replaying",
                        variants.variants().size(),
                        variants.cases()));
        IntConsumer progress = progress(variants.variants().size());
        ConformanceReport report = method == Method.ALIGN
                ? ConformanceReport.byAlignments(variants.variants(), simplest, moveCosts, budget, threads, progress)
                : ConformanceReport.byReplay(variants.variants(), read, budget, progress);
        ConformanceOutput output = new ConformanceOutput(
                variants, strange, report, new Seconds(readSeconds, modelSeconds, secondsSince(start)), notes);
        if (root.json()) {
            JsonOut.print(root.terminal().out(), output.json());
        } else {
            output.print(root.terminal().out());
        }
        return 0;
    }

    private void sayWhatIsSeenAtOnce(Strange strange, LogVariants variants) {
        root.terminal()
                .say(String.format(
                        Locale.ROOT,
                        "At least %,d of %,d cases deviate: they have steps after one another that the model never has",
                        strange.cases(),
                        variants.cases()));
    }

    /** Nothing can be laid beside a model without a run, and its findings say where it gets stuck. */
    private void requireRun(Soundness soundness) {
        if (soundness.findings().stream().anyMatch(finding -> finding.startsWith("unreachable end"))) {
            throw UserError.failed("Invalid process model %s: %s; mend the net"
                    .formatted(model, String.join("; ", soundness.findings())));
        }
    }

    private MoveCosts costs() {
        if (costs == null) {
            return MoveCosts.UNIT;
        }
        if (method == Method.REPLAY) {
            throw UserError.usage("Cannot use --costs with --method replay: tokens have no cost");
        }
        return CostsFile.read(LogFile.existing(costs));
    }

    private LogVariants variants(Set<String> labels) throws IOException {
        List<String> keys = classifier == null ? null : List.of(classifier.split("\\+"));
        LongConsumer progress = events -> root.terminal().say(String.format(Locale.ROOT, "  %,d events", events));
        return log.isCsv()
                ? LogVariants.readCsv(log.path(), log.columns(keys), labels, progress)
                : LogVariants.readXes(log.path(), keys, labels, progress);
    }

    /** A log of which the model has no activity is more often named otherwise than handled otherwise. */
    private static Optional<String> strangers(LogVariants variants, Set<String> labels) {
        Set<String> steps = new TreeSet<>();
        variants.variants().forEach(v -> steps.addAll(v.steps()));
        if (steps.isEmpty() || labels.isEmpty() || steps.stream().anyMatch(labels::contains)) {
            return Optional.empty();
        }
        return Optional.of(
                "no activity of the log is in the model: the log has %s, the model %s; --classifier names events otherwise"
                        .formatted(some(steps), some(labels)));
    }

    private static String some(Set<String> names) {
        String some =
                names.stream().limit(EXAMPLES).map(ConformanceOutput::shortened).collect(Collectors.joining(", "));
        return names.size() > EXAMPLES ? some + ", …" : some;
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / NANOS;
    }

    private ProcessModel model(List<String> notes) throws IOException {
        String name = LogFile.existing(model).toString();
        ModelText.Notation notation = ModelText.Notation.ofFile(name)
                .orElseThrow(() -> UserError.usage("Cannot read " + model
                        + " as a model: expected a Petri net (.pnml) or a process tree (.ptml)"));
        try (InputStream in = Files.newInputStream(model)) {
            ModelText.ReadModel read = ModelText.read(notation, name, in);
            notes.addAll(read.notes());
            return read.model();
        }
    }

    /** A line for each tenth, and none for what is done at once. */
    private IntConsumer progress(int variants) {
        AtomicLong nextReport = new AtomicLong(System.nanoTime() + (long) NANOS);
        return done -> {
            long now = System.nanoTime();
            long due = nextReport.get();
            if (now >= due && nextReport.compareAndSet(due, now + (long) NANOS)) {
                root.terminal().say(String.format(Locale.ROOT, "  %,d of %,d variants", done, variants));
            }
        };
    }
}
