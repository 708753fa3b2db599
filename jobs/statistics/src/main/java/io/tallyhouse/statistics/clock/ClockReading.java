package io.tallyhouse.statistics.clock;

import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One clock as of an instant.
 *
 * @param outcome how it stands
 * @param targetAt when the target is used up, UTC; for a clock paused at {@code as_of} as if it went on then; null when that
 *     lies beyond {@link SlaClock#HORIZON}
 * @param elapsedBusinessSeconds business seconds outside pauses from start to stop, cancellation or {@code as_of}
 * @param stoppedAt null when it had not stopped by {@code as_of}, or was cancelled first
 * @param breachedAt the instant the target was passed, kept for a clock that was cancelled afterwards; null if it was not
 * @param pausedSeconds real seconds (not business seconds) paused in the same stretch, overlaps once
 */
public record ClockReading(
        ClockOutcome outcome,
        @Nullable Instant targetAt,
        long elapsedBusinessSeconds,
        @Nullable Instant stoppedAt,
        @Nullable Instant breachedAt,
        long pausedSeconds)
        implements Serializable {}
