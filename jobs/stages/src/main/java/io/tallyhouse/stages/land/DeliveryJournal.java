package io.tallyhouse.stages.land;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyhouse.lake.journal.Journal;
import io.tallyhouse.stages.land.DeliveryState.Counts;
import io.tallyhouse.stages.land.DeliveryState.Status;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What arrived and what became of it: a journal of entries with {@code event} registered, ingested, refused, again or withdrawn. The
 * state of a delivery is that of its newest entry.
 */
public final class DeliveryJournal {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Journal journal;

    public DeliveryJournal(Path warehouse) {
        this.journal = new Journal(warehouse, "deliveries");
    }

    /** Every delivery by id, in order of registration. */
    public Map<String, DeliveryState> states() {
        Map<String, DeliveryState> states = new LinkedHashMap<>();
        journal.read().forEach(entry -> {
            String id = entry.path("id").asText();
            DeliveryState known = states.get(id);
            if (entry.path("event").asText().equals("registered")) {
                states.put(id, new DeliveryState(delivery(entry), Status.PENDING, null, null, null));
            } else if (known != null) {
                states.put(id, after(known, entry));
            }
        });
        return states;
    }

    private static DeliveryState after(DeliveryState known, JsonNode entry) {
        String reading = entry.path("reading").asText(null);
        return switch (entry.path("event").asText()) {
            case "ingested" -> new DeliveryState(known.delivery(), Status.INGESTED, Counts.of(entry), null, reading);
            case "refused" ->
                new DeliveryState(
                        known.delivery(),
                        Status.REFUSED,
                        null,
                        entry.path("message").asText(),
                        reading);
            case "withdrawn" ->
                new DeliveryState(
                        known.delivery(),
                        Status.WITHDRAWN,
                        known.counts(),
                        entry.path("message").asText(),
                        null);
            case "again" -> new DeliveryState(known.delivery(), Status.PENDING, null, null, null);
            default -> throw new IllegalStateException("Unknown journal event " + entry);
        };
    }

    private static Delivery delivery(JsonNode entry) {
        return new Delivery(
                entry.path("id").asText(),
                entry.path("dataset").asText(),
                entry.path("path").asText(),
                entry.path("bytes").asLong(),
                entry.path("modified_millis").asLong(),
                entry.path("sequence").asLong(),
                entry.hasNonNull("extracted_to")
                        ? Instant.parse(entry.get("extracted_to").asText())
                        : null,
                entry.hasNonNull("rows") ? entry.get("rows").asLong() : null);
    }

    /** Registers deliveries in one segment, or nothing when there are none. */
    public void register(String segment, Collection<Delivery> deliveries) {
        append(segment, deliveries.stream().map(DeliveryJournal::registered).toList());
    }

    private static ObjectNode registered(Delivery d) {
        ObjectNode node = JSON.createObjectNode()
                .put("event", "registered")
                .put("id", d.id())
                .put("dataset", d.dataset())
                .put("path", d.path())
                .put("bytes", d.bytes())
                .put("modified_millis", d.modifiedMillis())
                .put("sequence", d.sequence());
        if (d.extractedTo() != null) {
            node.put("extracted_to", d.extractedTo().toString());
        }
        if (d.rows() != null) {
            node.put("rows", d.rows());
        }
        return node;
    }

    /**
     * An entry that a delivery was read.
     *
     * @param reading under which contract
     */
    public static ObjectNode ingested(String id, Counts counts, String reading) {
        ObjectNode node = JSON.createObjectNode()
                .put("event", "ingested")
                .put("id", id)
                .put("reading", reading)
                .put("seen", counts.seen())
                .put("accepted", counts.accepted())
                .put("duplicates", counts.duplicates())
                .put("superseded", counts.superseded())
                .put("quarantined", counts.quarantined());
        if (counts.newestAt() != null) {
            node.put("newest_at", counts.newestAt().toString());
        }
        if (!counts.notes().isEmpty()) {
            counts.notes().forEach(node.putObject("notes")::put);
        }
        return node;
    }

    /**
     * An entry that nothing of a delivery was accepted.
     *
     * @param reading under which contract
     */
    public static ObjectNode refused(String id, String message, String reading) {
        return entry("refused", id, message).put("reading", reading);
    }

    /** An entry that a person took a delivery back ({@code withdrawn}), or that it has to be read again ({@code again}). */
    public static ObjectNode entry(String event, String id, @Nullable String message) {
        return JSON.createObjectNode().put("event", event).put("id", id).put("message", message);
    }

    /**
     * Appends entries in one segment, or nothing when there are none.
     *
     * @return whether there was something to write that was not there yet
     */
    public boolean append(String segment, List<ObjectNode> entries) {
        boolean fresh = !entries.isEmpty() && !journal.contains(segment);
        if (!entries.isEmpty()) {
            journal.append(segment, entries);
        }
        return fresh;
    }
}
