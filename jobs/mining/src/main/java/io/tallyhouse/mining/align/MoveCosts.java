package io.tallyhouse.mining.align;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What moves cost; synchronous and silent moves are free. Costs are whole numbers, so that sums are exact, and at least 1: a move for
 * nothing would make endless alignments optimal.
 *
 * @param log cost of a log move by activity
 * @param model cost of a visible model move by activity
 * @param otherwise cost of a move with any other activity
 */
public record MoveCosts(Map<String, Integer> log, Map<String, Integer> model, int otherwise) {
    /** One for each. */
    public static final MoveCosts UNIT = new MoveCosts(Map.of(), Map.of(), 1);

    /** What one move may cost. */
    public static final int MOST = 1_000;

    /** @throws IllegalArgumentException if a cost is below 1 or above {@link #MOST} */
    public MoveCosts {
        log = sorted(log, "a log move");
        model = sorted(model, "a model move");
        requireCost("any other move", otherwise);
    }

    private static Map<String, Integer> sorted(Map<String, Integer> costs, String of) {
        Map<String, Integer> sorted = new TreeMap<>(costs);
        sorted.forEach((activity, cost) -> requireCost(of + " with " + activity, cost));
        return Collections.unmodifiableMap(sorted);
    }

    private static void requireCost(String of, int cost) {
        if (cost < 1 || cost > MOST) {
            throw new IllegalArgumentException("Invalid cost of %s: %d, expected 1 to %d".formatted(of, cost, MOST));
        }
    }

    /** @return cost of a log move with the activity */
    public int ofLog(String activity) {
        return log.getOrDefault(activity, otherwise);
    }

    /** @return cost of a model move with the activity */
    public int ofModel(String activity) {
        return model.getOrDefault(activity, otherwise);
    }
}
