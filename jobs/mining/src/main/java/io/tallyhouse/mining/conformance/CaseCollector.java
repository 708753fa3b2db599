package io.tallyhouse.mining.conformance;

import io.tallyhouse.mining.Ints;
import io.tallyhouse.mining.rework.Repetition;
import io.tallyhouse.mining.trace.CaseEvent;
import io.tallyhouse.mining.trace.Step;
import io.tallyhouse.mining.trace.StepRule;
import io.tallyhouse.mining.trace.Variant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Cases that went the same way, each way once. */
final class CaseCollector {
    private static final int REPORT_EVERY = 100_000;

    private final LongConsumer progress;
    private final Map<Kind, Integer> numbers = new HashMap<>();
    private final List<Kind> kinds = new ArrayList<>();
    private final Map<Ints, Long> ways = new LinkedHashMap<>();
    private final Set<String> transitions = new TreeSet<>();
    private long cases;
    private long events;
    private long inversions;
    private long repaired;
    private long untimed;

    CaseCollector(LongConsumer progress) {
        this.progress = progress;
    }

    /** What names an event; equal ones are kept once. */
    private record Kind(
            @Nullable String name,
            @Nullable String transition,
            @Nullable String instance) {
        String activity() {
            return Objects.requireNonNull(name, "an event without a name in a log that is laid beside a model");
        }

        CaseEvent event() {
            return new CaseEvent(activity(), transition, instance, null);
        }
    }

    /**
     * The number of what names an event, which counts as read.
     *
     * @param name null where it is missing, which only {@link #repetition} passes over
     */
    int event(@Nullable String name, @Nullable String transition, @Nullable String instance) {
        events++;
        if (events % REPORT_EVERY == 0) {
            progress.accept(events);
        }
        if (transition != null) {
            transitions.add(transition);
        }
        Kind kind = new Kind(name, transition, instance);
        Integer known = numbers.putIfAbsent(kind, kinds.size());
        if (known != null) {
            return known;
        }
        kinds.add(kind);
        return kinds.size() - 1;
    }

    void close(OpenCase closed) {
        cases++;
        inversions += closed.inversions();
        repaired += closed.inversions() > 0 ? 1 : 0;
        untimed += closed.isTimed() || closed.isEmpty() ? 0 : 1;
        ways.merge(Ints.of(closed.ordered()), 1L, Long::sum);
    }

    /** What a reader should know of the order of the events. */
    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (repaired > 0) {
            notes.add("%,d events stood before an earlier one; %,d cases were put in the order of time"
                    .formatted(inversions, repaired));
        }
        if (untimed > 0) {
            notes.add(
                    "%,d cases have events without a usable time and are in the order of the file".formatted(untimed));
        }
        return notes;
    }

    /** @param name what names an event, for people */
    LogRepetition repetition(String name) {
        Repetition repetition = new Repetition();
        ways.forEach((way, number) -> {
            List<@Nullable String> values = new ArrayList<>();
            for (int kind : way.values()) {
                values.add(kinds.get(kind).name());
            }
            repetition.add(values, number);
        });
        return new LogRepetition(repetition, events, name, notes());
    }

    /**
     * @param name what names an event, for people
     * @param isChosen whether somebody chose it; else the rule that fits the life cycle is taken, unless the model knows more of the
     *     plain names
     */
    LogVariants variants(String name, boolean isChosen, Set<String> modelLabels) {
        String naming = "event by " + name;
        List<Variant> variants = variants(StepRule.EVENTS);
        StepRule ofLog = StepRule.of(transitions);
        if (!isChosen && ofLog != StepRule.EVENTS) {
            List<Variant> others = variants(ofLog);
            if (known(others, modelLabels) >= known(variants, modelLabels)) {
                variants = others;
                naming = ofLog == StepRule.PAIRS
                        ? "start and completion of an activity are one step, by " + name
                        : "event by " + name + " + lifecycle:transition";
            }
        }
        return new LogVariants(variants, cases, events, naming, notes());
    }

    private static long known(List<Variant> variants, Set<String> modelLabels) {
        Set<String> labels = new TreeSet<>();
        variants.forEach(v -> labels.addAll(v.steps()));
        return labels.stream().filter(modelLabels::contains).count();
    }

    private List<Variant> variants(StepRule rule) {
        Map<List<String>, Long> counts = new HashMap<>();
        ways.forEach((way, number) -> counts.merge(steps(way, rule), number, Long::sum));
        return Variant.of(counts);
    }

    private List<String> steps(Ints way, StepRule rule) {
        if (rule == StepRule.EVENTS) {
            return Arrays.stream(way.values())
                    .mapToObj(k -> kinds.get(k).activity())
                    .toList();
        }
        List<CaseEvent> ofCase =
                Arrays.stream(way.values()).mapToObj(k -> kinds.get(k).event()).toList();
        return rule.steps(ofCase).stream().map(Step::activity).toList();
    }
}
