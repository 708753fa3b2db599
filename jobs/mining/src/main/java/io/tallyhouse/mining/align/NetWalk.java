package io.tallyhouse.mining.align;

import io.tallyhouse.mining.align.AlignmentResult.Optimal;
import io.tallyhouse.mining.align.Deviation.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses the one optimal alignment that is reported: step by step from the start a synchronous move if an optimal alignment goes
 * on with one, else the model move with the smallest label, else the log move.
 *
 * <p>Silent moves are no steps. The walk holds markings from which all that the chosen visible moves can have led to is reached
 * silently, and lets each step begin in any of them; the choice therefore depends on the language of the model and not on how the net
 * is drawn, numbered or searched.
 */
final class NetWalk {
    private final NetGraph graph;
    private final NetSearch search;
    private final List<String> activities;
    /** Numbers of the labels; -1 for what the net does not have. */
    private final int[] labels;

    private final List<Move> moves = new ArrayList<>();
    private final List<Deviation> deviations = new ArrayList<>();
    /** Where the chosen moves can have led and an optimal alignment goes on. */
    private IndexSet here;
    /** Where the model's part of the moves can have led, whether or not it is wise to be there. */
    private IndexSet modelHere;

    private int event;
    /** Events done, but those that the net does not have. */
    private int position;

    private int left;

    NetWalk(NetGraph graph, NetSearch search, List<String> activities, int[] labels) {
        this.graph = graph;
        this.search = search;
        this.activities = activities;
        this.labels = labels;
        this.here = graph.start();
        this.modelHere = graph.start();
    }

    /**
     * @param foreign cost of events that the net does not have
     * @param worst cost of the worst alignment
     * @param states that became known before
     */
    Optimal walk(int foreign, int worst, long states) {
        int cost = search.cost();
        left = cost;
        while (left > 0 || event < labels.length) {
            if (!goTogether() && !goModel()) {
                goLog();
            }
        }
        return new Optimal(cost + foreign, worst, moves, deviations, states + search.size());
    }

    private boolean goTogether() {
        if (event == labels.length || labels[event] < 0) {
            return false;
        }
        IndexSet next = optimalAfter(labels[event], position + 1, left);
        if (next.isEmpty()) {
            return false;
        }
        moves.add(new Move(Move.Kind.SYNCHRONOUS, activities.get(event), event));
        go(next, labels[event]);
        event++;
        position++;
        return true;
    }

    private boolean goModel() {
        for (int label = 0; left > 0 && label < graph.labels(); label++) {
            IndexSet next = optimalAfter(label, position, left - graph.modelCost(label));
            if (!next.isEmpty()) {
                moves.add(new Move(Move.Kind.MODEL, graph.name(label), event));
                deviations.add(new Deviation(event, Kind.SKIPPED, graph.name(label), expected()));
                go(next, label);
                left -= graph.modelCost(label);
                return true;
            }
        }
        return false;
    }

    private void goLog() {
        String activity = activities.get(event);
        moves.add(new Move(Move.Kind.LOG, activity, event));
        deviations.add(new Deviation(event, Kind.INSERTED, activity, expected()));
        if (labels[event] >= 0) {
            left -= graph.logCost(labels[event]);
            position++;
            IndexSet next = new IndexSet();
            for (int i = 0; i < here.size(); i++) {
                addIfOptimal(next, here.get(i), position, left);
            }
            here = next;
        }
        event++;
    }

    private void go(IndexSet next, int label) {
        here = next;
        modelHere = graph.after(modelHere, label);
    }

    /** Markings that a step leads to, after the silent steps that it needs, from which the rest costs no more. */
    private IndexSet optimalAfter(int label, int positionAfter, int most) {
        IndexSet next = new IndexSet();
        for (int i = 0; most >= 0 && i < here.size(); i++) {
            for (int marking : graph.after(here.get(i), label)) {
                addIfOptimal(next, marking, positionAfter, most);
            }
        }
        return next;
    }

    private void addIfOptimal(IndexSet next, int marking, int positionAfter, int most) {
        if (!next.contains(marking) && search.isWithin(marking, positionAfter, most)) {
            next.add(marking);
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
