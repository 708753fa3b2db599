package io.tallyhouse.sample.truth;

import static io.tallyhouse.sample.truth.Tally.NUMERATOR;

import io.tallyhouse.sample.world.Clock;
import io.tallyhouse.sample.world.State;
import io.tallyhouse.sample.world.Ticket;
import io.tallyhouse.sample.world.TicketEvent;
import io.tallyhouse.sample.world.Workflow;
import io.tallyhouse.sample.world.World;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Counts clocks by the week in which they fell due, by kind, and the source's own verdicts. */
final class SlaTruth {
    private final Tally tally;
    private final long end;
    /** When the first clock of a ticket that breached fell due. */
    private final Map<Ticket, Long> breachedTickets = new HashMap<>();

    SlaTruth(Tally tally, long end) {
        this.tally = tally;
        this.end = end;
    }

    void count(World world) {
        for (Clock clock : world.clocks()) {
            if (clock.attachedAt() < end) {
                count(clock);
            }
        }
        breachedTickets.forEach((ticket, due) ->
                tally.add("tickets_breached", ticket.plan().team().workflow(), due, NUMERATOR, 1));
        for (Ticket ticket : world.tickets()) {
            verdict(world, ticket);
        }
    }

    private void count(Clock clock) {
        Workflow workflow = clock.ticket().plan().team().workflow();
        String kind = clock.definition().kind();
        Clock.Outcome outcome = clock.outcome(end);
        String counted = "sla_clocks_" + kind;
        tally.add(counted, workflow, clock.startedAt(), outcome.name().toLowerCase(Locale.ROOT), 1);
        if (clock.endsAt() < end && clock.sourceErrs()) {
            tally.add(counted, workflow, clock.startedAt(), "source_differs", 1);
        }
        long due = clock.dueAt(end);
        if (outcome == Clock.Outcome.CANCELLED || due > end) {
            return;
        }
        boolean breached = outcome == Clock.Outcome.BREACHED;
        tally.ratio("sla_breach_rate_" + kind, workflow, due, breached);
        if (breached) {
            breachedTickets.merge(clock.ticket(), due, Math::min);
        }
    }

    private void verdict(World world, Ticket ticket) {
        for (TicketEvent event : ticket.eventsBefore(end)) {
            if (event.state() == State.CLOSED) {
                tally.ratio(
                        "sla_breach_rate_source",
                        ticket.plan().team().workflow(),
                        event.at(),
                        world.breachesAtClosure(ticket));
                return;
            }
        }
    }
}
