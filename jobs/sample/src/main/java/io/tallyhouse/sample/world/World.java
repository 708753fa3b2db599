package io.tallyhouse.sample.world;

import io.tallyhouse.sample.SampleOptions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Everything that happened in the sample organisation, also what its systems have not delivered when the data end.
 *
 * @param options what it was made from
 * @param organisation teams, people, training, calendars
 * @param tickets tickets in order of opening
 * @param clocks SLA clocks in order of their tickets
 * @param prompts requests to AI tools in order of time
 * @param exceptions exceptions in order of opening
 * @param breachedTickets numbers of tickets whose resolution came too late by their last target
 */
public record World(
        SampleOptions options,
        Organisation organisation,
        List<Ticket> tickets,
        List<Clock> clocks,
        List<Prompt> prompts,
        List<ExceptionItem> exceptions,
        Set<String> breachedTickets) {
    /** Plays the world of the options. */
    public static World simulate(SampleOptions options) {
        Organisation organisation = OrganisationFactory.create(options);
        List<Ticket> tickets = new TicketFactory(organisation).create();
        List<Clock> clocks = new ClockFactory(organisation).create(tickets);
        List<Prompt> prompts = new PromptFactory(organisation).create(tickets);
        List<ExceptionItem> exceptions = new ExceptionFactory(organisation).create(prompts);
        Set<String> breached = new HashSet<>();
        for (Clock clock : clocks) {
            if (clock.definition().kind().equals(SlaDefinition.RESOLUTION)
                    && clock.outcome(Team.NEVER) == Clock.Outcome.BREACHED) {
                breached.add(clock.ticket().plan().number());
            }
        }
        return new World(options, organisation, tickets, clocks, prompts, exceptions, breached);
    }

    /** The source's verdict when a ticket is closed: whether its last resolution target was missed. */
    public boolean breachesAtClosure(Ticket ticket) {
        return breachedTickets.contains(ticket.plan().number());
    }

    /** The tickets resolved before the data end, in order of opening, as units of hours returned. */
    public List<SimulatedTicket> resolvedTickets() {
        long end = options.endSecond();
        return tickets.stream()
                .filter(t -> t.firstResolvedAt() < end)
                .map(t -> SimulatedTicket.of(t, end))
                .toList();
    }
}
