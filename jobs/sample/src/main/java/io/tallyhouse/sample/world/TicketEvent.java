package io.tallyhouse.sample.world;

import org.jspecify.annotations.Nullable;

/**
 * An update of a ticket.
 *
 * @param at when it was made, in seconds since 1970 UTC
 * @param state state after it
 * @param team team in charge after it; null where the source left it empty
 * @param personId who made it
 * @param touchSeconds seconds somebody worked for it
 * @param priority priority after it
 */
public record TicketEvent(
        long at, State state, @Nullable Team team, String personId, long touchSeconds, int priority) {}
