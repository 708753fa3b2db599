package io.tallyhouse.mining.trace;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What conformance judges as one step.
 *
 * @param activity as the model calls it
 * @param at which places it in a period, or null in a log without times: of a run of equal events the first, of a pair the
 *     completion
 * @param startedAt of a pair that has a start, else null
 * @param firstEvent index of its first event in the case
 * @param lastEvent index of its last event in the case
 */
public record Step(
        String activity, @Nullable Instant at, @Nullable Instant startedAt, int firstEvent, int lastEvent) {}
