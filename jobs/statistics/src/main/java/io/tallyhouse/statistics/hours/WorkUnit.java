package io.tallyhouse.statistics.hours;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A ticket of an eligible workflow that was first resolved in the window in question.
 *
 * @param ticketKey the ticket
 * @param team the team at its first resolution: the cluster of the bootstrap
 * @param stratum workflow, priority and channel at opening
 * @param seconds handling seconds up to first resolution + 28 days; null when nothing was measured
 */
public record WorkUnit(
        String ticketKey,
        String team,
        StratumKey stratum,
        @Nullable Long seconds) implements Serializable {}
