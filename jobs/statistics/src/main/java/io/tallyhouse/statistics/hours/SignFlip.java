package io.tallyhouse.statistics.hours;

/**
 * A permutation p-value for few teams: if nothing was returned, each team's net would be as likely below as above zero. Over all
 * 2^G ways to flip the signs, the share whose sum is at least as far from zero as the one seen (the seen one included).
 */
final class SignFlip {
    private static final double ROUNDING = 1e-9;

    private SignFlip() {}

    /** @param nets one value per team, at most 20 teams */
    static double pValue(double[] nets) {
        double seen = 0;
        for (double net : nets) {
            seen += net;
        }
        double limit = Math.abs(seen) * (1 - ROUNDING);
        int ways = 1 << nets.length;
        int atLeast = 0;
        for (int flips = 0; flips < ways; flips++) {
            double sum = 0;
            for (int team = 0; team < nets.length; team++) {
                sum += (flips >> team & 1) == 0 ? nets[team] : -nets[team];
            }
            atLeast += Math.abs(sum) >= limit ? 1 : 0;
        }
        return (double) atLeast / ways;
    }
}
