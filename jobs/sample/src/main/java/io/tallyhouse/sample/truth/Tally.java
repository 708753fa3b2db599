package io.tallyhouse.sample.truth;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyhouse.sample.SampleOptions;
import io.tallyhouse.sample.world.Workflow;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whole numbers by metric, period and workflow: numerators, denominators and their parts, and of medians the two in the middle, kept
 * apart and never divided.
 */
final class Tally {
    static final String NUMERATOR = "numerator";
    static final String DENOMINATOR = "denominator";
    private static final String ALL = "All";

    private final SampleOptions options;
    private final Map<Key, Map<String, Long>> sums = new HashMap<>();
    private final Map<Key, List<Long>> values = new HashMap<>();
    private final List<LocalDate> weeks = new ArrayList<>();

    Tally(SampleOptions options) {
        this.options = options;
        for (int week = 0; week < options.weeks(); week++) {
            weeks.add(options.start().plusWeeks(week));
        }
    }

    private record Key(String metric, String grain, LocalDate start, String workflow) implements Comparable<Key> {
        private static final Comparator<Key> ORDER = Comparator.comparing(Key::metric)
                .thenComparing(Key::grain)
                .thenComparing(Key::start)
                .thenComparing(Key::workflow);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /** Adds an amount at a time to the whole and to its week, in total and for a workflow. */
    void add(String metric, @Nullable Workflow workflow, long at, String part, long amount) {
        LocalDate week = weekOf(at);
        put(metric, "all", options.start(), workflow, part, amount);
        put(metric, "week", week, workflow, part, amount);
    }

    /** Adds a value of which the median is asked. */
    void value(String metric, Workflow workflow, long at, long value) {
        for (String of : List.of(ALL, workflow.id())) {
            for (Key key :
                    List.of(new Key(metric, "all", options.start(), of), new Key(metric, "week", weekOf(at), of))) {
                values.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
            }
        }
    }

    /** Adds a unit of a ratio: one to the denominator, and one to the numerator where it counts. */
    void ratio(String metric, Workflow workflow, long at, boolean counts) {
        add(metric, workflow, at, NUMERATOR, counts ? 1 : 0);
        add(metric, workflow, at, DENOMINATOR, 1);
    }

    /** Adds an amount to one period of a grain, in total and for a workflow. */
    void put(String metric, String grain, LocalDate start, @Nullable Workflow workflow, String part, long amount) {
        merge(new Key(metric, grain, start, ALL), part, amount);
        if (workflow != null) {
            merge(new Key(metric, grain, start, workflow.id()), part, amount);
        }
    }

    private void merge(Key key, String part, long amount) {
        sums.computeIfAbsent(key, k -> new HashMap<>()).merge(part, amount, Long::sum);
    }

    private LocalDate weekOf(long at) {
        int week = Math.floorDiv(options.dayOf(at), 7);
        return week >= 0 && week < weeks.size()
                ? weeks.get(week)
                : options.start().plusWeeks(week);
    }

    /** Writes one object per metric, period and workflow. */
    void writeTo(ArrayNode rows) {
        values.forEach((key, all) -> {
            List<Long> sorted = all.stream().sorted().toList();
            merge(key, "n", sorted.size());
            merge(key, "lower_middle", sorted.get((sorted.size() - 1) / 2));
            merge(key, "upper_middle", sorted.get(sorted.size() / 2));
        });
        for (Map.Entry<Key, Map<String, Long>> sum : new TreeMap<>(sums).entrySet()) {
            Key key = sum.getKey();
            ObjectNode row = rows.addObject()
                    .put("metric", key.metric())
                    .put("grain", key.grain())
                    .put("period_start", key.start().toString())
                    .put("workflow", key.workflow());
            new TreeMap<>(sum.getValue()).forEach(row::put);
        }
    }
}
