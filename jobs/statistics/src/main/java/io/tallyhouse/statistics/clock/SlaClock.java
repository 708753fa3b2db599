package io.tallyhouse.statistics.clock;

import io.tallyhouse.statistics.calendar.BusinessCalendar;
import io.tallyhouse.statistics.calendar.TimeSpan;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes SLA clocks from their facts.
 *
 * <p>Rules:
 *
 * <ul>
 *   <li>Nothing after {@code as_of} has an influence: a later stop or cancellation has not happened, a pause ends at {@code
 *       as_of} at the latest.
 *   <li>Whichever of stop and cancellation came first counts; at the same second it is the stop.
 *   <li>A clock stopped at the very second of its target met it. A clock still running at that second has breached it: all
 *       that happened up to {@code as_of} is known, so it did not stop in time.
 *   <li>A clock whose target is used up at closing time breaches then, although no business second passes before a stop on the
 *       next morning.
 * </ul>
 */
public final class SlaClock {
    /** How far after the start a target is looked for, in real time. */
    public static final Duration HORIZON = Duration.ofDays(3660);

    private SlaClock() {}

    /**
     * @param asOf last instant whose facts are known
     * @return empty when the clock starts after {@code asOf}
     */
    public static Optional<ClockReading> read(ClockFacts facts, BusinessCalendar calendar, Instant asOf) {
        Instant now = asOf.truncatedTo(ChronoUnit.SECONDS);
        Instant start = facts.startedAt().truncatedTo(ChronoUnit.SECONDS);
        if (start.isAfter(now)) {
            return Optional.empty();
        }
        Instant stop = upTo(facts.stoppedAt(), now);
        Instant cancel = upTo(facts.cancelledAt(), now);
        if (stop != null && cancel != null) {
            boolean stoppedFirst = !cancel.isBefore(stop);
            stop = stoppedFirst ? stop : null;
            cancel = stoppedFirst ? null : cancel;
        }
        Instant end = stop != null ? stop : cancel != null ? cancel : now;
        List<TimeSpan> pauses = before(end, facts.pauses());
        Instant due = calendar.dueAt(start, facts.targetSeconds(), pauses, HORIZON);
        boolean late = due != null && (stop != null ? due.isBefore(end) : !due.isAfter(end));
        return Optional.of(new ClockReading(
                outcome(stop, cancel, late),
                due,
                calendar.businessSeconds(start, end, pauses),
                stop,
                late ? due : null,
                TimeSpan.secondsCovered(pauses, start, end)));
    }

    private static ClockOutcome outcome(@Nullable Instant stop, @Nullable Instant cancel, boolean late) {
        if (cancel != null) {
            return ClockOutcome.CANCELLED;
        }
        if (late) {
            return ClockOutcome.BREACHED;
        }
        return stop != null ? ClockOutcome.MET : ClockOutcome.OPEN;
    }

    private static @Nullable Instant upTo(@Nullable Instant at, Instant limit) {
        return at == null || at.isAfter(limit) ? null : at.truncatedTo(ChronoUnit.SECONDS);
    }

    private static List<TimeSpan> before(Instant end, List<TimeSpan> pauses) {
        List<TimeSpan> known = new ArrayList<>();
        for (TimeSpan pause : pauses) {
            if (pause.from().isBefore(end)) {
                known.add(pause.to().isAfter(end) ? new TimeSpan(pause.from(), end) : pause);
            }
        }
        return known;
    }
}
