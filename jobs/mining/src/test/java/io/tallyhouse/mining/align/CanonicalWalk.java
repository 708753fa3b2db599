package io.tallyhouse.mining.align;

import io.tallyhouse.mining.align.AlignmentResult.Optimal;
import io.tallyhouse.mining.align.Deviation.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses the one optimal alignment that is reported: step by step from the start a synchronous move if an optimal alignment goes
 * on with one, else the model move with the smallest label, else the log move.
 *
 * <p>Silent moves are no steps. The walk holds all states that the chosen visible moves can have led to and lets each step begin in
 * any of them; the choice therefore depends on the language of the model and not on how the net is drawn, numbered or searched.
 */
final class CanonicalWalk {
    private final MarkingGraph graph;
    private final ProductSearch search;
    private final ProductStates states;
    private final List<String> activities;
    private final int[] trace;
    private final boolean[] leading;
    private final List<Move> moves = new ArrayList<>();
    private final List<Deviation> deviations = new ArrayList<>();
    /** States on optimal alignments that the moves so far can have led to; all at the same position and cost. */
    private IndexSet here = new IndexSet();
    /** Markings that the model can be in after its part of the moves, whether or not it is wise to be there. */
    private IndexSet modelHere = new IndexSet();

    CanonicalWalk(MarkingGraph graph, ProductSearch search, List<String> activities, int[] trace) {
        this.graph = graph;
        this.search = search;
        this.states = search.states();
        this.activities = activities;
        this.trace = trace;
        this.leading = states.leadingTo(search.goal());
    }

    /** @param worst cost of the worst alignment */
    Optimal walk(int worst) {
        here.add(states.find(graph.initial(), 0));
        modelHere = graph.start();
        closeSilently();
        while (!here.contains(search.goal())) {
            step();
            closeSilently();
        }
        return new Optimal(search.totalCost(), worst, moves, deviations, states.size());
    }

    private void step() {
        int position = states.done(here.get(0));
        if (position < trace.length) {
            IndexSet together = after(trace[position], 0, 1);
            if (!together.isEmpty()) {
                moves.add(new Move(Move.Kind.SYNCHRONOUS, activities.get(position), position));
                go(together, trace[position]);
                return;
            }
        }
        int skipped = smallestModelMove();
        if (graph.knows(skipped)) {
            moves.add(new Move(Move.Kind.MODEL, graph.name(skipped), position));
            deviations.add(new Deviation(position, Kind.SKIPPED, graph.name(skipped), expected()));
            go(after(skipped, graph.modelCost(skipped), 0), skipped);
            return;
        }
        String activity = activities.get(position);
        moves.add(new Move(Move.Kind.LOG, activity, position));
        deviations.add(new Deviation(position, Kind.INSERTED, activity, expected()));
        IndexSet next = new IndexSet();
        for (int i = 0; i < here.size(); i++) {
            addIfOptimal(next, here.get(i), states.marking(here.get(i)), 1, search.logMoveCost(position));
        }
        here = next;
    }

    private void go(IndexSet next, int label) {
        here = next;
        modelHere = graph.after(modelHere, label);
    }

    /** States that a step with the label leads to on optimal alignments. */
    private IndexSet after(int label, int cost, int events) {
        IndexSet next = new IndexSet();
        for (int i = 0; i < here.size(); i++) {
            int[] successors = graph.successors(states.marking(here.get(i)));
            for (int s = 0; s < successors.length; s += 2) {
                if (successors[s] == label) {
                    addIfOptimal(next, here.get(i), successors[s + 1], events, cost);
                }
            }
        }
        return next;
    }

    private int smallestModelMove() {
        int smallest = Integer.MAX_VALUE;
        for (int i = 0; i < here.size(); i++) {
            int[] successors = graph.successors(states.marking(here.get(i)));
            for (int s = 0; s < successors.length; s += 2) {
                boolean visible = successors[s] != MarkingGraph.SILENT;
                if (visible
                        && successors[s] < smallest
                        && isOptimal(here.get(i), successors[s + 1], 0, graph.modelCost(successors[s]))) {
                    smallest = successors[s];
                }
            }
        }
        return smallest;
    }

    private boolean isOptimal(int from, int marking, int events, int cost) {
        int state = states.find(marking, states.done(from) + events);
        return state >= 0 && leading[state] && states.cost(state) == states.cost(from) + cost;
    }

    private void addIfOptimal(IndexSet next, int from, int marking, int events, int cost) {
        if (isOptimal(from, marking, events, cost)) {
            next.add(states.find(marking, states.done(from) + events));
        }
    }

    private void closeSilently() {
        for (int i = 0; i < here.size(); i++) {
            int[] successors = graph.successors(states.marking(here.get(i)));
            for (int s = 0; s < successors.length && successors[s] == MarkingGraph.SILENT; s += 2) {
                addIfOptimal(here, here.get(i), successors[s + 1], 0, 0);
            }
        }
    }

    private List<String> expected() {
        List<String> expected = new ArrayList<>();
        for (int label = 0; label < graph.labels(); label++) {
            if (graph.isPossible(modelHere, label)) {
                expected.add(graph.name(label));
            }
        }
        return expected;
    }
}
