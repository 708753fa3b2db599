package io.tallyhouse.mining.align;

/**
 * The cheapest ways through the synchronous product of a trace and a model (Adriansyah, Aligning Observed and Modeled Behavior,
 * 2014), cost level by cost level: as costs are small whole numbers, every state of a level is found before the next begins (Dijkstra
 * with a bucket for each cost; Dial 1969). The level of the goal is finished, so that all optimal alignments are known and the number of states does not
 * depend on the order of the search.
 *
 * <p>Events whose label the model does not have are log moves in every alignment. They cost nothing here and are added at the end,
 * so that they do not widen the search.
 */
final class ProductSearch {
    private final MarkingGraph graph;
    private final int[] trace;
    private final long budget;
    private final ProductStates states;
    private final CostBuckets levels = new CostBuckets();
    private final int foreignCost;
    private int cost;
    private int goal = -1;

    /** @param foreignCost of log moves with events that the model does not have */
    ProductSearch(MarkingGraph graph, int[] trace, int foreignCost, long budget) {
        this.graph = graph;
        this.trace = trace;
        this.budget = budget;
        this.states = new ProductStates(trace.length);
        this.foreignCost = foreignCost;
    }

    /** How a search ended. */
    enum Outcome {
        OPTIMAL,
        OVER_BUDGET,
        NO_RUN
    }

    Outcome run() {
        levels.add(0, states.add(graph.initial(), 0, 0));
        for (cost = 0; cost < levels.size(); cost++) {
            if (!finishLevel()) {
                return Outcome.OVER_BUDGET;
            }
            goal = states.find(graph.accepting(), trace.length);
            if (goal >= 0 && states.cost(goal) == cost) {
                return Outcome.OPTIMAL;
            }
        }
        return Outcome.NO_RUN;
    }

    private boolean finishLevel() {
        for (int state = levels.remove(cost); state >= 0; state = levels.remove(cost)) {
            if (states.cost(state) == cost) { // else it was reached more cheaply after it was put here
                expand(state);
            }
            // All known states count, not only those looked at: they are what takes memory.
            if (states.size() > budget) {
                return false;
            }
        }
        return true;
    }

    private void expand(int state) {
        int marking = states.marking(state);
        int position = states.done(state);
        int event = position < trace.length ? trace[position] : MarkingGraph.SILENT;
        int[] successors = graph.successors(marking);
        for (int i = 0; i < successors.length; i += 2) {
            int label = successors[i];
            int target = successors[i + 1];
            if (label == MarkingGraph.SILENT) {
                arrive(state, target, position, 0);
                continue;
            }
            if (label == event) {
                arrive(state, target, position + 1, 0);
            }
            arrive(state, target, position, graph.modelCost(label));
        }
        if (position < trace.length) {
            arrive(state, marking, position + 1, logMoveCost(position));
        }
    }

    /** What the search counts for a log move: nothing if there is no other way. */
    int logMoveCost(int position) {
        return graph.knows(trace[position]) ? graph.logCost(trace[position]) : 0;
    }

    private void arrive(int from, int marking, int position, int step) {
        int arrived = cost + step;
        int state = states.find(marking, position);
        if (state < 0) {
            state = states.add(marking, position, arrived);
        } else if (states.cost(state) < arrived || state == from) {
            return;
        } else if (states.cost(state) == arrived) {
            states.arrival(from, state);
            return;
        } else {
            states.cheaper(state, arrived);
        }
        states.arrival(from, state);
        levels.add(arrived, state);
    }

    ProductStates states() {
        return states;
    }

    int goal() {
        return goal;
    }

    /** Cost of the optimal alignments, foreign events included. */
    int totalCost() {
        return cost + foreignCost;
    }
}
