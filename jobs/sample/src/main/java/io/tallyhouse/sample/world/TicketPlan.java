package io.tallyhouse.sample.world;

/**
 * What is fixed about a ticket before anybody touches it.
 *
 * @param number number that people see
 * @param serial position among all tickets by opening
 * @param key key of its random streams
 * @param team the team that will resolve it
 * @param priority priority at opening, 1 to 5
 * @param channel channel it comes by
 * @param opened when it is opened, in seconds since 1970 UTC
 * @param effort expected effort relative to the workflow's average, difficulty and team included
 * @param resolver who will resolve it
 */
public record TicketPlan(
        String number,
        int serial,
        long key,
        Team team,
        int priority,
        String channel,
        long opened,
        double effort,
        Person resolver) {}
