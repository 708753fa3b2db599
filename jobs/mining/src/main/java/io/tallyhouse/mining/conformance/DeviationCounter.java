package io.tallyhouse.mining.conformance;

import io.tallyhouse.mining.align.AlignmentResult.Optimal;
import io.tallyhouse.mining.align.Deviation;
import io.tallyhouse.mining.align.MoveCosts;
import io.tallyhouse.mining.align.ShownAs;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts the deviations of many alignments by what they are called, what was done and the activity. */
final class DeviationCounter {
    private final MoveCosts costs;
    private final Map<Key, Sums> sums = new HashMap<>();

    private record Key(ShownAs shownAs, Deviation.Kind kind, String activity) {}

    private static final class Sums {
        private Deviation example;
        private long casesOfExample;
        private long cases;
        private long times;

        Sums(Deviation example, long casesOfExample) {
            this.example = example;
            this.casesOfExample = casesOfExample;
        }

        void addCases(Deviation first, long more) {
            cases += more;
            if (more > casesOfExample) {
                example = first;
                casesOfExample = more;
            }
        }
    }

    DeviationCounter(MoveCosts costs) {
        this.costs = costs;
    }

    /** Adds cases with the same alignment. */
    void add(Optimal optimal, long cases) {
        List<ShownAs> shown = ShownAs.of(optimal);
        Set<Key> met = new HashSet<>();
        for (int i = 0; i < shown.size(); i++) {
            Deviation deviation = optimal.deviations().get(i);
            Key key = new Key(shown.get(i), deviation.kind(), deviation.activity());
            Sums here = sums.computeIfAbsent(key, k -> new Sums(deviation, cases));
            here.times += cases;
            if (met.add(key)) {
                here.addCases(deviation, cases);
            }
        }
    }

    /** The costliest first; of the same cost those in more cases, and then as they are called. */
    List<DeviationCount> costliestFirst() {
        return sums.entrySet().stream()
                .map(entry -> count(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(DeviationCount::cost)
                        .thenComparingLong(DeviationCount::cases)
                        .reversed()
                        .thenComparing(DeviationCount::shownAs)
                        .thenComparing(DeviationCount::kind)
                        .thenComparing(DeviationCount::activity))
                .toList();
    }

    private DeviationCount count(Key key, Sums counted) {
        int ofOne = key.kind() == Deviation.Kind.SKIPPED ? costs.ofModel(key.activity()) : costs.ofLog(key.activity());
        return new DeviationCount(
                key.shownAs(),
                key.kind(),
                key.activity(),
                ofOne * counted.times,
                counted.cases,
                counted.times,
                counted.example);
    }
}
