package io.tallyhouse.statistics.clock;

import io.tallyhouse.statistics.calendar.TimeSpan;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a source says about one SLA clock, without its verdict. Instants are UTC; fractions of a second are cut off.
 *
 * @param startedAt start of the clock, also when it lies before the clock was attached
 * @param targetSeconds business seconds allowed, not negative
 * @param pauses stretches in which the clock stands still, in any order; may overlap
 * @param stoppedAt null while it runs
 * @param cancelledAt null when it was not cancelled
 */
public record ClockFacts(
        Instant startedAt,
        long targetSeconds,
        List<TimeSpan> pauses,
        @Nullable Instant stoppedAt,
        @Nullable Instant cancelledAt)
        implements Serializable {

    /** @throws IllegalArgumentException when the target is negative or the clock ends before it starts */
    public ClockFacts {
        if (targetSeconds < 0) {
            throw new IllegalArgumentException("Invalid clock: target of " + targetSeconds + " s, expected 0 or more");
        }
        requireNotBefore(startedAt, stoppedAt, "stopped");
        requireNotBefore(startedAt, cancelledAt, "cancelled");
        pauses = List.copyOf(pauses);
    }

    private static void requireNotBefore(Instant start, @Nullable Instant end, String what) {
        if (end != null && end.isBefore(start)) {
            throw new IllegalArgumentException(
                    "Invalid clock: " + what + " at " + end + " before it started at " + start);
        }
    }
}
