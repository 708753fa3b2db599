package io.tallyhouse.orchestration;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The span of time that a run covers; UTC, whole seconds, the end belongs to the next interval.
 *
 * @param start the run's logical date
 * @param end the run's as-of time
 */
public record DataInterval(Instant start, Instant end) {
    public DataInterval {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("Invalid data interval: " + start + " is not before " + end);
        }
        if (!end.truncatedTo(ChronoUnit.SECONDS).equals(end)) {
            throw new IllegalArgumentException("Invalid data interval: " + end + " has a fraction of a second");
        }
    }
}
