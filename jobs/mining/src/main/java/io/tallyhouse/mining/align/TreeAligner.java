package io.tallyhouse.mining.align;

import io.tallyhouse.mining.OverBudget;
import io.tallyhouse.mining.align.AlignmentResult.NotEvaluated;
import io.tallyhouse.mining.model.ProcessTree;
import java.util.List;

/** Aligns traces with a process tree, by its blocks. */
final class TreeAligner implements Aligner.Engine {
    private final TreeConfigurations tree;
    private final MoveCosts costs;
    private final long budget;

    TreeAligner(ProcessTree model, MoveCosts costs, long budget) {
        this.tree = new TreeConfigurations(model, costs, (int) Math.min(budget, Aligner.DEFAULT_BUDGET));
        this.costs = costs;
        this.budget = budget;
    }

    /** A recursion over the blocks. */
    @Override
    public int shortestRun() {
        return tree.ending(tree.initial());
    }

    @Override
    public AlignmentResult align(List<String> activities) {
        tree.betweenTraces();
        LabelledTrace trace = new LabelledTrace(activities, tree::labelOf);
        TreeSearch search = new TreeSearch(tree, trace.known(), budget);
        try {
            int cost = search.fits() ? 0 : search.run();
            return new OptimalWalk(tree, search, trace).walk(cost, costs, shortestRun(), 0);
        } catch (OverBudget e) {
            return new NotEvaluated(budget);
        }
    }
}
