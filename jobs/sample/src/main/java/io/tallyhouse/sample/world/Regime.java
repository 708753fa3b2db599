package io.tallyhouse.sample.world;

/**
 * How work goes: chances per ticket and factors on time.
 *
 * @param misrouted first assigned to a wrong team
 * @param handedOver handed to another team and back while being worked on
 * @param triagedAgain triaged a second time
 * @param reopened reopened after its resolution
 * @param waits waits for somebody
 * @param deviates departs from the procedure on purpose of the simulation
 * @param touch factor on working seconds
 * @param delay factor on the time between touches
 */
public record Regime(
        double misrouted,
        double handedOver,
        double triagedAgain,
        double reopened,
        double waits,
        double deviates,
        double touch,
        double delay) {
    private static final Regime BEFORE = new Regime(0.43, 0.37, 0.172, 0.095, 0.34, 0.05, 1.0, 1.0);
    private static final Regime AFTER = new Regime(0.100, 0.065, 0.015, 0.013, 0.28, 0.010, 0.88, 0.82);

    /** The way of working under a strength of the tools: 0 is before go-live, 1 the full effect. */
    static Regime at(double strength) {
        return new Regime(
                between(BEFORE.misrouted, AFTER.misrouted, strength),
                between(BEFORE.handedOver, AFTER.handedOver, strength),
                between(BEFORE.triagedAgain, AFTER.triagedAgain, strength),
                between(BEFORE.reopened, AFTER.reopened, strength),
                between(BEFORE.waits, AFTER.waits, strength),
                between(BEFORE.deviates, AFTER.deviates, strength),
                between(BEFORE.touch, AFTER.touch, strength),
                between(BEFORE.delay, AFTER.delay, strength));
    }

    private static double between(double before, double after, double strength) {
        return Math.max(0, before + strength * (after - before));
    }
}
