package io.tallyhouse.mining.trace;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of steps look at in an event. Events are given in the order of the case (time, then sequence).
 *
 * @param activity its name; for a classifier the joined values
 * @param transition of the life cycle, or null
 * @param instance which execution of the activity, or null
 * @param at when, or null in a log without times
 */
public record CaseEvent(
        String activity,
        @Nullable String transition,
        @Nullable String instance,
        @Nullable Instant at) {}
