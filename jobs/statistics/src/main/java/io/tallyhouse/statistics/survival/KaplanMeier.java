package io.tallyhouse.statistics.survival;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;

/**
 * The product-limit estimate of survival of Kaplan and Meier (1958): {@code S(t) = Π (1 − d/n)} over the times up to and
 * including {@code t}, with {@code d} events among the {@code n} still watched.
 *
 * <p>Right-continuous: at the time of an event the curve has already fallen. Subjects censored at the time of an event count as
 * watched at it. After the last time the curve stays where it is.
 */
public final class KaplanMeier {
    private final long[] times;
    /** Survival from {@code times[i]} on. */
    private final double[] survival;
    /** Events at or before {@code times[i]}. */
    private final int[] stopsUpTo;

    private KaplanMeier(long[] times, double[] survival, int[] stopsUpTo) {
        this.times = times;
        this.survival = survival;
        this.stopsUpTo = stopsUpTo;
    }

    /** @param lifetimes in any order; none at all gives a curve that stays at 1 */
    public static KaplanMeier of(Collection<Lifetime> lifetimes) {
        Lifetime[] ordered = lifetimes.toArray(new Lifetime[0]);
        Arrays.sort(ordered, Comparator.comparingLong(Lifetime::seconds));
        long[] times = new long[ordered.length];
        double[] survival = new double[ordered.length];
        int[] stopsUpTo = new int[ordered.length];
        int steps = 0;
        int stops = 0;
        double alive = 1;
        for (int first = 0, after; first < ordered.length; first = after) {
            int events = 0;
            for (after = first;
                    after < ordered.length && ordered[after].seconds() == ordered[first].seconds();
                    after++) {
                events += ordered[after].stopped() ? 1 : 0;
            }
            if (events > 0) {
                int watched = ordered.length - first;
                alive = alive * (watched - events) / watched;
                stops += events;
                times[steps] = ordered[first].seconds();
                survival[steps] = alive;
                stopsUpTo[steps++] = stops;
            }
        }
        return new KaplanMeier(
                Arrays.copyOf(times, steps), Arrays.copyOf(survival, steps), Arrays.copyOf(stopsUpTo, steps));
    }

    /** Share of subjects whose event comes after {@code seconds}: from 1 down to 0. */
    public double survivalAt(long seconds) {
        int step = lastStepUpTo(seconds);
        return step < 0 ? 1 : survival[step];
    }

    /** Number of events strictly after {@code seconds}. */
    public int stopsAfter(long seconds) {
        int all = stopsUpTo.length == 0 ? 0 : stopsUpTo[stopsUpTo.length - 1];
        int step = lastStepUpTo(seconds);
        return step < 0 ? all : all - stopsUpTo[step];
    }

    private int lastStepUpTo(long seconds) {
        int at = Arrays.binarySearch(times, seconds);
        return at >= 0 ? at : -at - 2;
    }
}
