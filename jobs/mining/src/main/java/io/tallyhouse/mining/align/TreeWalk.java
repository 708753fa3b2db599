package io.tallyhouse.mining.align;

import io.tallyhouse.mining.align.AlignmentResult.Optimal;
import io.tallyhouse.mining.align.Deviation.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses the one optimal alignment that is reported, as {@link NetWalk} does: step by step from the start a synchronous move if
 * an optimal alignment goes on with one, else the model move with the smallest label, else the log move. Here whether one goes on is
 * asked of the search.
 */
final class TreeWalk {
    private final TreeConfigurations tree;
    private final TreeSearch search;
    private final List<String> activities;
    /** Numbers of the labels; -1 for what the tree does not have. */
    private final int[] labels;

    private final MoveCosts costs;

    private final List<Move> moves = new ArrayList<>();
    private final List<Deviation> deviations = new ArrayList<>();
    /** Where the chosen moves can have led and an optimal alignment goes on. */
    private IndexSet here = new IndexSet();
    /** Where the model's part of the moves can have led, whether or not it is wise to be there. */
    private IndexSet modelHere = new IndexSet();

    private int event;
    /** Events done, but those that the tree does not have. */
    private int position;

    private int left;

    TreeWalk(TreeConfigurations tree, TreeSearch search, List<String> activities, int[] labels, MoveCosts costs) {
        this.tree = tree;
        this.search = search;
        this.activities = activities;
        this.labels = labels;
        this.costs = costs;
    }

    /**
     * @param cost of the optimal alignments, without events that the tree does not have
     * @param shortestRun cost of the cheapest run
     */
    Optimal walk(int cost, int shortestRun) {
        int foreign = 0;
        int worst = shortestRun;
        for (int i = 0; i < labels.length; i++) {
            int ofLog = costs.ofLog(activities.get(i));
            worst = Math.addExact(worst, ofLog);
            foreign += labels[i] < 0 ? ofLog : 0;
        }
        left = cost;
        here = tree.start();
        modelHere = tree.start();
        while (left > 0) {
            if (!goTogether() && !goModel()) {
                goLog();
            }
        }
        // Nothing costs any more but what the tree does not have: no choice is left.
        while (event < labels.length) {
            if (labels[event] < 0) {
                goLog();
            } else {
                moves.add(new Move(Move.Kind.SYNCHRONOUS, activities.get(event), event));
                goModelHere(labels[event]);
                event++;
            }
        }
        return new Optimal(cost + foreign, worst, moves, deviations, search.size());
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
        for (int label = 0; label < tree.labels(); label++) {
            IndexSet next = optimalAfter(label, position, left - tree.tree().modelCost(label));
            if (!next.isEmpty()) {
                moves.add(new Move(Move.Kind.MODEL, tree.name(label), event));
                deviations.add(new Deviation(event, Kind.SKIPPED, tree.name(label), expected()));
                go(next, label);
                left -= tree.tree().modelCost(label);
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
            left -= tree.tree().logCost(labels[event]);
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
        goModelHere(label);
    }

    private void goModelHere(int label) {
        modelHere = tree.after(modelHere, label);
    }

    /** Configurations that a step leads to at once, from which the rest costs no more. */
    private IndexSet optimalAfter(int label, int positionAfter, int most) {
        IndexSet next = new IndexSet();
        for (int i = 0; i < here.size(); i++) {
            int[] steps = tree.steps(here.get(i), label);
            for (int s = 0; s < steps.length && steps[s] == 0; s += 2) {
                addIfOptimal(next, steps[s + 1], positionAfter, most);
            }
        }
        return next;
    }

    private void addIfOptimal(IndexSet next, int configuration, int positionAfter, int most) {
        if (search.isWithin(configuration, positionAfter, most)) {
            next.add(configuration);
        }
    }

    private List<String> expected() {
        List<String> expected = new ArrayList<>();
        for (int label = 0; label < tree.labels(); label++) {
            if (tree.isPossible(modelHere, label)) {
                expected.add(tree.name(label));
            }
        }
        return expected;
    }
}
