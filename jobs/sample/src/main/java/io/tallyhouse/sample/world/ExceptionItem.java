package io.tallyhouse.sample.world;

import org.jspecify.annotations.Nullable;

/**
 * An exception of a queue or a policy, or a flagged answer. Times are seconds since 1970 UTC.
 *
 * @param id id of the exception
 * @param kind {@code queue}, {@code policy} or {@code flagged}
 * @param team team that owns it
 * @param ticketNumber ticket it belongs to; null for none
 * @param promptId prompt it was flagged on; null for none
 * @param openedAt when it was opened
 * @param clearedAt when it was cleared; {@link Team#NEVER} for never
 * @param owner who has to clear it
 */
public record ExceptionItem(
        String id,
        String kind,
        Team team,
        @Nullable String ticketNumber,
        @Nullable String promptId,
        long openedAt,
        long clearedAt,
        Person owner) {}
