package io.tallyhouse.statistics.hours;

import java.util.Arrays;

/**
 * Draws teams with replacement, each with all its tickets of baseline and period, and repeats the whole calculation.
 *
 * <p>How many tickets were resolved is counted, not estimated, so each draw is scaled to it: its seconds times tickets of the
 * period over tickets of the draw. Without that the interval would mostly show that teams differ in size.
 */
final class ClusterBootstrap {
    private final double[] standardised;
    private final double[] net;
    private int used;

    private ClusterBootstrap(int draws) {
        standardised = new double[draws];
        net = new double[draws];
    }

    static ClusterBootstrap run(HoursGrid grid, long units, long seed, int draws) {
        ClusterBootstrap bootstrap = new ClusterBootstrap(draws);
        SplitMix64 random = new SplitMix64(seed);
        Standardisation calculation = new Standardisation(grid);
        int[] weights = new int[grid.teams.size()];
        for (int draw = 0; draw < draws; draw++) {
            Arrays.fill(weights, 0);
            for (int pick = 0; pick < weights.length; pick++) {
                weights[random.nextInt(weights.length)]++;
            }
            calculation.run(weights);
            if (calculation.units() > 0 && calculation.estimable()) {
                double scale = (double) units / calculation.units();
                bootstrap.standardised[bootstrap.used] = calculation.standardised() * scale;
                bootstrap.net[bootstrap.used++] = calculation.net() * scale;
            }
        }
        return bootstrap;
    }

    /** Draws that gave an estimate: with tickets in the period, enough of them covered. */
    int used() {
        return used;
    }

    double[] standardised() {
        return Arrays.copyOf(standardised, used);
    }

    double[] net() {
        return Arrays.copyOf(net, used);
    }
}
