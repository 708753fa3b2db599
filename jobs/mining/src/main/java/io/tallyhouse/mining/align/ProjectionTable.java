package io.tallyhouse.mining.align;

import java.util.Arrays;

/**
 * What a trace costs at least from each position and each state of one projection on, with the costs that other tables have left:
 * found backwards from the end, position by position (Dial 1969). Afterwards the costs that the table needs are taken from what is left,
 * so that tables may be added up (saturated cost partitioning; Seipp, Keller and Helmert 2020).
 */
final class ProjectionTable {
    /** Where no way leads to the end; small enough to be added up. */
    static final int ENDLESS = 1 << 28;

    private final Projection projection;
    private final int states;
    private final int[] least;

    ProjectionTable(Projection projection, NetGraph graph, int[] trace, CostsLeft left) {
        this.projection = projection;
        this.states = projection.states();
        this.least = new int[(trace.length + 1) * states];
        CostBuckets open = new CostBuckets();
        for (int position = trace.length; position >= 0; position--) {
            if (position == trace.length) {
                beginWithEnd(position);
            } else {
                beginWithEvent(graph, trace[position], position, left.log[position]);
            }
            beginWithModel(position, left, open);
        }
        for (int position = 0; position <= trace.length; position++) {
            if (position < trace.length) {
                takeLog(position, left);
            }
            takeModel(position, left);
        }
    }

    int least(int state, int position) {
        return least[position * states + state];
    }

    private void beginWithEnd(int position) {
        Arrays.fill(least, position * states, least.length, ENDLESS);
        if (projection.accepting() >= 0) {
            least[position * states + projection.accepting()] = 0;
        }
    }

    /** The event is a log move, or a synchronous one; that is nothing to see here if the transition touches no place of the projection. */
    private void beginWithEvent(NetGraph graph, int label, int position, int logCost) {
        int here = position * states;
        int then = here + states;
        for (int state = 0; state < states; state++) {
            int best = Math.min(ENDLESS, least[then + state] + logCost);
            for (int transition : graph.transitionsOf(label)) {
                int target = projection.after(state, transition);
                best = target < 0 ? best : Math.min(best, least[then + target]);
            }
            least[here + state] = best;
        }
    }

    /** Model moves before the event. Costs are counted from the least one: at the start of a long trace all are large. */
    private void beginWithModel(int position, CostsLeft left, CostBuckets open) {
        int here = position * states;
        int lowest = ENDLESS;
        for (int state = 0; state < states; state++) {
            lowest = Math.min(lowest, least[here + state]);
        }
        int waiting = 0;
        for (int state = 0; state < states; state++) {
            if (least[here + state] < ENDLESS) {
                open.add(least[here + state] - lowest, state);
                waiting++;
            }
        }
        for (int cost = 0; waiting > 0; cost++) {
            for (int state = open.remove(cost); state >= 0; state = open.remove(cost)) {
                waiting--;
                if (least[here + state] == lowest + cost) { // else a cheaper way was found after this one
                    waiting += relax(position, state, left, open, lowest);
                }
            }
        }
    }

    /** @return how many states are to be looked at again */
    private int relax(int position, int state, CostsLeft left, CostBuckets open, int lowest) {
        int here = position * states;
        int[] edges = projection.before(state);
        int cheaper = 0;
        for (int i = 0; i < edges.length; i += 2) {
            int total = least[here + state] + left.model(position, edges[i]);
            if (total < least[here + edges[i + 1]]) {
                least[here + edges[i + 1]] = total;
                open.add(total - lowest, edges[i + 1]);
                cheaper++;
            }
        }
        return cheaper;
    }

    /** A log move costs at least by how much it brings the end nearer from any state. */
    private void takeLog(int position, CostsLeft left) {
        int here = position * states;
        int then = here + states;
        int needed = 0;
        for (int state = 0; state < states; state++) {
            if (least[then + state] < ENDLESS) {
                needed = Math.max(needed, least[here + state] - least[then + state]);
            }
        }
        left.log[position] -= needed;
    }

    private void takeModel(int position, CostsLeft left) {
        int here = position * states;
        int[] touching = projection.touching();
        int[] needed = new int[touching.length];
        for (int state = 0; state < states; state++) {
            int[] next = projection.next(state);
            for (int i = 0; i < next.length; i++) {
                if (next[i] >= 0 && least[here + next[i]] < ENDLESS) {
                    needed[i] = Math.max(needed[i], least[here + state] - least[here + next[i]]);
                }
            }
        }
        for (int i = 0; i < touching.length; i++) {
            left.take(position, touching[i], needed[i]);
        }
    }

    /** Costs that no table needs yet: of the log move of each event, and of each transition before each event. */
    static final class CostsLeft {
        private final int[] log;
        private final int[] model;
        private final int transitions;

        CostsLeft(NetGraph graph, int[] trace) {
            this.transitions = graph.transitions();
            this.log = new int[trace.length];
            Arrays.setAll(log, i -> graph.logCost(trace[i]));
            this.model = new int[(trace.length + 1) * transitions];
            Arrays.setAll(model, i -> {
                int label = graph.labelOf(i % transitions);
                return label == NetGraph.SILENT ? 0 : graph.modelCost(label);
            });
        }

        private int model(int position, int transition) {
            return model[position * transitions + transition];
        }

        private void take(int position, int transition, int cost) {
            model[position * transitions + transition] -= cost;
        }
    }
}
