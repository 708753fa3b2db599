package io.tallyhouse.mining.align;

import java.util.List;

/** What became of one trace. */
public sealed interface AlignmentResult {
    /**
     * The optimal alignment.
     *
     * @param cost Σ cost of log moves and visible model moves, each 1 unless told otherwise
     * @param worst cost of the worst: all events as log moves and the cheapest run as model moves
     * @param moves the visible moves, from the start
     * @param deviations the moves that cost, in the same order
     * @param states how many states became known
     */
    record Optimal(int cost, int worst, List<Move> moves, List<Deviation> deviations, long states)
            implements AlignmentResult {
        /** Defensive copies. */
        public Optimal {
            moves = List.copyOf(moves);
            deviations = List.copyOf(deviations);
        }

        /** @return whether the trace is a run of the model */
        public boolean fits() {
            return cost == 0;
        }

        /** @return 1 − cost / worst; 1 for an empty trace of a model that accepts it */
        public double fitness() {
            return worst == 0 ? 1 : 1 - (double) cost / worst;
        }
    }

    /**
     * The budget was spent before an optimal alignment was certain; nothing is known but that.
     *
     * @param states the budget
     */
    record NotEvaluated(long states) implements AlignmentResult {}
}
