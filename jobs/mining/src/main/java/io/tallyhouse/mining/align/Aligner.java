package io.tallyhouse.mining.align;

import io.tallyhouse.mining.align.AlignmentResult.NotEvaluated;
import io.tallyhouse.mining.model.InvalidModelException;
import io.tallyhouse.mining.model.ProcessModel;
import io.tallyhouse.mining.model.ProcessTree;
import java.util.List;

/**
 * Aligns traces with one process model: exactly, with unit costs (log moves and visible model moves 1, synchronous and silent
 * moves 0) and one fixed choice among the optimal alignments (see {@link CanonicalWalk}). What it finds out about the model serves
 * the next trace too. Not safe for use by several threads; {@link VariantAligner} gives each its own.
 */
public final class Aligner {
    /** States that one trace may cost where nothing else is said. */
    public static final long DEFAULT_BUDGET = 250_000;

    private final MarkingGraph graph;
    private final long budget;
    private final int shortestRun;

    private Aligner(MarkingGraph graph, long budget, int shortestRun) {
        this.graph = graph;
        this.budget = budget;
        this.shortestRun = shortestRun;
    }

    /**
     * @param budget states that one trace may cost, at least 1; never a time, so that the answer is the same on every machine
     * @throws InvalidModelException if the model has no run, or none is found within the budget
     */
    public static Aligner of(ProcessModel model, long budget) {
        if (budget < 1) {
            throw new IllegalArgumentException("Invalid budget of states: %d, expected at least 1".formatted(budget));
        }
        MarkingGraph graph = new MarkingGraph(model.net(), (int) Math.min(budget, DEFAULT_BUDGET));
        int shortest = model instanceof ProcessTree tree ? tree.shortestRun() : shortestRun(graph, budget);
        return new Aligner(graph, budget, shortest);
    }

    /** The cheapest alignment of the empty trace is the shortest run. */
    private static int shortestRun(MarkingGraph graph, long budget) {
        ProductSearch search = new ProductSearch(graph, new int[0], budget);
        return switch (search.run()) {
            case OPTIMAL -> search.totalCost();
            case OVER_BUDGET -> throw InvalidModelException.withoutRunWithin(budget);
            case NO_RUN ->
                throw InvalidModelException.withoutRun(search.states().size());
        };
    }

    /** @return visible steps of the model's shortest run */
    public int shortestRun() {
        return shortestRun;
    }

    /**
     * @param trace the activities of a case, in order; unknown ones are log moves
     * @return the optimal alignment, or that the budget did not suffice
     * @throws InvalidModelException if a place collects more tokens than can be counted
     */
    public AlignmentResult align(List<String> trace) {
        graph.betweenTraces();
        int[] labels = trace.stream().mapToInt(graph::labelOf).toArray();
        ProductSearch search = new ProductSearch(graph, labels, budget);
        return switch (search.run()) {
            case OPTIMAL -> new CanonicalWalk(graph, search, trace, labels).walk(shortestRun);
            case OVER_BUDGET -> new NotEvaluated(budget);
            case NO_RUN ->
                throw InvalidModelException.withoutRun(search.states().size());
        };
    }
}
