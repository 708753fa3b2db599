package io.tallyhouse.sample.world;

import io.tallyhouse.sample.world.OfficeCalendar.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Attaches response and resolution clocks to tickets; a change of priority cancels the running ones and attaches others. */
final class ClockFactory {
    private static final long HOUR = 3_600;

    private final Organisation organisation;

    ClockFactory(Organisation organisation) {
        this.organisation = organisation;
    }

    List<Clock> create(List<Ticket> tickets) {
        List<Clock> clocks = new ArrayList<>(tickets.size() * 2);
        long end = organisation.options().endSecond();
        for (Ticket ticket : tickets) {
            // No system delivers a clock of a ticket that it has not delivered.
            if (ticket.eventsBefore(end).isEmpty()) {
                continue;
            }
            addTo(clocks, ticket, SlaDefinition.RESPONSE, firstResponse(ticket));
            addTo(clocks, ticket, SlaDefinition.RESOLUTION, ticket.firstResolvedAt());
        }
        return clocks;
    }

    private static long firstResponse(Ticket ticket) {
        for (TicketEvent event : ticket.events()) {
            if (event.state() == State.ACTIVE || event.state().done()) {
                return event.at();
            }
        }
        throw new IllegalStateException("A simulated ticket must end done");
    }

    private void addTo(List<Clock> clocks, Ticket ticket, String kind, long stop) {
        Draw draw = Draw.of(organisation.seed(), "clock-" + kind, ticket.plan().key());
        long opened = ticket.plan().opened();
        int priority = ticket.plan().priority();
        @Nullable TicketEvent change = change(ticket, stop);
        long attached = draw.chance(0.02) ? opened + draw.between(HOUR / 2, 5 * HOUR) : opened + 2;
        long attachedInTime = Math.min(attached, change == null ? stop - 1 : change.at() - 1);
        SlaDefinition definition = SlaDefinition.of(kind, priority);
        if (change == null) {
            clocks.add(clock(draw, ticket, definition, opened, attachedInTime, stop, Team.NEVER));
            return;
        }
        boolean retroactive = draw.chance(0.5);
        clocks.add(clock(draw, ticket, definition, opened, attachedInTime, Team.NEVER, change.at()));
        SlaDefinition next = SlaDefinition.of(kind, change.priority());
        long start = retroactive ? opened : change.at();
        clocks.add(clock(draw, ticket, next, start, change.at() + 1, stop, Team.NEVER));
    }

    private static @Nullable TicketEvent change(Ticket ticket, long stop) {
        for (TicketEvent event : ticket.events()) {
            if (event.priority() != ticket.plan().priority()) {
                return event.at() < stop ? event : null;
            }
        }
        return null;
    }

    private Clock clock(
            Draw draw, Ticket ticket, SlaDefinition definition, long start, long attached, long stop, long cancel) {
        long repaired = attached + draw.between(20 * HOUR, 80 * HOUR);
        boolean repairs =
                draw.chance(0.015) && repaired < organisation.options().endSecond();
        long end = Math.min(stop, cancel);
        return new Clock(
                draw.hex32(),
                draw.hex32(),
                ticket,
                definition,
                definition.aroundTheClock()
                        ? organisation.always()
                        : organisation.calendar(ticket.plan().team().region()),
                start,
                attached,
                stop,
                cancel,
                repairs ? repaired : Team.NEVER,
                definition.pauses() ? pauses(ticket, start, end) : List.of(),
                draw.chance(0.008));
    }

    private static List<Span> pauses(Ticket ticket, long start, long end) {
        List<Span> pauses = new ArrayList<>();
        long waitingSince = Team.NEVER;
        for (TicketEvent event : ticket.events()) {
            if (event.at() > end) {
                break;
            }
            if (event.state().waiting() && waitingSince == Team.NEVER) {
                waitingSince = Math.max(start, event.at());
            } else if (!event.state().waiting() && waitingSince != Team.NEVER) {
                if (event.at() > start) {
                    pauses.add(new Span(waitingSince, event.at()));
                }
                waitingSince = Team.NEVER;
            }
        }
        return pauses;
    }
}
