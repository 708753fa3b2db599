package io.tallyhouse.statistics.survival;

import io.tallyhouse.statistics.Figure;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;

/**
 * SLA risk of a set of clocks that are due: the expected share that misses its target.
 *
 * <p>The rate is over the clocks that have a probability: an unscored clock is not a clock without risk. Above 5 % unscored
 * there is no rate.
 *
 * @param due clocks, unscored ones included, cancelled ones not
 * @param unscored clocks without a probability
 * @param expectedBreaches sum of the probabilities, added in ascending order so that it is the same for any order of clocks
 * @param rate {@code expectedBreaches / (due − unscored)}
 */
public record RiskRate(long due, long unscored, double expectedBreaches, Figure rate) implements Serializable {

    /** Reason of a rate that is not estimable. */
    public static final String TOO_MANY_UNSCORED = "unscored_above_5_percent";

    public static RiskRate of(Collection<ClockRisk> clocks) {
        double[] probabilities = clocks.stream()
                .map(ClockRisk::probability)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray();
        Arrays.sort(probabilities);
        double sum = 0;
        for (double probability : probabilities) {
            sum += probability;
        }
        long unscored = clocks.size() - (long) probabilities.length;
        return new RiskRate(clocks.size(), unscored, sum, rate(clocks.size(), unscored, sum));
    }

    private static Figure rate(long due, long unscored, double sum) {
        if (due == 0) {
            return Figure.empty();
        }
        return unscored * 20 > due ? Figure.notEstimable(TOO_MANY_UNSCORED) : Figure.ok(sum / (due - unscored));
    }
}
