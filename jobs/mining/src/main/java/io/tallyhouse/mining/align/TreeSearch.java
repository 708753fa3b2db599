package io.tallyhouse.mining.align;

import io.tallyhouse.mining.IntList;
import io.tallyhouse.mining.OverBudget;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The cheapest way through a trace and the configurations of a tree (Adriansyah, Aligning Observed and Modeled Behavior, 2014, for
 * the product; Hart, Nilsson and Raphael 1968 for the search): a state is a configuration and how many events are done, and an event
 * is a synchronous move, after the model moves that it needs, or a log move. Model moves that no later event needs come at the end.
 *
 * <p>What is still to come costs at least a log move for each event that no leaf is left for, and a model move for each leaf that must
 * still be run and has no event left. Both are counted without search, so that most traces are decided by looking at little more than their own
 * length.
 *
 * <p>Events whose label the tree does not have are left out; they are log moves in every alignment.
 */
final class TreeSearch implements OptimalWalk.Search {
    private final TreeConfigurations tree;
    private final int[] trace;
    private final long budget;
    /** Numbers of the sets of labels that occur from each position on. */
    private final int[] setsFrom;
    /** By label, the positions of its events; null where there is none. */
    private final int[][] positionsOf;

    private final int[] occurring;
    private final int[] logCosts;

    private final LongIntMap indexes = new LongIntMap();
    private final IntList configurations = new IntList();
    private final IntList positions = new IntList();
    /** Cost of the cheapest way found to the state; unknown where only {@link #isWithin} has met it. */
    private final IntList costs = new IntList();

    /** Bounds of what is still to come. */
    private final IntList atLeast = new IntList();

    private final IntList atMost = new IntList();
    private final CostBuckets open = new CostBuckets();

    /** @param trace labels that the tree has */
    TreeSearch(TreeConfigurations tree, int[] trace, long budget) {
        this.tree = tree;
        this.trace = trace;
        this.budget = budget;
        this.positionsOf = new int[tree.labels()][];
        this.logCosts = new int[tree.labels()];
        this.setsFrom = new int[trace.length + 1];
        int[] counts = new int[tree.labels()];
        for (int label : trace) {
            counts[label]++;
        }
        this.occurring = new int[(int) Arrays.stream(counts).filter(c -> c > 0).count()];
        int different = 0;
        for (int label = 0; label < counts.length; label++) {
            if (counts[label] > 0) {
                occurring[different++] = label;
                logCosts[label] = tree.logCost(label);
                positionsOf[label] = new int[counts[label]];
            }
        }
        BitSet from = new BitSet();
        setsFrom[trace.length] = tree.bounds().set(from);
        for (int i = trace.length - 1; i >= 0; i--) {
            int label = trace[i];
            positionsOf[label][--counts[label]] = i;
            if (from.get(label)) {
                setsFrom[i] = setsFrom[i + 1];
            } else {
                from.set(label);
                setsFrom[i] = tree.bounds().set(from);
            }
        }
    }

    /** Whether the trace is a run of the tree; without making any state known. */
    boolean fits() {
        IndexSet here = tree.start();
        for (int i = 0; i < trace.length && !here.isEmpty(); i++) {
            here = tree.after(here, trace[i]);
        }
        for (int i = 0; i < here.size(); i++) {
            if (tree.ending(here.get(i)) == 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * @return cost of the optimal alignments
     * @throws OverBudget where that cannot be known
     */
    int run() {
        push(state(tree.initial(), 0), 0);
        // Log moves lead to the end of every trace, so that there always is a next total.
        for (int total = 0; ; total++) {
            for (int state = open.remove(total); state >= 0; state = open.remove(total)) {
                if (costs.get(state) + atLeast.get(state) != total) {
                    // A cheaper way was found after this one, and taken: what is to come is never less than the bound
                    // at the state before, less the step between.
                    continue;
                }
                if (positions.get(state) == trace.length) {
                    settle(total);
                    return total;
                }
                expand(state);
            }
        }
    }

    /** The synchronous moves last: of what costs the same, they are gone on with first. */
    private void expand(int state) {
        int position = positions.get(state);
        int cost = costs.get(state);
        int[] steps = tree.steps(configurations.get(state), trace[position]);
        reach(state(configurations.get(state), position + 1), cost + logCosts[trace[position]]);
        for (int i = steps.length - 2; i >= 0; i -= 2) {
            reach(state(steps[i + 1], position + 1), cost + steps[i]);
        }
    }

    private void reach(int state, int cost) {
        if (cost < costs.get(state)) {
            push(state, cost);
        }
    }

    private void push(int state, int cost) {
        costs.set(state, cost);
        open.add(cost + atLeast.get(state), state);
    }

    /** From any state that a way leads to, at least the rest of the whole is to come. */
    private void settle(int total) {
        for (int state = 0; state < configurations.size(); state++) {
            atLeast.set(state, Math.max(atLeast.get(state), total - costs.get(state)));
        }
    }

    private int state(int configuration, int position) {
        long key = (long) configuration * (trace.length + 1) + position;
        int known = indexes.get(key);
        if (known >= 0) {
            return known;
        }
        int state = configurations.size();
        if (state == budget) {
            throw new OverBudget();
        }
        indexes.put(key, state);
        configurations.add(configuration);
        positions.add(position);
        costs.add(Integer.MAX_VALUE);
        int needed = tree.bounds().needed(configuration, setsFrom[position]);
        if (position == trace.length) {
            atLeast.add(needed);
            atMost.add(needed);
        } else {
            atLeast.add(needed + surplus(configuration, position));
            atMost.add(Integer.MAX_VALUE);
        }
        return state;
    }

    /** Cost of events from a position on that no leaf is left for. */
    private int surplus(int configuration, int position) {
        int[] capacities = tree.bounds().capacities(configuration);
        int surplus = 0;
        for (int label : occurring) {
            int capacity = capacities[label];
            int[] all = positionsOf[label];
            if (capacity < all.length) {
                surplus += logCosts[label] * Math.max(0, all.length - capacity - before(all, position));
            }
        }
        return surplus;
    }

    /** How many of the positions are before one. */
    private static int before(int[] all, int position) {
        int found = Arrays.binarySearch(all, position);
        return found >= 0 ? found : -found - 1;
    }

    @Override
    public int size() {
        return configurations.size();
    }

    /** What is found out is kept. */
    @Override
    public boolean isWithin(int configuration, int position, int most) {
        int asked = state(configuration, position);
        if (isKnown(asked, most)) {
            return atMost.get(asked) <= most;
        }
        // Depth first, on a stack of its own: a trace can be long.
        IntList path = new IntList();
        IntList left = new IntList();
        IntList next = new IntList();
        path.add(asked);
        left.add(most);
        next.add(0);
        while (!path.isEmpty()) {
            int top = path.size() - 1;
            int state = path.get(top);
            int budgetHere = left.get(top);
            int at = positions.get(state);
            int[] steps = tree.steps(configurations.get(state), trace[at]);
            int option = next.get(top);
            if (option > steps.length) {
                atLeast.set(state, Math.max(atLeast.get(state), budgetHere + 1));
                path.removeLast();
                left.removeLast();
                next.removeLast();
                continue;
            }
            next.set(top, option + 2);
            boolean isLogMove = option == steps.length;
            int cost = isLogMove ? logCosts[trace[at]] : steps[option];
            int after = state(isLogMove ? configurations.get(state) : steps[option + 1], at + 1);
            int rest = budgetHere - cost;
            if (!isKnown(after, rest)) {
                path.add(after);
                left.add(rest);
                next.add(0);
            } else if (atMost.get(after) <= rest) {
                for (int i = 0; i < path.size(); i++) {
                    atMost.set(path.get(i), Math.min(atMost.get(path.get(i)), left.get(i)));
                }
                return true;
            }
        }
        return false;
    }

    private boolean isKnown(int state, int most) {
        return atLeast.get(state) > most || atMost.get(state) <= most;
    }
}
