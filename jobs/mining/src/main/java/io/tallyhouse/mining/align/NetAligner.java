package io.tallyhouse.mining.align;

import io.tallyhouse.mining.OverBudget;
import io.tallyhouse.mining.align.AlignmentResult.NotEvaluated;
import io.tallyhouse.mining.model.AcceptingPetriNet;
import io.tallyhouse.mining.model.InvalidModelException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Aligns traces with a net that is not made of blocks. Most traces are easy: the search begins with what each component of the net
 * costs alone, and takes components together, in tables that take longer, where that does not lead to the end soon.
 */
final class NetAligner implements Aligner.Engine {
    private static final List<Effort> EFFORTS =
            List.of(new Effort(0, 2_000), new Effort(500, 20_000), new Effort(6_000, Long.MAX_VALUE));

    /** A large budget is for long traces; markings are seldom looked at once only. */
    private static final int STATES_OF_A_MARKING = 20;

    /** Markings to keep from one trace to the next, at each level and in each thread. */
    private static final int KEEP_AT_MOST = 20_000;

    private final AcceptingPetriNet net;
    private final MoveCosts costs;
    private final long budget;
    private final List<Effort> efforts;
    private final List<BitSet> components;
    private final List<Level> levels = new ArrayList<>();
    private final int shortestRun;

    /**
     * One attempt.
     *
     * @param statesTogether of projections that take components together; 0 for none
     * @param searchAtMost states of the search after which the next attempt takes over
     */
    record Effort(int statesTogether, long searchAtMost) {}

    private record Level(NetPlans plans, NetGraph graph) {}

    NetAligner(AcceptingPetriNet net, MoveCosts costs, long budget) {
        this(net, costs, budget, EFFORTS);
    }

    /** @param efforts one after the other */
    NetAligner(AcceptingPetriNet net, MoveCosts costs, long budget, List<Effort> efforts) {
        this.net = net;
        this.costs = costs;
        this.budget = budget;
        this.efforts = efforts;
        this.components = Components.of(net);
        this.shortestRun = findShortestRun();
    }

    @Override
    public int shortestRun() {
        return shortestRun;
    }

    /** The cheapest alignment of the empty trace is the shortest run. */
    private int findShortestRun() {
        long used = 0;
        for (int level = 0; level < efforts.size(); level++) {
            NetSearch search = search(level, new int[0], used);
            try {
                int cost = search.cost();
                if (cost == ProjectionTable.ENDLESS) {
                    throw InvalidModelException.withoutRun(search.size());
                }
                return cost;
            } catch (OverBudget e) {
                used += search.size();
            }
        }
        throw InvalidModelException.withoutRunWithin(budget);
    }

    private Level level(int number) {
        while (levels.size() <= number) {
            NetPlans plans =
                    new NetPlans(net, components, efforts.get(levels.size()).statesTogether());
            levels.add(new Level(plans, new NetGraph(net, costs, plans.projections(), KEEP_AT_MOST)));
        }
        return levels.get(number);
    }

    private NetSearch search(int number, int[] trace, long used) {
        Level level = level(number);
        long most = Math.min(efforts.get(number).searchAtMost(), budget - used);
        return new NetSearch(
                level.graph(),
                trace,
                new NetBounds(level.graph(), level.plans(), trace),
                most,
                Math.max(Aligner.DEFAULT_BUDGET, budget / STATES_OF_A_MARKING));
    }

    @Override
    public AlignmentResult align(List<String> activities) {
        long used = 0;
        for (int level = 0; level < efforts.size() && used < budget; level++) {
            NetGraph graph = level(level).graph();
            graph.betweenTraces();
            LabelledTrace trace = new LabelledTrace(activities, graph::labelOf);
            NetSearch search = search(level, trace.known(), used);
            try {
                return new OptimalWalk(graph, search, trace).walk(search.cost(), costs, shortestRun, used);
            } catch (OverBudget e) {
                used += search.size();
            }
        }
        return new NotEvaluated(budget);
    }
}
