package io.tallyhouse.stages.land;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a delivery stands.
 *
 * @param delivery the file
 * @param status see {@link Status}
 * @param counts what was in it; null until ingested
 * @param message why it was refused or withdrawn; null otherwise
 * @param reading {@link io.tallyhouse.catalogue.contract.DatasetContract#reading} under which it was read; null while it is not
 */
public record DeliveryState(
        Delivery delivery,
        Status status,
        @Nullable Counts counts,
        @Nullable String message,
        @Nullable String reading) {

    /** Where a delivery stands. */
    public enum Status {
        /** registered, not yet read */
        PENDING,
        /** read, counted, in bronze */
        INGESTED,
        /** nothing of it was accepted */
        REFUSED,
        /** taken back by a person */
        WITHDRAWN
    }

    /**
     * What was in a delivery: {@code seen = accepted + duplicates + superseded + quarantined}.
     *
     * @param seen records in the file
     * @param accepted records new to the warehouse
     * @param duplicates records equal to an earlier one in every column, on parsed values
     * @param superseded records of a key for which a higher version was there already
     * @param quarantined records rejected
     * @param newestAt newest time of an accepted record; null where the dataset has none
     * @param notes what else the parser counted, such as {@code inversions}; no entry means none
     */
    public record Counts(
            long seen,
            long accepted,
            long duplicates,
            long superseded,
            long quarantined,
            @Nullable Instant newestAt,
            Map<String, Long> notes) {
        public Counts {
            if (seen != accepted + duplicates + superseded + quarantined) {
                throw new IllegalStateException("Records lost: seen " + seen + ", accepted " + accepted
                        + ", duplicates " + duplicates + ", superseded " + superseded + ", quarantined "
                        + quarantined);
            }
        }

        static Counts of(JsonNode node) {
            return new Counts(
                    node.path("seen").asLong(),
                    node.path("accepted").asLong(),
                    node.path("duplicates").asLong(),
                    node.path("superseded").asLong(),
                    node.path("quarantined").asLong(),
                    node.hasNonNull("newest_at")
                            ? Instant.parse(node.get("newest_at").asText())
                            : null,
                    notes(node.path("notes")));
        }

        private static Map<String, Long> notes(JsonNode node) {
            Map<String, Long> notes = new TreeMap<>();
            node.properties().forEach(n -> notes.put(n.getKey(), n.getValue().asLong()));
            return notes;
        }
    }

    /** Whether bronze has rows of it. */
    public boolean hasRows() {
        return counts != null && counts.accepted() + counts.superseded() > 0;
    }
}
