package io.tallyhouse.statistics.hours;

/**
 * The whole calculation for one weighting of the teams: merge strata, take baseline means, standardise, net, cap, sum.
 *
 * <p>Sums are exact in {@code long}; doubles appear in the one quotient per team and stratum and in the sums of these, taken in
 * a fixed order. A workspace: {@link #run} overwrites it.
 */
final class Standardisation {
    private final HoursGrid grid;
    private final StratumPlan plan;
    private final long[] baseTickets;
    private final long[] baseSeconds;
    private final double[] mean;
    private final double[] teamStandardised;
    private double standardised;
    private double net;
    private long covered;
    private long units;

    Standardisation(HoursGrid grid) {
        this.grid = grid;
        int strata = grid.strata.size();
        plan = new StratumPlan(grid.strata);
        baseTickets = new long[strata];
        baseSeconds = new long[strata];
        mean = new double[strata];
        teamStandardised = new double[grid.teams.size()];
    }

    /** @param weights how often each team counts */
    void run(int[] weights) {
        grid.columnSums(grid.baseTickets, weights, baseTickets);
        grid.columnSums(grid.baseSeconds, weights, baseSeconds);
        plan.derive(baseTickets, baseSeconds);
        for (int stratum = 0; stratum < mean.length; stratum++) {
            mean[stratum] = plan.level(stratum).covered() ? plan.mean(stratum) : Double.NaN;
        }
        standardised = 0;
        net = 0;
        covered = 0;
        units = 0;
        for (int team = 0; team < weights.length; team++) {
            teamStandardised[team] = 0;
            if (weights[team] > 0) {
                addTeam(team, weights[team]);
            }
        }
    }

    private void addTeam(int team, int weight) {
        int row = team * mean.length;
        double saved = 0;
        for (int stratum = 0; stratum < mean.length; stratum++) {
            int at = row + stratum;
            units += weight * (grid.tickets[at] + grid.unmeasured[at]);
            if (grid.tickets[at] > 0 && !Double.isNaN(mean[stratum])) {
                saved += grid.tickets[at] * mean[stratum] - grid.seconds[at];
                covered += weight * grid.tickets[at];
            }
        }
        teamStandardised[team] = saved;
        standardised += weight * saved;
        net += weight * net(team);
    }

    /** Net of overhead and at most the time paid for. */
    double net(int team) {
        return Math.min(teamStandardised[team] - grid.overheadSeconds[team], grid.paidSeconds[team]);
    }

    double teamStandardised(int team) {
        return teamStandardised[team];
    }

    StratumPlan plan() {
        return plan;
    }

    double standardised() {
        return standardised;
    }

    double net() {
        return net;
    }

    /** Measured tickets of the period with a baseline mean. */
    long covered() {
        return covered;
    }

    /** All tickets of the period, unmeasured ones too. */
    long units() {
        return units;
    }

    /** Whether at least 80 % of the period's tickets are measured and have a baseline mean; true for no tickets at all. */
    boolean estimable() {
        return covered * 100 >= units * HoursReturned.MINIMUM_COVERED_PERCENT;
    }
}
