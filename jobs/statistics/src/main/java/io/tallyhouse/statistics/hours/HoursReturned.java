package io.tallyhouse.statistics.hours;

import io.tallyhouse.statistics.Figure;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Hours returned by direct standardisation: what the period's tickets would have taken at the baseline's means of their strata,
 * less what they took, less overhead.
 *
 * <p>Strata with fewer than 30 baseline tickets are merged; {@link StratumLevel} names the outcomes and {@link StratumRow} shows
 * each. When under {@value #MINIMUM_COVERED_PERCENT} % of all tickets, unmeasured ones included, are covered, there is no figure.
 *
 * <p>Per team, standardised less overhead is at most the time paid for; the cap is applied before teams are summed and inside
 * each draw. The interval is a cluster bootstrap over teams ({@link ClusterBootstrap}, {@link TailQuantiles#expanded}); under
 * {@value #MINIMUM_CLUSTERS} clusters there is a permutation p-value instead. The order of the input has no influence.
 */
public final class HoursReturned {
    /** Covered share of the period's tickets, in percent, that a figure needs. */
    public static final int MINIMUM_COVERED_PERCENT = 80;

    /** Teams with tickets that an interval needs. */
    public static final int MINIMUM_CLUSTERS = 11;

    /** Draws that an interval needs at least. */
    public static final int MINIMUM_DRAWS = 1_999;

    /** Reason of a figure that is not estimable. */
    public static final String COVERAGE_TOO_LOW = "coverage_under_80_percent";

    /** Reason of a missing interval. */
    public static final String TOO_FEW_CLUSTERS = "under_11_clusters";

    /** Reason of a missing interval: more than 5 % of the draws had no estimate. */
    public static final String DRAWS_NOT_ESTIMABLE = "draws_not_estimable";

    private HoursReturned() {}

    /**
     * @param baseline the frozen baseline of the function, all its teams
     * @param period tickets of live teams in the period
     * @param ledgers overhead and paid time of every live team
     * @param seed seed of the draws
     * @param draws at least {@link #MINIMUM_DRAWS}
     * @throws IllegalArgumentException when a team with tickets has no ledger or two, or the draws are too few
     */
    public static HoursEstimate estimate(
            Collection<TeamCell> baseline,
            Collection<TeamCell> period,
            Collection<TeamLedger> ledgers,
            long seed,
            int draws) {
        if (draws < MINIMUM_DRAWS) {
            throw new IllegalArgumentException(
                    "Invalid number of draws: " + draws + ", expected at least " + MINIMUM_DRAWS);
        }
        HoursGrid grid = HoursGrid.of(baseline, period, ledgers);
        Standardisation point = new Standardisation(grid);
        int[] once = new int[grid.teams.size()];
        Arrays.fill(once, 1);
        point.run(once);
        HoursBreakdown breakdown = new HoursBreakdown(grid, point);
        Uncertainty uncertainty = uncertainty(grid, point, seed, draws);
        Double mix = breakdown.mix();
        return new HoursEstimate(
                figure(point, point.standardised()),
                figure(point, point.net()),
                mix == null ? null : point.standardised() + mix,
                mix,
                breakdown.coverage(),
                breakdown.strata(),
                breakdown.teams(),
                grid.clusters(),
                uncertainty.standardised(),
                uncertainty.net(),
                uncertainty.pValue(),
                uncertainty.reason(),
                seed);
    }

    private static Figure figure(Standardisation point, double seconds) {
        return point.estimable() ? Figure.ok(seconds) : Figure.notEstimable(COVERAGE_TOO_LOW);
    }

    private record Uncertainty(
            @Nullable Interval standardised,
            @Nullable Interval net,
            @Nullable Double pValue,
            @Nullable String reason) {}

    private static Uncertainty uncertainty(HoursGrid grid, Standardisation point, long seed, int draws) {
        int clusters = grid.clusters();
        if (!point.estimable()) {
            return new Uncertainty(null, null, null, COVERAGE_TOO_LOW);
        }
        if (clusters < MINIMUM_CLUSTERS) {
            return new Uncertainty(null, null, clusters == 0 ? null : signFlip(grid, point), TOO_FEW_CLUSTERS);
        }
        ClusterBootstrap bootstrap = ClusterBootstrap.run(grid, point.units(), seed, draws);
        if (bootstrap.used() * 20L < draws * 19L) {
            return new Uncertainty(null, null, null, DRAWS_NOT_ESTIMABLE);
        }
        return new Uncertainty(
                TailQuantiles.expanded(bootstrap.standardised(), clusters),
                TailQuantiles.expanded(bootstrap.net(), clusters),
                null,
                null);
    }

    private static double signFlip(HoursGrid grid, Standardisation point) {
        double[] nets = new double[grid.teams.size()];
        int used = 0;
        for (int team = 0; team < nets.length; team++) {
            if (grid.hasTickets(team)) {
                nets[used++] = point.net(team);
            }
        }
        return SignFlip.pValue(Arrays.copyOf(nets, used));
    }
}
