package io.tallyhouse.mining.align;

import io.tallyhouse.mining.align.AlignmentResult.NotEvaluated;
import io.tallyhouse.mining.model.AcceptingPetriNet;
import io.tallyhouse.mining.model.InvalidModelException;
import io.tallyhouse.mining.model.NetToTree;
import io.tallyhouse.mining.model.ProcessModel;
import io.tallyhouse.mining.model.ProcessTree;
import java.util.Arrays;
import java.util.List;

/**
 * Aligns traces with one process model, by the blocks of a tree or of a net that was drawn from one, else by the markings of the net:
 * exactly, with unit costs (log moves and visible model moves 1, synchronous and silent moves 0) or costs of one's own, and one fixed
 * choice among the optimal alignments (see {@link NetWalk}). What it finds out about the model serves the next trace too. Not safe for use by several threads; {@link VariantAligner} gives each its own.
 */
public final class Aligner {
    /** States that one trace may cost where nothing else is said. */
    public static final long DEFAULT_BUDGET = 250_000;

    private final Engine engine;
    private final int shortestRun;

    private Aligner(Engine engine, int shortestRun) {
        this.engine = engine;
        this.shortestRun = shortestRun;
    }

    private interface Engine {
        AlignmentResult align(List<String> trace);
    }

    /**
     * @param budget states that one trace may cost, at least 1; never a time, so that the answer is the same on every machine
     * @throws InvalidModelException if the model has no run, or none is found within the budget
     */
    public static Aligner of(ProcessModel model, long budget) {
        return of(model, MoveCosts.UNIT, budget);
    }

    /** As {@link #of(ProcessModel, long)}, with costs of its own for each activity. */
    public static Aligner of(ProcessModel model, MoveCosts costs, long budget) {
        if (budget < 1) {
            throw new IllegalArgumentException("Invalid budget of states: %d, expected at least 1".formatted(budget));
        }
        ProcessModel simplest = NetToTree.simplest(model);
        return simplest instanceof ProcessTree tree
                ? ofTree(tree, costs, budget)
                : ofNet(simplest.net(), costs, budget);
    }

    private static Aligner ofTree(ProcessTree model, MoveCosts costs, long budget) {
        TreeConfigurations tree = new TreeConfigurations(model, costs, (int) Math.min(budget, DEFAULT_BUDGET));
        return new Aligner(trace -> align(tree, costs, trace, budget), tree.ending(tree.initial()));
    }

    /** By the markings of the net, whatever it is. */
    static Aligner ofNet(AcceptingPetriNet net, MoveCosts costs, long budget) {
        NetAligner aligner = new NetAligner(net, costs, budget);
        return new Aligner(aligner::align, aligner.shortestRun());
    }

    /** @return cost of the model's cheapest run; with unit costs the visible steps of the shortest one */
    public int shortestRun() {
        return shortestRun;
    }

    /**
     * @param trace the activities of a case, in order; unknown ones are log moves
     * @return the optimal alignment, or that the budget did not suffice
     * @throws InvalidModelException if a place collects more tokens than can be counted
     */
    public AlignmentResult align(List<String> trace) {
        return engine.align(trace);
    }

    private static AlignmentResult align(TreeConfigurations tree, MoveCosts costs, List<String> trace, long budget) {
        tree.betweenTraces();
        int[] labels = trace.stream().mapToInt(tree.tree()::labelOf).toArray();
        int[] known = Arrays.stream(labels).filter(label -> label >= 0).toArray();
        TreeSearch search = new TreeSearch(tree, known, budget);
        try {
            int cost = search.fits() ? 0 : search.run();
            return new TreeWalk(tree, search, trace, labels, costs).walk(cost, tree.ending(tree.initial()));
        } catch (TreeSearch.OverBudget e) {
            return new NotEvaluated(budget);
        }
    }
}
