package io.tallyhouse.mining.align;

import io.tallyhouse.mining.model.AcceptingPetriNet;
import io.tallyhouse.mining.model.InvalidModelException;
import io.tallyhouse.mining.model.NetToTree;
import io.tallyhouse.mining.model.ProcessModel;
import io.tallyhouse.mining.model.ProcessTree;
import java.util.List;

/**
 * Aligns traces with one process model, by the blocks of a tree or of a net that was drawn from one, else by the markings of the net:
 * exactly, with unit costs (log moves and visible model moves 1, synchronous and silent moves 0) or costs of one's own, and one fixed
 * choice among the optimal alignments (see {@link OptimalWalk}). What it finds out about the model serves the next trace too. Not
 * safe for use by several threads; {@link VariantAligner} gives each its own.
 */
public final class Aligner {
    /** States that one trace may cost where nothing else is said. */
    public static final long DEFAULT_BUDGET = 250_000;

    private final Engine engine;

    private Aligner(Engine engine) {
        this.engine = engine;
    }

    /** Aligns by one way to look at a model. */
    interface Engine {
        AlignmentResult align(List<String> trace);

        /** Cost of the cheapest run. */
        int shortestRun();
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
                ? new Aligner(new TreeAligner(tree, costs, budget))
                : ofNet(simplest.net(), costs, budget);
    }

    /** By the markings of the net, whatever it is. */
    static Aligner ofNet(AcceptingPetriNet net, MoveCosts costs, long budget) {
        return new Aligner(new NetAligner(net, costs, budget));
    }

    /** @return cost of the model's cheapest run; with unit costs the visible steps of the shortest one */
    public int shortestRun() {
        return engine.shortestRun();
    }

    /**
     * @param trace the activities of a case, in order; unknown ones are log moves
     * @return the optimal alignment, or that the budget did not suffice
     * @throws InvalidModelException if a place collects more tokens than can be counted
     */
    public AlignmentResult align(List<String> trace) {
        return engine.align(trace);
    }
}
