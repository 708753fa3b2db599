package io.tallyhouse.sample.world;

/**
 * A resolved ticket as a unit of hours returned, for statistics that want no files. Times are seconds since 1970 UTC.
 *
 * @param number number that people see
 * @param team team that resolved it
 * @param teamGoLive recorded go-live of that team; {@link Team#NEVER} for none
 * @param function function of the team
 * @param region region of the team
 * @param workflow workflow it belongs to
 * @param priority priority at opening
 * @param channel channel it came by
 * @param opened when it was opened
 * @param firstResolved when it was first resolved
 * @param handlingSeconds handling up to first resolution + 28 days, as known when the data end
 * @param settledHandlingSeconds the same once nothing is missing
 * @param effectSeconds what the tools truly saved on it, once nothing is missing; negative where they cost time
 */
public record SimulatedTicket(
        String number,
        String team,
        long teamGoLive,
        String function,
        String region,
        String workflow,
        int priority,
        String channel,
        long opened,
        long firstResolved,
        long handlingSeconds,
        long settledHandlingSeconds,
        long effectSeconds) {
    static SimulatedTicket of(Ticket ticket, long end) {
        TicketPlan plan = ticket.plan();
        Team team = plan.team();
        long settled = ticket.handlingSeconds(Long.MAX_VALUE);
        return new SimulatedTicket(
                plan.number(),
                team.id(),
                team.recordedGoLive(),
                team.workflow().function(),
                team.region().name(),
                team.workflow().id(),
                plan.priority(),
                plan.channel(),
                plan.opened(),
                ticket.firstResolvedAt(),
                ticket.handlingSeconds(end),
                settled,
                ticket.counterfactualSeconds() - settled);
    }

    /** Whether its team was live, by the records, when it was first resolved: then it is a unit of hours returned. */
    public boolean live() {
        return firstResolved >= teamGoLive;
    }
}
