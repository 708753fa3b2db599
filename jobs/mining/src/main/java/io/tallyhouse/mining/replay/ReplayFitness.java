package io.tallyhouse.mining.replay;

import io.tallyhouse.mining.replay.ReplayResult.NotEvaluated;
import io.tallyhouse.mining.replay.ReplayResult.Replayed;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Token replay over the cases of a log, added up in whole numbers and divided last: the order of the cases does not matter. */
public final class ReplayFitness {
    private final ReplayCounts counts;
    /** How many cases have each fitness: adding them in the order of their fitness gives the same mean whatever their own order. */
    private final Map<Double, Long> cases = new TreeMap<>();

    private long evaluated;
    private long notEvaluated;
    private long fitting;

    /** @param replay of the net whose counts are added up */
    public ReplayFitness(TokenReplay replay) {
        this.counts = replay.nothing();
    }

    /** Adds cases with the same trace. */
    public void add(ReplayResult result, long number) {
        if (result instanceof Replayed replayed) {
            evaluated += number;
            fitting += replayed.fits() ? number : 0;
            counts.add(replayed.counts(), number);
            cases.merge(replayed.counts().fitness(), number, Long::sum);
        } else if (result instanceof NotEvaluated) {
            notEvaluated += number;
        }
    }

    /** @return cases that were replayed */
    public long evaluated() {
        return evaluated;
    }

    /** @return cases whose budget did not suffice */
    public long notEvaluated() {
        return notEvaluated;
    }

    /** @return cases that are runs of the net */
    public long fitting() {
        return fitting;
    }

    /** @return tokens and steps of all cases */
    public ReplayCounts counts() {
        return counts;
    }

    /** @return fitness of the sums over all cases; nothing without cases */
    public OptionalDouble ofLog() {
        return evaluated == 0 ? OptionalDouble.empty() : OptionalDouble.of(counts.fitness());
    }

    /** @return mean of the cases' own fitness; nothing without cases */
    public OptionalDouble mean() {
        if (evaluated == 0) {
            return OptionalDouble.empty();
        }
        double sum = 0;
        for (Map.Entry<Double, Long> entry : cases.entrySet()) {
            sum += entry.getKey() * entry.getValue();
        }
        return OptionalDouble.of(sum / evaluated);
    }
}
