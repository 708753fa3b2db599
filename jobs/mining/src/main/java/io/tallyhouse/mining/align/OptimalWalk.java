package io.tallyhouse.mining.align;

import io.tallyhouse.mining.align.AlignmentResult.Optimal;
import io.tallyhouse.mining.align.Deviation.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses the one optimal alignment that is reported: step by step from the start a synchronous move if an optimal alignment goes
 * on with one, else the model move with the smallest label, else the log move. Whether one goes on is asked of a search.
 *
 * <p>Silent moves are no steps. The walk holds the states that all that the chosen visible moves can have led to is reached from
 * silently, and lets each step begin in any of them; the choice therefore depends on the language of the model and not on how it is
 * drawn, numbered or searched.
 */
final class OptimalWalk {
    private final Steps steps;
    private final Search search;
    private final LabelledTrace trace;

    private final List<Move> moves = new ArrayList<>();
    private final List<Deviation> deviations = new ArrayList<>();
    /** Where the chosen moves can have led and an optimal alignment goes on. */
    private IndexSet here;
    /** Where the model's part of the moves can have led, whether or not it is wise to be there. */
    private IndexSet modelHere;

    private int event;
    /** Events done, but those that the model does not have. */
    private int position;

    private int left;

    /** What is known of the ways through a trace and a model. */
    interface Search {
        /**
         * Whether the rest of the trace can be aligned from a state at no more than a cost.
         *
         * @param position events done, but those that the model does not have
         * @param most at least 0
         * @throws io.tallyhouse.mining.OverBudget where the states that may become known do not suffice
         */
        boolean isWithin(int state, int position, int most);

        /** @return states that have become known */
        int size();
    }

    OptimalWalk(Steps steps, Search search, LabelledTrace trace) {
        this.steps = steps;
        this.search = search;
        this.trace = trace;
        this.here = steps.start();
        this.modelHere = here;
    }

    /**
     * @param cost of the optimal alignments, without events that the model does not have
     * @param shortestRun cost of the cheapest run
     * @param states that became known before the search
     */
    Optimal walk(int cost, MoveCosts costs, int shortestRun, long states) {
        int foreign = 0;
        int worst = shortestRun;
        for (int i = 0; i < trace.size(); i++) {
            int ofLog = costs.ofLog(trace.activity(i));
            worst = Math.addExact(worst, ofLog);
            foreign += trace.isKnown(i) ? 0 : ofLog;
        }
        left = cost;
        while (left > 0) {
            if (!goTogether() && !goModel()) {
                goLog();
            }
        }
        // Nothing costs any more but what the model does not have: no choice is left.
        while (event < trace.size()) {
            if (trace.isKnown(event)) {
                addTogether();
            } else {
                addLog();
            }
        }
        return new Optimal(cost + foreign, worst, moves, deviations, states + search.size());
    }

    private boolean goTogether() {
        if (event == trace.size() || !trace.isKnown(event)) {
            return false;
        }
        IndexSet next = optimalAfter(trace.label(event), position + 1, left);
        if (next.isEmpty()) {
            return false;
        }
        here = next;
        position++;
        addTogether();
        return true;
    }

    private boolean goModel() {
        for (int label = 0; label < steps.labels(); label++) {
            int rest = left - steps.modelCost(label);
            IndexSet next = rest < 0 ? new IndexSet() : optimalAfter(label, position, rest);
            if (!next.isEmpty()) {
                here = next;
                left = rest;
                moves.add(new Move(Move.Kind.MODEL, steps.name(label), event));
                deviations.add(new Deviation(event, Kind.SKIPPED, steps.name(label), expected()));
                modelHere = steps.after(modelHere, label);
                return true;
            }
        }
        return false;
    }

    private void goLog() {
        if (trace.isKnown(event)) {
            left -= steps.logCost(trace.label(event));
            position++;
            IndexSet next = new IndexSet();
            for (int i = 0; i < here.size(); i++) {
                addIfOptimal(next, here.get(i), position, left);
            }
            here = next;
        }
        addLog();
    }

    private void addTogether() {
        moves.add(new Move(Move.Kind.SYNCHRONOUS, trace.activity(event), event));
        modelHere = steps.after(modelHere, trace.label(event));
        event++;
    }

    private void addLog() {
        String activity = trace.activity(event);
        moves.add(new Move(Move.Kind.LOG, activity, event));
        deviations.add(new Deviation(event, Kind.INSERTED, activity, expected()));
        event++;
    }

    /** States that a step leads to from which the rest costs no more. */
    private IndexSet optimalAfter(int label, int positionAfter, int most) {
        IndexSet next = new IndexSet();
        for (int i = 0; i < here.size(); i++) {
            steps.after(here.get(i), label, state -> addIfOptimal(next, state, positionAfter, most));
        }
        return next;
    }

    private void addIfOptimal(IndexSet next, int state, int positionAfter, int most) {
        if (!next.contains(state) && search.isWithin(state, positionAfter, most)) {
            next.add(state);
        }
    }

    private List<String> expected() {
        List<String> expected = new ArrayList<>();
        for (int label = 0; label < steps.labels(); label++) {
            if (steps.isPossible(modelHere, label)) {
                expected.add(steps.name(label));
            }
        }
        return expected;
    }
}
