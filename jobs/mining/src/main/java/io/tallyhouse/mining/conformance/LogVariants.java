package io.tallyhouse.mining.conformance;

import io.tallyhouse.mining.log.XesEvent;
import io.tallyhouse.mining.log.XesFile;
import io.tallyhouse.mining.log.XesFile.GzipLimits;
import io.tallyhouse.mining.log.XesHandler;
import io.tallyhouse.mining.log.XesLimits;
import io.tallyhouse.mining.log.XesReader;
import io.tallyhouse.mining.log.XesSummary;
import io.tallyhouse.mining.log.XesTrace;
import io.tallyhouse.mining.trace.CaseEvent;
import io.tallyhouse.mining.trace.Step;
import io.tallyhouse.mining.trace.StepRule;
import io.tallyhouse.mining.trace.Variant;
import io.tallyhouse.mining.xml.MalformedFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The variants of a log. It is read as a stream, and cases that went the same way are kept once, so that memory grows with what is
 * different. Events of a case stand by time, those of one instant in the order of the file; where a case has an event without a
 * usable time, in the order of the file.
 *
 * @param variants distinct sequences of steps with their cases
 * @param cases how many
 * @param events how many
 * @param naming how events became steps, for people
 * @param notes what a reader should know: disorder that was repaired, cases without times
 */
public record LogVariants(List<Variant> variants, long cases, long events, String naming, List<String> notes) {
    private static final int REPORT_EVERY = 100_000;

    /** Defensive copies. */
    public LogVariants {
        variants = List.copyOf(variants);
        notes = List.copyOf(notes);
    }

    /**
     * @param classifier keys whose values, joined by {@code +}, name an event; null for the rule that fits the log's life cycle or,
     *     where the model knows more of them, the plain activities
     * @param modelLabels labels of the model
     * @param progress told the number of events read so far, now and then
     * @throws MalformedFileException if the file cannot be read as a log
     * @throws IllegalArgumentException if an event has no name by the classifier
     */
    public static LogVariants read(
            Path file, @Nullable List<String> classifier, Set<String> modelLabels, LongConsumer progress)
            throws IOException {
        Reader reader = new Reader(classifier, progress);
        XesSummary summary;
        try (InputStream in = XesFile.open(file, GzipLimits.defaults())) {
            summary = XesReader.read(String.valueOf(file.getFileName()), in, XesLimits.defaults(), reader);
        }
        return reader.result(summary, modelLabels);
    }

    /** What names an event; equal ones are kept once. */
    private record Kind(
            String activity,
            @Nullable String transition,
            @Nullable String instance) {
        CaseEvent event() {
            return new CaseEvent(activity, transition, instance, null);
        }
    }

    /** Arrays that compare by content. */
    private record Kinds(int[] values) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Kinds kinds && Arrays.equals(values, kinds.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }
    }

    private static final class Reader implements XesHandler {
        private final @Nullable List<String> classifier;
        private final LongConsumer progress;
        private final Map<Kind, Integer> numbers = new HashMap<>();
        private final List<Kind> kinds = new ArrayList<>();
        private final Map<Kinds, Long> cases = new LinkedHashMap<>();
        private final Set<String> transitions = new TreeSet<>();
        private int[] ofCase = new int[64];
        private final List<@Nullable Instant> times = new ArrayList<>();
        private int size;
        private long events;
        private long repaired;
        private long untimed;

        Reader(@Nullable List<String> classifier, LongConsumer progress) {
            this.classifier = classifier;
            this.progress = progress;
        }

        @Override
        public void trace(XesTrace trace) {
            size = 0;
            times.clear();
        }

        @Override
        public void event(XesTrace trace, XesEvent event) {
            if (size == ofCase.length) {
                ofCase = Arrays.copyOf(ofCase, 2 * size);
            }
            ofCase[size++] = number(event);
            times.add(event.at());
            events++;
            if (events % REPORT_EVERY == 0) {
                progress.accept(events);
            }
        }

        private int number(XesEvent event) {
            Kind kind;
            if (classifier != null) {
                kind = new Kind(StepRule.classify(event, classifier), null, null);
            } else {
                kind = new Kind(
                        StepRule.classify(event, List.of("concept:name")), event.transition(), event.instance());
                if (event.transition() != null) {
                    transitions.add(event.transition());
                }
            }
            Integer known = numbers.putIfAbsent(kind, kinds.size());
            if (known != null) {
                return known;
            }
            kinds.add(kind);
            return kinds.size() - 1;
        }

        @Override
        public void traceEnd(XesTrace trace, int count, int inversions) {
            int[] ordered = Arrays.copyOf(ofCase, size);
            if (times.contains(null)) {
                untimed += size > 0 ? 1 : 0;
            } else if (inversions > 0) {
                repaired++;
                ordered = IntStream.range(0, size)
                        .boxed()
                        .sorted(Comparator.comparing(i -> Objects.requireNonNull(times.get(i))))
                        .mapToInt(i -> ofCase[i])
                        .toArray();
            }
            cases.merge(new Kinds(ordered), 1L, Long::sum);
        }

        LogVariants result(XesSummary summary, Set<String> modelLabels) {
            List<String> notes = new ArrayList<>();
            if (repaired > 0) {
                notes.add("%,d events stood before an earlier one; %,d cases were put in the order of time"
                        .formatted(summary.inversions(), repaired));
            }
            if (untimed > 0) {
                notes.add("%,d cases have events without a usable time and are in the order of the file"
                        .formatted(untimed));
            }
            StepRule rule = StepRule.EVENTS;
            String naming = "event by " + (classifier == null ? "concept:name" : String.join(" + ", classifier));
            List<Variant> variants = variants(rule);
            StepRule ofLog = StepRule.of(transitions);
            if (classifier == null && ofLog != StepRule.EVENTS) {
                List<Variant> others = variants(ofLog);
                if (known(others, modelLabels) >= known(variants, modelLabels)) {
                    variants = others;
                    naming = ofLog == StepRule.PAIRS
                            ? "start and completion of an activity are one step, by concept:name"
                            : "event by concept:name + lifecycle:transition";
                }
            }
            return new LogVariants(variants, summary.traces(), summary.events(), naming, notes);
        }

        private static long known(List<Variant> variants, Set<String> modelLabels) {
            Set<String> labels = new TreeSet<>();
            variants.forEach(v -> labels.addAll(v.steps()));
            return labels.stream().filter(modelLabels::contains).count();
        }

        private List<Variant> variants(StepRule rule) {
            Map<List<String>, Long> counts = new HashMap<>();
            cases.forEach((sequence, number) -> counts.merge(steps(sequence, rule), number, Long::sum));
            return Variant.of(counts);
        }

        private List<String> steps(Kinds sequence, StepRule rule) {
            if (rule == StepRule.EVENTS) {
                return Arrays.stream(sequence.values())
                        .mapToObj(k -> kinds.get(k).activity())
                        .toList();
            }
            List<CaseEvent> ofCase = Arrays.stream(sequence.values())
                    .mapToObj(k -> kinds.get(k).event())
                    .toList();
            return rule.steps(ofCase).stream().map(Step::activity).toList();
        }
    }
}
