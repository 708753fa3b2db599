package io.tallyhouse.mining.align;

import io.tallyhouse.mining.OverBudget;
import io.tallyhouse.mining.align.AlignmentResult.Optimal;
import io.tallyhouse.mining.model.InvalidModelException;
import io.tallyhouse.mining.model.NetToTree;
import io.tallyhouse.mining.model.ProcessModel;
import io.tallyhouse.mining.model.ProcessTree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * How much more the model allows than the log does (Adriansyah, Munoz-Gama, Carmona, van Dongen and van der Aalst, Measuring
 * precision of modeled behavior, 2015): the cases are laid on the model by their alignments; wherever one goes on with a step, the
 * labels that the model allows there are counted, and those that no case goes on with after the same steps escape. A model that
 * allows all has a low precision however well the log fits.
 *
 * <p>Steps are those of the model: synchronous and skipped ones; inserted ones do not move it. Each place is counted as often as a
 * case goes on from it. Cases that were not evaluated are in no count. Where silent steps of a net go on without end before one
 * visible step, nothing is counted.
 */
public final class Precision {
    private static final int UNKNOWN = -1;

    private final Steps steps;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Prefix start;
    private boolean isOverBudget;

    private Precision(Steps steps) {
        this.steps = steps;
        for (int label = 0; label < steps.labels(); label++) {
            numbers.put(steps.name(label), label);
        }
        this.start = new Prefix(steps.start());
    }

    /** What the model did so far. */
    private final class Prefix {
        private final IndexSet states;
        private final Map<Integer, Prefix> next = new TreeMap<>();
        private long cases;
        private int allowed = UNKNOWN;

        Prefix(IndexSet states) {
            this.states = states;
        }

        Prefix after(int label, long more) {
            Prefix there = next.computeIfAbsent(label, l -> new Prefix(steps.after(states, l)));
            there.cases += more;
            return there;
        }

        int allowed() {
            if (allowed == UNKNOWN) {
                int possible = 0;
                for (int label = 0; label < steps.labels(); label++) {
                    possible += steps.isPossible(states, label) ? 1 : 0;
                }
                allowed = possible; // not before all is known: the last look may go on without end
            }
            return allowed;
        }
    }

    /** @param model that the cases were aligned with */
    public static Precision of(ProcessModel model) {
        ProcessModel simplest = NetToTree.simplest(model);
        return new Precision(
                simplest instanceof ProcessTree tree
                        ? new TreeConfigurations(tree, MoveCosts.UNIT, Integer.MAX_VALUE)
                        : new NetGraph(simplest.net(), MoveCosts.UNIT, List.of(), Integer.MAX_VALUE));
    }

    /** Adds cases with the same trace. */
    public void add(AlignmentResult result, long cases) {
        try {
            if (result instanceof Optimal optimal && !isOverBudget) {
                walk(optimal, cases);
            }
        } catch (OverBudget e) {
            isOverBudget = true;
        }
    }

    /**
     * A step of the model in an alignment.
     *
     * @param activity the step
     * @param allowed how many labels the model allowed in its place
     */
    public record ModelStep(String activity, int allowed) {}

    /**
     * The steps of the model in an alignment, from which counts over any set of cases can be made elsewhere.
     *
     * @throws InvalidModelException when silent steps of a net go on without end before one visible step
     */
    public List<ModelStep> steps(Optimal optimal) {
        try {
            return walk(optimal, 0);
        } catch (OverBudget e) {
            throw InvalidModelException.silentWithoutEnd();
        }
    }

    private List<ModelStep> walk(Optimal optimal, long cases) {
        List<ModelStep> walked = new ArrayList<>();
        Prefix here = start;
        for (Move move : optimal.moves()) {
            Integer label = numbers.get(move.label());
            if (move.kind() != Move.Kind.LOG && label != null) {
                walked.add(new ModelStep(move.label(), here.allowed()));
                here = here.after(label, cases);
            }
        }
        return walked;
    }

    /**
     * What was counted.
     *
     * @param allowed labels that the model allows where cases go on, once for each case
     * @param escaping those of them that no case goes on with
     */
    public record Counts(long allowed, long escaping) {
        /** @return 1 − escaping / allowed; nothing where no case makes a step */
        public OptionalDouble precision() {
            return allowed == 0 ? OptionalDouble.empty() : OptionalDouble.of(1 - (double) escaping / allowed);
        }
    }

    /** @return what was counted so far */
    public Counts counts() {
        try {
            return isOverBudget ? new Counts(0, 0) : counted();
        } catch (OverBudget e) {
            return new Counts(0, 0);
        }
    }

    private Counts counted() {
        long allowed = 0;
        long escaping = 0;
        Deque<Prefix> open = new ArrayDeque<>();
        open.add(start);
        while (!open.isEmpty()) {
            Prefix prefix = open.remove();
            int taken = 0;
            long goOn = 0;
            for (Prefix next : prefix.next.values()) {
                if (next.cases > 0) {
                    taken++;
                    goOn += next.cases;
                    open.add(next);
                }
            }
            if (taken > 0) {
                int here = prefix.allowed();
                allowed += here * goOn;
                escaping += (here - taken) * goOn;
            }
        }
        return new Counts(allowed, escaping);
    }
}
