package io.tallyhouse.sample.world;

/**
 * A manager's decision on a yellow-zone answer. Times are seconds since 1970 UTC.
 *
 * @param id id of the approval
 * @param subjectId id of the prompt
 * @param requester who asked
 * @param approver who decided
 * @param requestedAt when it was asked
 * @param decidedAt when it was decided
 * @param approved whether it was approved
 * @param team whose time the review took
 * @param reviewSeconds seconds of review booked outside the ticket
 */
public record Approval(
        String id,
        String subjectId,
        Person requester,
        Person approver,
        long requestedAt,
        long decidedAt,
        boolean approved,
        Team team,
        long reviewSeconds) {}
