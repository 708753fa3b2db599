package io.tallyhouse.mining.align;

import io.tallyhouse.mining.IntList;
import io.tallyhouse.mining.model.ProcessTree;
import io.tallyhouse.mining.model.ProcessTree.Activity;
import io.tallyhouse.mining.model.ProcessTree.Choice;
import io.tallyhouse.mining.model.ProcessTree.Loop;
import io.tallyhouse.mining.model.ProcessTree.Parallel;
import io.tallyhouse.mining.model.ProcessTree.Sequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A process tree as numbers: blocks before their parts, so that the tree is block 0; labels in the order of their names. */
final class BlockTree {
    /** Place of a loop's body among its parts. */
    static final int BODY = 0;
    /** Place of what leads from one body to the next. */
    static final int REDO = 1;
    /** Place of what ends the loop. */
    static final int EXIT = 2;

    private final MoveCosts costs;
    private final List<String> labels;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<Kind> kinds = new ArrayList<>();
    private final IntList labelOf = new IntList();
    private final IntList shortest = new IntList();
    private final List<int[]> parts = new ArrayList<>();
    private final List<List<int[]>> ways = new ArrayList<>();

    /** What a block does with its parts. */
    enum Kind {
        LEAF,
        SILENT,
        SEQUENCE,
        CHOICE,
        PARALLEL,
        LOOP
    }

    BlockTree(ProcessTree tree, MoveCosts costs) {
        this.costs = costs;
        this.labels = List.copyOf(tree.labels());
        for (int i = 0; i < labels.size(); i++) {
            numbers.put(labels.get(i), i);
            ways.add(new ArrayList<>());
        }
        add(tree, new int[0]);
    }

    private int add(ProcessTree tree, int[] way) {
        int block = kinds.size();
        kinds.add(kind(tree));
        labelOf.add(-1);
        shortest.add(0);
        parts.add(new int[0]);
        if (tree instanceof Activity activity) {
            int label = labelOf(activity.label());
            labelOf.set(block, label);
            ways.get(label).add(way);
        }
        List<ProcessTree> inside = tree.parts();
        int[] numbered = new int[inside.size()];
        for (int i = 0; i < numbered.length; i++) {
            int[] longer = Arrays.copyOf(way, way.length + 1);
            longer[way.length] = i;
            numbered[i] = add(inside.get(i), longer);
        }
        parts.set(block, numbered);
        shortest.set(block, shortestOf(block));
        return block;
    }

    private static Kind kind(ProcessTree tree) {
        if (tree instanceof Activity) {
            return Kind.LEAF;
        } else if (tree instanceof Sequence) {
            return Kind.SEQUENCE;
        } else if (tree instanceof Choice) {
            return Kind.CHOICE;
        } else if (tree instanceof Parallel) {
            return Kind.PARALLEL;
        }
        return tree instanceof Loop ? Kind.LOOP : Kind.SILENT;
    }

    private int shortestOf(int block) {
        if (kind(block) == Kind.LEAF) {
            return modelCost(label(block));
        }
        int[] inside = parts(block);
        int least = Integer.MAX_VALUE;
        int sum = 0;
        for (int i = 0; i < inside.length; i++) {
            int of = shortest(inside[i]);
            least = Math.min(least, of);
            sum = kind(block) == Kind.LOOP && i == REDO ? sum : Math.addExact(sum, of);
        }
        return kind(block) == Kind.CHOICE ? least : sum;
    }

    int blocks() {
        return kinds.size();
    }

    Kind kind(int block) {
        return kinds.get(block);
    }

    int[] parts(int block) {
        return parts.get(block);
    }

    /** The label of a leaf. */
    int label(int leaf) {
        return labelOf.get(leaf);
    }

    /** Least cost of running a block without a synchronous move. */
    int shortest(int block) {
        return shortest.get(block);
    }

    /** The ways down to the leaves with a label: which part to take at each block. */
    List<int[]> ways(int label) {
        return ways.get(label);
    }

    int labels() {
        return labels.size();
    }

    String name(int label) {
        return labels.get(label);
    }

    /** The number of an activity, or -1 where no leaf has it. */
    int labelOf(String activity) {
        return numbers.getOrDefault(activity, -1);
    }

    /** Cost of a visible model move. */
    int modelCost(int label) {
        return costs.ofModel(name(label));
    }

    /** Cost of a log move. */
    int logCost(int label) {
        return costs.ofLog(name(label));
    }
}
