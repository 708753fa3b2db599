package io.tallyhouse.publish.kpi;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a sink shows of a group: a row of its {@code publication} table. Instants are UTC.
 *
 * @param name of the group
 * @param publicationId publication it shows; null when it was never published
 * @param runId run that computed it
 * @param asOf up to when events were counted
 * @param publishedAt when it was published
 * @param heldBack whether a gate keeps it at an earlier publication
 * @param heldBackSince since when
 * @param reason why
 */
public record GroupState(
        String name,
        @Nullable String publicationId,
        @Nullable String runId,
        @Nullable Instant asOf,
        @Nullable Instant publishedAt,
        boolean heldBack,
        @Nullable Instant heldBackSince,
        @Nullable String reason) {
    /** The group that was published last: it tells run, as_of and publication of the sink as a whole. */
    public static Optional<GroupState> newest(List<GroupState> groups) {
        return groups.stream()
                .filter(g -> g.publishedAt() != null)
                .max(Comparator.comparing(GroupState::publishedAt, Comparator.nullsFirst(Comparator.naturalOrder())));
    }
}
