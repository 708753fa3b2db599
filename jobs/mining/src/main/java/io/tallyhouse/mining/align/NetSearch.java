package io.tallyhouse.mining.align;

import io.tallyhouse.mining.IntList;
import io.tallyhouse.mining.OverBudget;
import java.util.BitSet;

/**
 * The cheapest way through the synchronous product of a trace and a net (Adriansyah, Aligning Observed and Modeled Behavior, 2014) by
 * a search that is told what is still to come at least (Hart, Nilsson and Raphael 1968; for alignments van Dongen, Efficiently
 * computing alignments, 2018). A state is a marking and how many events are done. The next event is a log move, or a synchronous
 * move after the model moves that it needs; model moves that no event needs come at the end.
 *
 * <p>What a search finds out about the rest from a state is kept: the least that it can cost, and the cost of a way that was found
 * (Koenig and Likhachev, Adaptive A*, 2005). So it can be asked again from other states, as {@link OptimalWalk} does.
 */
final class NetSearch implements OptimalWalk.Search {
    private static final int NONE = -1;

    private final NetGraph graph;
    private final int[] trace;
    private final NetBounds bounds;
    private final long budget;
    private final long mostMarkings;
    private final BitSet markingsMet = new BitSet();
    private long markingsCount;

    private final LongIntMap indexes = new LongIntMap();
    private final IntList markings = new IntList();
    private final IntList positions = new IntList();
    private final IntList atLeast = new IntList();
    private final IntList atMost = new IntList();

    /** Of the search that is under way: the number of the last one that met the state, cost and state before. */
    private final IntList metBy = new IntList();

    private final IntList costs = new IntList();
    private final IntList before = new IntList();
    private final IntList met = new IntList();
    private CostBuckets open = new CostBuckets();
    private int searches;
    private int most;
    private int base;
    private boolean isCut;

    /**
     * @param trace labels that the net has
     * @param budget states that may become known
     * @param mostMarkings different markings among them, which take more memory than states do
     */
    NetSearch(NetGraph graph, int[] trace, NetBounds bounds, long budget, long mostMarkings) {
        this.graph = graph;
        this.trace = trace;
        this.bounds = bounds;
        this.budget = budget;
        this.mostMarkings = mostMarkings;
    }

    /**
     * Cost of the optimal alignments, or {@link ProjectionTable#ENDLESS} where the net has no run.
     *
     * @throws OverBudget where the states that may become known do not suffice
     */
    int cost() {
        int start = state(graph.initial(), 0);
        search(start, ProjectionTable.ENDLESS - 1);
        return atLeast.get(start);
    }

    @Override
    public boolean isWithin(int marking, int position, int most) {
        int state = state(marking, position);
        if (atLeast.get(state) <= most && atMost.get(state) > most) {
            search(state, most);
        }
        return atLeast.get(state) <= most;
    }

    @Override
    public int size() {
        return markings.size();
    }

    private void search(int from, int most) {
        this.most = most;
        this.open = new CostBuckets();
        this.isCut = false;
        met.clear();
        searches++;
        base = atLeast.get(from);
        reach(from, NONE, 0);
        for (int total = base; total - base < open.size(); total++) {
            for (int state = open.remove(total - base); state >= 0; state = open.remove(total - base)) {
                if (total(state) != total) {
                    continue; // a cheaper way was found after this one
                }
                if (atLeast.get(state) == atMost.get(state)) {
                    settle(total);
                    for (int on = state; on >= 0; on = before.get(on)) {
                        atMost.set(on, total - costs.get(on));
                    }
                    return;
                }
                expand(state);
            }
            open.forget(total - base);
        }
        settle(isCut ? most + 1 : ProjectionTable.ENDLESS);
    }

    /** No way over a state that was met costs less than the whole. */
    private void settle(int total) {
        for (int i = 0; i < met.size(); i++) {
            int state = met.get(i);
            int rest = total == ProjectionTable.ENDLESS ? total : total - costs.get(state);
            atLeast.set(state, Math.max(atLeast.get(state), rest));
        }
    }

    /** Of what costs the same, the last is gone on with first: the event itself, then what it needs, and at last doing without it. */
    private void expand(int state) {
        int position = positions.get(state);
        int cost = costs.get(state);
        int marking = markings.get(state);
        boolean isEnd = position == trace.length;
        int event = isEnd ? NetGraph.SILENT : trace[position];
        if (!isEnd) {
            reach(state(marking, position + 1), state, cost + graph.logCost(event));
        }
        int[] steps = isEnd ? graph.towardsEnd(marking) : graph.towards(marking, event);
        for (int i = 0; i < steps.length; i += 2) {
            int label = graph.labelOf(steps[i]);
            int step = label == NetGraph.SILENT ? 0 : graph.modelCost(label);
            reach(state(steps[i + 1], position), state, cost + step);
        }
        for (int i = 0; !isEnd && i < steps.length; i += 2) {
            if (graph.labelOf(steps[i]) == event) {
                reach(state(steps[i + 1], position + 1), state, cost);
            }
        }
    }

    private void reach(int state, int from, int cost) {
        boolean isNew = metBy.get(state) != searches;
        if (!isNew && costs.get(state) <= cost || atLeast.get(state) >= ProjectionTable.ENDLESS) {
            return;
        }
        if (isNew) {
            metBy.set(state, searches);
            met.add(state);
        }
        costs.set(state, cost);
        before.set(state, from);
        if (total(state) > most) {
            isCut = true;
        } else {
            open.add(total(state) - base, state);
        }
    }

    /** What the whole costs at least by way of a state; what is known of where the search began holds for it too. */
    private int total(int state) {
        return Math.max(base, costs.get(state) + atLeast.get(state));
    }

    private int state(int marking, int position) {
        long key = (long) marking * (trace.length + 1) + position;
        int known = indexes.get(key);
        if (known >= 0) {
            return known;
        }
        int state = markings.size();
        if (!markingsMet.get(marking)) {
            markingsMet.set(marking);
            markingsCount++;
        }
        if (state >= budget || markingsCount > mostMarkings) {
            throw new OverBudget();
        }
        indexes.put(key, state);
        markings.add(marking);
        positions.add(position);
        boolean isGoal = position == trace.length && graph.isAccepting(marking);
        atLeast.add(isGoal ? 0 : bounds.least(graph.shadows(marking), position));
        atMost.add(isGoal ? 0 : Integer.MAX_VALUE);
        metBy.add(0);
        costs.add(0);
        before.add(NONE);
        return state;
    }
}
