package io.tallyhouse.sample.world;

import io.tallyhouse.sample.world.OfficeCalendar.Span;
import java.util.List;

/**
 * An SLA clock. Times are seconds since 1970 UTC; {@link Team#NEVER} is a time that never comes.
 *
 * @param sysId internal id
 * @param repairedId internal id after a repair
 * @param ticket its ticket
 * @param definition what was promised
 * @param calendar when it runs
 * @param startedAt its start
 * @param attachedAt when its record was made, which may be later
 * @param stoppedAt when it stops; never for a cancelled one
 * @param cancelledAt when a change of priority cancels it
 * @param repairedAt when a repair made its record anew
 * @param pauses disjoint ordered pauses from its start to its stop
 * @param sourceErrs whether the source's own verdict is wrong
 */
public record Clock(
        String sysId,
        String repairedId,
        Ticket ticket,
        SlaDefinition definition,
        OfficeCalendar calendar,
        long startedAt,
        long attachedAt,
        long stoppedAt,
        long cancelledAt,
        long repairedAt,
        List<Span> pauses,
        boolean sourceErrs) {

    /** How a clock stands. */
    public enum Outcome {
        /** Stopped before its target. */
        MET,
        /** Reached its target, whether or not it has stopped since. */
        BREACHED,
        /** Neither stopped nor at its target. */
        OPEN,
        /** Cancelled. */
        CANCELLED
    }

    /** When it stops running, be it by stopping or by being cancelled. */
    public long endsAt() {
        return Math.min(stoppedAt, cancelledAt);
    }

    /** The pauses as known at a time: one that has not ended yet is open. */
    public List<Span> pausesAt(long asOf) {
        return pauses.stream()
                .filter(p -> p.from() < asOf)
                .map(p -> p.to() >= asOf ? new Span(p.from(), Span.OPEN_END) : p)
                .toList();
    }

    /** When it reaches or would have reached its target, as known at a time; never while it stands still before that. */
    public long dueAt(long asOf) {
        return calendar.due(startedAt, definition.seconds(), pausesAt(asOf));
    }

    /** How it stands at a time; one that stops in the very second of its target has met it. */
    public Outcome outcome(long asOf) {
        if (cancelledAt < asOf) {
            return Outcome.CANCELLED;
        }
        long due = dueAt(asOf);
        if (stoppedAt < asOf) {
            return stoppedAt <= due ? Outcome.MET : Outcome.BREACHED;
        }
        return due <= asOf ? Outcome.BREACHED : Outcome.OPEN;
    }
}
