package io.tallyhouse.sample;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * What decides every byte of a sample organisation.
 *
 * @param seed seed of all draws
 * @param scale size, 1 being 2,300 employees; above 0 and at most 4
 * @param weeks number of weeks delivered, 1 to 104
 * @param confounders whether misleading parts are in it
 * @param start first day, a Monday; weeks run from Monday 00:00 UTC
 */
public record SampleOptions(long seed, double scale, int weeks, Confounders confounders, LocalDate start) {
    /** Seconds of a day in UTC. */
    public static final long DAY = 86_400;

    /** Seconds of a week in UTC. */
    public static final long WEEK = 7 * DAY;

    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 5);

    /** Checks each part. */
    public SampleOptions {
        if (!(scale > 0 && scale <= 4)) {
            throw new IllegalArgumentException(
                    "Invalid scale " + scale + ": must be above 0 and at most 4, for example 0.1");
        }
        if (weeks < 1 || weeks > 104) {
            throw new IllegalArgumentException(
                    "Invalid number of weeks " + weeks + ": must be 1 to 104, for example 26");
        }
        if (start.getDayOfWeek() != DayOfWeek.MONDAY) {
            throw new IllegalArgumentException(
                    "Invalid start " + start + ": must be a Monday, for example " + FIRST_DAY);
        }
    }

    /** The demonstration: scale 0.1, 26 weeks from 2026-01-05, all confounders. */
    public static SampleOptions demo(long seed) {
        return new SampleOptions(seed, 0.1, 26, Confounders.ALL, FIRST_DAY);
    }

    /** The same with another size. */
    public SampleOptions withScale(double newScale) {
        return new SampleOptions(seed, newScale, weeks, confounders, start);
    }

    /** The same with another number of weeks. */
    public SampleOptions withWeeks(int newWeeks) {
        return new SampleOptions(seed, scale, newWeeks, confounders, start);
    }

    /** The same with or without confounders. */
    public SampleOptions withConfounders(Confounders choice) {
        return new SampleOptions(seed, scale, weeks, choice, start);
    }

    /** First second, in seconds since 1970 UTC. */
    public long startSecond() {
        return start.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    }

    /** End of the data, which is the truth's {@code as_of}, in seconds since 1970 UTC; no event lies at or after it. */
    public long endSecond() {
        return startSecond() + weeks * WEEK;
    }

    /** The day of a time, counted from the first day; negative before it. */
    public int dayOf(long second) {
        return (int) Math.floorDiv(second - startSecond(), DAY);
    }

    /** Whether the misleading parts are in it. */
    public boolean confounded() {
        return confounders == Confounders.ALL;
    }
}
