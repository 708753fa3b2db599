package io.tallyhouse.sample.world;

import java.util.List;

/**
 * A ticket as it went, and what it would have taken without the tools.
 *
 * @param plan what was fixed at its opening
 * @param sysId internal id
 * @param events all its events in order of time, also those after the end of the data
 * @param deviation the deviation put into it
 * @param live whether its team was truly live when it was opened
 * @param uses whether its resolver set out to use the tools on it
 * @param counterfactualSeconds its handling seconds up to first resolution + 28 days had its team not been live
 */
public record Ticket(
        TicketPlan plan,
        String sysId,
        List<TicketEvent> events,
        Deviation deviation,
        boolean live,
        boolean uses,
        long counterfactualSeconds) {
    /** How long after the first resolution handling still counts for hours. */
    public static final long SETTLES = 28 * 86_400L;

    /** First event that leaves it done, in seconds since 1970 UTC. */
    public long firstResolvedAt() {
        return firstResolvedAt(events);
    }

    /** Handling seconds up to first resolution + 28 days of events before the given end. */
    public long handlingSeconds(long end) {
        return handlingSeconds(events, end);
    }

    static long handlingSeconds(List<TicketEvent> events, long end) {
        long limit = firstResolvedAt(events) + SETTLES;
        long sum = 0;
        for (TicketEvent event : events) {
            if (event.at() <= limit && event.at() < end) {
                sum += event.touchSeconds();
            }
        }
        return sum;
    }

    private static long firstResolvedAt(List<TicketEvent> events) {
        for (TicketEvent event : events) {
            if (event.state().done()) {
                return event.at();
            }
        }
        throw new IllegalStateException("A simulated ticket must end done");
    }

    /** The events before the given end. */
    public List<TicketEvent> eventsBefore(long end) {
        int size = events.size();
        while (size > 0 && events.get(size - 1).at() >= end) {
            size--;
        }
        return events.subList(0, size);
    }
}
