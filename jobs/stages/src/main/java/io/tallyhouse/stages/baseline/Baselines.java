package io.tallyhouse.stages.baseline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyhouse.catalogue.hash.Sha256;
import io.tallyhouse.lake.journal.Journal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The journal of baselines. A baseline is superseded, never changed. */
public final class Baselines {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Journal journal;

    public Baselines(Path warehouse) {
        this.journal = new Journal(warehouse, "baselines");
    }

    /** Every baseline in order of freezing. */
    public List<Baseline> all() {
        Map<String, Baseline> byId = new LinkedHashMap<>();
        journal.read().forEach(entry -> {
            String id = entry.path("id").asText();
            if (entry.path("event").asText().equals("frozen")) {
                byId.put(id, read(entry));
            } else {
                approve(byId, id, entry.path("approved_by").asText());
            }
        });
        return List.copyOf(byId.values());
    }

    private static void approve(Map<String, Baseline> byId, String id, String by) {
        Baseline approved = byId.get(id);
        if (approved == null) {
            return;
        }
        byId.replaceAll((other, b) ->
                b.isInForce() && b.function().equals(approved.function()) ? with(b, b.approvedBy(), id) : b);
        byId.put(id, with(approved, by, null));
    }

    private static Baseline with(Baseline b, @Nullable String approvedBy, @Nullable String supersededBy) {
        return new Baseline(
                b.id(),
                b.function(),
                b.from(),
                b.to(),
                b.frozenBy(),
                b.frozenAt(),
                approvedBy,
                b.hash(),
                b.sourceVersions(),
                b.values(),
                b.cells(),
                supersededBy);
    }

    /** Approved and not superseded, at most one a function. */
    public List<Baseline> inForce() {
        return all().stream().filter(Baseline::isInForce).toList();
    }

    /**
     * Writes a baseline; freezing the same window with the same numbers again changes nothing.
     *
     * @return the baseline, waiting for approval
     */
    Baseline freeze(
            String function,
            Instant from,
            Instant to,
            String by,
            Instant at,
            Map<String, Long> versions,
            Map<String, Double> values,
            List<Baseline.Cell> cells) {
        ObjectNode content =
                JSON.createObjectNode().put("from", from.toString()).put("to", to.toString());
        new TreeMap<>(values).forEach(content.putObject("values")::put);
        ArrayNode list = content.putArray("cells");
        cells.forEach(c -> list.add(JSON.valueToTree(c)));
        String hash = Sha256.of(function + content);
        String id =
                function.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + "-" + hash.substring(0, 12);
        for (Baseline known : all()) {
            if (known.id().equals(id)) {
                return known;
            }
        }
        ObjectNode entry = JSON.createObjectNode()
                .put("event", "frozen")
                .put("id", id)
                .put("function", function)
                .put("frozen_by", by)
                .put("frozen_at", at.toString())
                .put("hash", hash);
        versions.forEach(entry.putObject("source_versions")::put);
        entry.setAll(content);
        append(id + "-frozen", entry);
        return read(entry);
    }

    /**
     * @param by another person than the one who froze it
     * @throws IllegalArgumentException when there is no such baseline, it is approved, or by the same person
     */
    public void approve(String id, String by) {
        Baseline baseline = all().stream()
                .filter(b -> b.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Unknown baseline \"" + id + "\"; list them with: tallyhouse baseline list"));
        if (baseline.approvedBy() != null) {
            throw new IllegalArgumentException("Baseline " + id + " is approved already, by " + baseline.approvedBy());
        }
        if (baseline.frozenBy().equals(by)) {
            throw new IllegalArgumentException("Cannot approve baseline " + id + " as " + by
                    + ": the same person froze it; a second person has to approve");
        }
        append(
                id + "-approved",
                JSON.createObjectNode().put("event", "approved").put("id", id).put("approved_by", by));
    }

    /** Segments are numbered so that they are read in the order they were written. */
    private void append(String name, ObjectNode entry) {
        journal.append(
                String.format(
                        java.util.Locale.ROOT, "%08d-%s", journal.segments().size() + 1, name),
                List.of(entry));
    }

    private static Baseline read(JsonNode entry) {
        Map<String, Long> versions = new TreeMap<>();
        entry.path("source_versions")
                .fields()
                .forEachRemaining(e -> versions.put(e.getKey(), e.getValue().asLong()));
        Map<String, Double> values = new TreeMap<>();
        entry.path("values")
                .fields()
                .forEachRemaining(e -> values.put(e.getKey(), e.getValue().asDouble()));
        List<Baseline.Cell> cells = new ArrayList<>();
        entry.path("cells")
                .forEach(c -> cells.add(new Baseline.Cell(
                        c.path("team").asText(),
                        c.path("workflow").asText(),
                        c.path("priority").asText(),
                        c.path("channel").asText(),
                        c.path("tickets").asLong(),
                        c.path("unmeasured").asLong(),
                        c.path("seconds").asLong())));
        return new Baseline(
                entry.path("id").asText(),
                entry.path("function").asText(),
                Instant.parse(entry.path("from").asText()),
                Instant.parse(entry.path("to").asText()),
                entry.path("frozen_by").asText(),
                Instant.parse(entry.path("frozen_at").asText()),
                null,
                entry.path("hash").asText(),
                versions,
                values,
                List.copyOf(cells),
                null);
    }
}
