package io.tallyhouse.mining.align;

import io.tallyhouse.mining.Ints;
import io.tallyhouse.mining.model.AcceptingPetriNet;
import io.tallyhouse.mining.model.Firing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The markings of a net and the steps between them, found as far as they are asked for and kept for the next trace. Labels are
 * numbers in the order of {@link String#compareTo}, so that the smaller number is the smaller label.
 */
final class MarkingGraph {
    /** The label of silent steps: before all others. */
    static final int SILENT = -1;

    private final AcceptingPetriNet net;
    private final List<String> labels;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Firing firing;
    /** By transition; {@link #SILENT} for silent ones. */
    private final int[] labelOf;

    private final MoveCosts costs;
    private final int keepAtMost;
    private final Map<Ints, Integer> indexes = new HashMap<>();
    private final List<int[]> markings = new ArrayList<>();
    private final List<int @Nullable []> successors = new ArrayList<>();

    /** @param keepAtMost markings to keep from one trace to the next */
    MarkingGraph(AcceptingPetriNet net, MoveCosts costs, int keepAtMost) {
        this.net = net;
        this.costs = costs;
        this.keepAtMost = keepAtMost;
        this.labels = List.copyOf(net.labels());
        for (int i = 0; i < labels.size(); i++) {
            numbers.put(labels.get(i), i);
        }
        this.firing = new Firing(net);
        this.labelOf = net.transitions().stream()
                .mapToInt(t -> numbers.getOrDefault(t.label(), SILENT))
                .toArray();
        restart();
    }

    /** Forgets what was found if it has grown large; markings have new indexes afterwards. */
    void betweenTraces() {
        if (markings.size() > keepAtMost) {
            indexes.clear();
            markings.clear();
            successors.clear();
            restart();
        }
    }

    private void restart() {
        index(net.initial().toArray());
        index(net.finalMarking().toArray());
    }

    int initial() {
        return 0;
    }

    int accepting() {
        return net.initial().equals(net.finalMarking()) ? 0 : 1;
    }

    int labelOf(String activity) {
        return numbers.getOrDefault(activity, Integer.MAX_VALUE);
    }

    boolean knows(int label) {
        return label < labels.size();
    }

    int labels() {
        return labels.size();
    }

    /** Cost of a visible model move. */
    int modelCost(int label) {
        return costs.ofModel(labels.get(label));
    }

    /** Cost of a log move. */
    int logCost(int label) {
        return costs.ofLog(labels.get(label));
    }

    String name(int label) {
        return labels.get(label);
    }

    IndexSet start() {
        IndexSet start = new IndexSet();
        start.add(initial());
        return closed(start);
    }

    IndexSet after(IndexSet markings, int label) {
        IndexSet after = new IndexSet();
        for (int i = 0; i < markings.size(); i++) {
            int[] successors = successors(markings.get(i));
            for (int s = 0; s < successors.length; s += 2) {
                if (successors[s] == label) {
                    after.add(successors[s + 1]);
                }
            }
        }
        return closed(after);
    }

    boolean isPossible(IndexSet markings, int label) {
        for (int i = 0; i < markings.size(); i++) {
            int[] successors = successors(markings.get(i));
            for (int s = 0; s < successors.length; s += 2) {
                if (successors[s] == label) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Adds what silent steps lead to. */
    private IndexSet closed(IndexSet markings) {
        for (int i = 0; i < markings.size(); i++) {
            int[] successors = successors(markings.get(i));
            for (int s = 0; s < successors.length && successors[s] == SILENT; s += 2) {
                markings.add(successors[s + 1]);
            }
        }
        return markings;
    }

    /** The steps from a marking as pairs of label and marking, silent ones first, then in label order, without repetition. */
    int[] successors(int marking) {
        int[] known = successors.get(marking);
        if (known != null) {
            return known;
        }
        int[] tokens = markings.get(marking);
        long[] found = new long[labelOf.length];
        int count = 0;
        for (int transition = 0; transition < labelOf.length; transition++) {
            if (firing.isEnabled(transition, tokens)) {
                int[] after = tokens.clone();
                firing.fire(transition, after);
                found[count++] = ((long) labelOf[transition] << 32) | index(after);
            }
        }
        int[] pairs = pairs(Arrays.stream(found, 0, count).sorted().distinct().toArray());
        successors.set(marking, pairs);
        return pairs;
    }

    private static int[] pairs(long[] packed) {
        int[] pairs = new int[packed.length * 2];
        for (int i = 0; i < packed.length; i++) {
            pairs[2 * i] = (int) (packed[i] >> 32);
            pairs[2 * i + 1] = (int) packed[i];
        }
        return pairs;
    }

    private int index(int[] tokens) {
        Integer known = indexes.putIfAbsent(Ints.of(tokens), markings.size());
        if (known != null) {
            return known;
        }
        markings.add(tokens);
        successors.add(null);
        return markings.size() - 1;
    }
}
