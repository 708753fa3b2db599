package io.tallyhouse.mining.align;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is still to come from a state at most and at least, by counting leaves. */
final class TreeBounds {
    private static final int UNLIMITED = Integer.MAX_VALUE;

    private final BlockTree tree;
    private final BlockStates states;
    /** By state; null where not asked for. */
    private final List<int @Nullable []> capacities = new ArrayList<>();

    private final Map<BitSet, Integer> sets = new HashMap<>();
    private final List<BitSet> setsFound = new ArrayList<>();
    private final LongIntMap needs = new LongIntMap();

    TreeBounds(BlockTree tree, BlockStates states) {
        this.tree = tree;
        this.states = states;
    }

    void restart() {
        capacities.clear();
        sets.clear();
        setsFound.clear();
        needs.clear();
    }

    /** How many steps with each label can still come at most; as many as one can count in loops. */
    int[] capacities(int state) {
        while (capacities.size() <= state) {
            capacities.add(null);
        }
        int[] known = capacities.get(state);
        if (known == null) {
            known = capacitiesOf(state);
            capacities.set(state, known);
        }
        return known;
    }

    private int[] capacitiesOf(int state) {
        int block = states.block(state);
        int[] inside = tree.parts(block);
        int[] sum = new int[tree.labels()];
        if (states.isDone(state)) {
            return sum;
        }
        switch (tree.kind(block)) {
            case LEAF -> sum[tree.label(block)] = 1;
            case SEQUENCE -> {
                add(sum, capacities(states.runningState(state)));
                for (int i = states.running(state) + 1; i < inside.length; i++) {
                    add(sum, capacities(BlockStates.fresh(inside[i])));
                }
            }
            case CHOICE -> {
                if (!states.isFresh(state)) {
                    return capacities(states.runningState(state));
                }
                for (int part : inside) {
                    int[] of = capacities(BlockStates.fresh(part));
                    Arrays.setAll(sum, i -> Math.max(sum[i], of[i]));
                }
            }
            case PARALLEL -> {
                for (int i = 0; i < inside.length; i++) {
                    add(sum, capacities(states.partState(state, i)));
                }
            }
            case LOOP -> {
                if (states.running(state) == BlockTree.EXIT) {
                    return capacities(states.runningState(state));
                }
                add(sum, capacities(BlockStates.fresh(inside[BlockTree.EXIT])));
                again(sum, capacities(BlockStates.fresh(inside[BlockTree.BODY])));
                again(sum, capacities(BlockStates.fresh(inside[BlockTree.REDO])));
            }
            case SILENT -> {}
        }
        return sum;
    }

    private static void add(int[] sum, int[] more) {
        Arrays.setAll(sum, i -> sum[i] == UNLIMITED || more[i] == UNLIMITED ? UNLIMITED : sum[i] + more[i]);
    }

    private static void again(int[] sum, int[] more) {
        Arrays.setAll(sum, i -> more[i] > 0 ? UNLIMITED : sum[i]);
    }

    /** The number of a set of labels, for {@link #needed}. */
    int set(BitSet members) {
        Integer known = sets.get(members);
        if (known != null) {
            return known;
        }
        BitSet copy = (BitSet) members.clone();
        sets.put(copy, setsFound.size());
        setsFound.add(copy);
        return setsFound.size() - 1;
    }

    /** Least cost of the visible steps that end the block where those with labels of the set are free. */
    int needed(int state, int set) {
        if (states.ending(state) == 0) {
            return 0;
        }
        long key = (long) state << 32 | set;
        int known = needs.get(key);
        if (known < 0) {
            known = neededOf(state, set);
            needs.put(key, known);
        }
        return known;
    }

    private int neededOf(int state, int set) {
        int block = states.block(state);
        int[] inside = tree.parts(block);
        int sum = 0;
        switch (tree.kind(block)) {
            case LEAF -> sum = setsFound.get(set).get(tree.label(block)) ? 0 : tree.shortest(block);
            case SEQUENCE -> {
                sum = needed(states.runningState(state), set);
                for (int i = states.running(state) + 1; i < inside.length; i++) {
                    sum += needed(BlockStates.fresh(inside[i]), set);
                }
            }
            case CHOICE -> {
                if (!states.isFresh(state)) {
                    return needed(states.runningState(state), set);
                }
                sum = Integer.MAX_VALUE;
                for (int part : inside) {
                    sum = Math.min(sum, needed(BlockStates.fresh(part), set));
                }
            }
            case PARALLEL -> {
                for (int i = 0; i < inside.length; i++) {
                    sum += needed(states.partState(state, i), set);
                }
            }
            case LOOP -> {
                int running = states.running(state);
                sum = needed(states.runningState(state), set);
                sum += running == BlockTree.REDO ? needed(BlockStates.fresh(inside[BlockTree.BODY]), set) : 0;
                sum += running == BlockTree.EXIT ? 0 : needed(BlockStates.fresh(inside[BlockTree.EXIT]), set);
            }
            case SILENT -> {}
        }
        return sum;
    }
}
