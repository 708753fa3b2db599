package io.tallyhouse.statistics.clock;

import java.io.Serializable;
import java.time.Instant;

/**
 * One row of a source that attaches SLA clocks to tickets.
 *
 * @param rowId the source's id of the row; changes when the row is repaired
 * @param ticketKey the ticket
 * @param slaName the agreement, whose target the clock has
 * @param createdAt when the row came into being, UTC; may lie after the clock's start
 * @param updatedAt when the row was last written, UTC: the first part of its version
 * @param updates how often the row was written: the second part
 * @param contentHash decides between rows of one version, so that the choice never depends on arrival
 * @param facts start, target, pauses and end
 */
public record Attachment(
        String rowId,
        String ticketKey,
        String slaName,
        Instant createdAt,
        Instant updatedAt,
        long updates,
        String contentHash,
        ClockFacts facts)
        implements Serializable {}
