package io.tallyhouse.statistics.hours;

import java.util.Arrays;

/**
 * The bounds of a bootstrap distribution.
 *
 * <p>Quantile rule: of {@code B} draws in ascending order the p-quantile lies at position {@code (B + 1)·p}, counted from 1, with
 * straight lines between neighbours (type 6 of Hyndman and Fan 1996). For 1,999 draws the 2.5 % quantile is the 50th.
 */
final class TailQuantiles {
    private static final double Z975 = 1.959963984540054;

    private TailQuantiles() {}

    /** The 2.5 and 97.5 % quantiles. */
    static Interval percentile(double[] draws) {
        return between(draws, 0.025);
    }

    /**
     * The expanded percentile interval (Hesterberg 2015, "What teachers should know about the bootstrap", section 3.4): the tails
     * are cut at {@code Φ(−√(G/(G−1))·t)} with t the 97.5 % quantile of Student's distribution with G − 1 degrees of freedom, which
     * gives a mean of G clusters the width of its t interval. The plain percentile interval is too short for few clusters.
     */
    static Interval expanded(double[] draws, int clusters) {
        return between(draws, tail(clusters));
    }

    static double tail(int clusters) {
        return normal(-Math.sqrt(clusters / (clusters - 1.0)) * student975(clusters - 1));
    }

    private static Interval between(double[] draws, double tail) {
        double[] sorted = draws.clone();
        Arrays.sort(sorted);
        return new Interval(quantile(sorted, tail), quantile(sorted, 1 - tail), sorted.length);
    }

    static double quantile(double[] sorted, double probability) {
        double position = (sorted.length + 1) * probability - 1;
        int below = Math.min(Math.max((int) Math.floor(position), 0), sorted.length - 1);
        int above = Math.min(below + 1, sorted.length - 1);
        double share = Math.min(Math.max(position - below, 0), 1);
        return sorted[below] + share * (sorted[above] - sorted[below]);
    }

    /** 97.5 % quantile of Student's t by its expansion in 1/ν (Abramowitz and Stegun 26.7.5); to 0.001 from ν = 10 on. */
    static double student975(int degrees) {
        double z = Z975;
        double z3 = z * z * z;
        double z5 = z3 * z * z;
        double z7 = z5 * z * z;
        double z9 = z7 * z * z;
        double inverse = 1.0 / degrees;
        double first = (z3 + z) / 4;
        double second = (5 * z5 + 16 * z3 + 3 * z) / 96;
        double third = (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / 384;
        double fourth = (79 * z9 + 776 * z7 + 1482 * z5 - 1920 * z3 - 945 * z) / 92160;
        return z + inverse * (first + inverse * (second + inverse * (third + inverse * fourth)));
    }

    /** The standard normal distribution function by its series (Abramowitz and Stegun 26.2.11), for |x| below 6. */
    static double normal(double x) {
        double term = x;
        double sum = x;
        for (int odd = 3; Math.abs(term) > 1e-17 * Math.abs(sum); odd += 2) {
            term *= x * x / odd;
            sum += term;
        }
        return 0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }
}
