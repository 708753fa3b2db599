package io.tallyhouse.mining.align;

import io.tallyhouse.mining.align.AlignmentResult.NotEvaluated;
import io.tallyhouse.mining.align.AlignmentResult.Optimal;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Alignment fitness over the cases of a log, added up in whole numbers and divided last: the order of the cases does not matter.
 * Cases that were not evaluated are counted and in no figure.
 */
public final class Fitness {
    /** Cases by cost, then worst: all that the figures need. */
    private final Map<Integer, Map<Integer, Long>> casesByCostAndWorst = new TreeMap<>();

    private long evaluated;
    private long notEvaluated;
    private long fitting;
    private long cost;
    private long worst;

    /** Adds cases with the same trace. */
    public void add(AlignmentResult result, long cases) {
        if (result instanceof Optimal optimal) {
            evaluated += cases;
            fitting += optimal.fits() ? cases : 0;
            cost += optimal.cost() * cases;
            worst += optimal.worst() * cases;
            casesByCostAndWorst
                    .computeIfAbsent(optimal.cost(), c -> new TreeMap<>())
                    .merge(optimal.worst(), cases, Long::sum);
        } else if (result instanceof NotEvaluated) {
            notEvaluated += cases;
        }
    }

    /** @return cases with an optimal alignment */
    public long evaluated() {
        return evaluated;
    }

    /** @return cases whose budget did not suffice */
    public long notEvaluated() {
        return notEvaluated;
    }

    /** @return cases that are runs of the model */
    public long fitting() {
        return fitting;
    }

    /** @return Σ cost */
    public long cost() {
        return cost;
    }

    /** @return Σ worst */
    public long worst() {
        return worst;
    }

    /** @return 1 − Σ cost / Σ worst; 1 if all cases are empty and the model accepts that; nothing without cases */
    public OptionalDouble ofLog() {
        if (evaluated == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(worst == 0 ? 1 : 1 - (double) cost / worst);
    }

    /** @return mean over cases of 1 − cost / worst; nothing without cases */
    public OptionalDouble mean() {
        if (evaluated == 0) {
            return OptionalDouble.empty();
        }
        double sum = 0;
        for (var byCost : casesByCostAndWorst.entrySet()) {
            for (var byWorst : byCost.getValue().entrySet()) {
                double share = byWorst.getKey() == 0 ? 0 : (double) byCost.getKey() / byWorst.getKey();
                sum += byWorst.getValue() * (1 - share);
            }
        }
        return OptionalDouble.of(sum / evaluated);
    }
}
