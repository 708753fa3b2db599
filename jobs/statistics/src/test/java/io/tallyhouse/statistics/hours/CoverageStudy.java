package io.tallyhouse.statistics.hours;

import java.util.Locale;

/**
 * How often the interval holds the truth of {@link SimulatedOrganisation}: 100 seeds for each size. Run as a program it prints a
 * line per size, the expanded interval beside the plain percentile one, which is why the expanded one was chosen.
 */
public final class CoverageStudy {
    private static final int SEEDS = 100;

    private CoverageStudy() {}

    /**
     * @param expanded seeds whose published interval holds the truth
     * @param percentile the same for the plain percentile interval
     * @param width mean width of the published interval as a share of the truth
     */
    record Hits(int expanded, int percentile, double width) {}

    public static void main(String[] arguments) {
        for (int tickets : new int[] {40, 150, 600}) {
            for (int teams : new int[] {11, 14, 20, 30, 40}) {
                Hits hits = run(teams, tickets, SEEDS);
                System.out.printf(
                        Locale.ROOT,
                        "%d teams, about %d baseline tickets each: %d of %d (plain percentile %d), width %.3f of the truth%n",
                        teams,
                        tickets,
                        hits.expanded(),
                        SEEDS,
                        hits.percentile(),
                        hits.width());
            }
        }
    }

    static Hits run(int teams, int tickets, int seeds) {
        int expanded = 0;
        int percentile = 0;
        double width = 0;
        for (long seed = 1; seed <= seeds; seed++) {
            SimulatedOrganisation simulated = SimulatedOrganisation.of(seed, teams, tickets);
            HoursGrid grid = HoursGrid.of(simulated.baseline(), simulated.period(), simulated.ledgers());
            long units =
                    simulated.period().stream().mapToLong(TeamCell::tickets).sum();
            ClusterBootstrap draws = ClusterBootstrap.run(grid, units, seed, HoursReturned.MINIMUM_DRAWS);
            Interval published = TailQuantiles.expanded(draws.net(), teams);
            expanded += holds(published, simulated.truth());
            percentile += holds(TailQuantiles.percentile(draws.net()), simulated.truth());
            width += (published.upper() - published.lower()) / simulated.truth() / seeds;
        }
        return new Hits(expanded, percentile, width);
    }

    private static int holds(Interval interval, double truth) {
        return interval.lower() <= truth && truth <= interval.upper() ? 1 : 0;
    }
}
