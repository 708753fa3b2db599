package io.tallyhouse.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyhouse.lake.journal.Journal;
import io.tallyhouse.stages.land.DeliveryJournal;
import io.tallyhouse.stages.land.DeliveryState;
import io.tallyhouse.terminal.UserError;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How a warehouse stands, told by its journals alone: no configuration, no Spark, nothing locked. */
public final class StatusReport {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path warehouse;
    private final RunLedger ledger;

    public StatusReport(Path warehouse) {
        this.warehouse = warehouse;
        this.ledger = RunLedger.ofProcess(warehouse);
    }

    /**
     * The report as one object with run, dag_run, as_of, holder, stages, deliveries, gates, publication and snowflake.
     *
     * @param run id of a run or of a DAG run; empty for the newest
     * @param lastDeliveries how many of the deliveries that were registered last; refused ones are always told
     * @throws UserError when there is no such run
     */
    public ObjectNode of(Optional<String> run, int lastDeliveries) {
        List<JsonNode> entries = ledger.entries(run);
        if (run.isPresent() && entries.isEmpty()) {
            throw UserError.usage("Unknown run " + run.get() + "; without an id the newest one is shown");
        }
        ObjectNode report = JSON.createObjectNode();
        String last = entries.isEmpty()
                ? null
                : entries.get(entries.size() - 1).path("run").asText();
        report.put("run", last);
        report.put("dag_run", last == null ? null : ledger.dagRunOf(last).orElse(null));
        Optional<Instant> asOf = asOf(entries);
        report.put("as_of", asOf.map(Instant::toString).orElse(null));
        holder(report);
        report.set("stages", stages(entries));
        deliveries(report, lastDeliveries);
        report.set("gates", new HeldGroups(warehouse).report());
        report.set("publication", publication(asOf));
        report.set("snowflake", new SnowflakeJournal(warehouse).report());
        return report;
    }

    private void holder(ObjectNode report) {
        Optional<LockHolder> holder = LockHolder.of(warehouse);
        if (holder.isEmpty()) {
            report.putNull("holder");
        } else {
            report.putObject("holder")
                    .put("text", holder.get().text())
                    .put("alive", holder.get().alive());
        }
    }

    /** Stages that fold tables carry the run's as_of; land and ingest do not depend on one. */
    private static Optional<Instant> asOf(List<JsonNode> entries) {
        return entries.stream()
                .filter(e -> e.path("kind").asText().equals("stage"))
                .filter(e -> !List.of("land", "ingest").contains(e.path("stage").asText()))
                .map(e -> Instant.parse(e.path("as_of").asText()))
                .reduce((first, second) -> second);
    }

    private static ArrayNode stages(List<JsonNode> entries) {
        Map<String, ArrayNode> steps = new HashMap<>();
        ArrayNode stages = JSON.createArrayNode();
        for (JsonNode entry : entries) {
            // A stage that was tried again is there twice, each time as a run of its own.
            String stage =
                    entry.path("run").asText() + "/" + entry.path("stage").asText();
            if (entry.path("kind").asText().equals("step")) {
                ObjectNode step = entry.deepCopy();
                step.remove(List.of("kind", "run", "stage"));
                steps.computeIfAbsent(stage, s -> JSON.createArrayNode()).add(step);
            } else {
                ObjectNode copy = entry.deepCopy();
                copy.remove(List.of("kind", "dag_run"));
                copy.set("steps", steps.getOrDefault(stage, JSON.createArrayNode()));
                stages.add(copy);
            }
        }
        return stages;
    }

    private void deliveries(ObjectNode report, int last) {
        List<DeliveryState> states =
                List.copyOf(new DeliveryJournal(warehouse).states().values());
        report.put("deliveries_total", states.size());
        ObjectNode count = report.putObject("deliveries_by_status");
        for (DeliveryState.Status status : DeliveryState.Status.values()) {
            count.put(
                    word(status),
                    states.stream().filter(s -> s.status() == status).count());
        }
        ArrayNode list = report.putArray("deliveries");
        for (int i = 0; i < states.size(); i++) {
            // Somebody has to do something about a refused file, however old it is.
            if (i >= states.size() - last || states.get(i).status() == DeliveryState.Status.REFUSED) {
                list.add(delivery(states.get(i)));
            }
        }
    }

    /** A delivery as one object: id, dataset, file, status, counts and notes where it was read, message where it was refused or withdrawn. */
    public static ObjectNode delivery(DeliveryState state) {
        ObjectNode node = JSON.createObjectNode()
                .put("id", state.delivery().shortId())
                .put("dataset", state.delivery().dataset())
                .put("file", state.delivery().path())
                .put("status", word(state.status()));
        DeliveryState.Counts counts = state.counts();
        if (counts != null) {
            node.put("seen", counts.seen())
                    .put("accepted", counts.accepted())
                    .put("duplicates", counts.duplicates())
                    .put("superseded", counts.superseded())
                    .put("quarantined", counts.quarantined());
            if (!counts.notes().isEmpty()) {
                counts.notes().forEach(node.putObject("notes")::put);
            }
        }
        if (state.message() != null) {
            node.put("message", state.message());
        }
        return node;
    }

    private static String word(DeliveryState.Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    /** The newest publication, how far it lies behind the run, and for each group at an earlier publication which one that is. */
    private JsonNode publication(Optional<Instant> asOf) {
        List<JsonNode> all =
                new ArrayList<>(new Journal(warehouse, "publications").read().toList());
        if (all.isEmpty()) {
            return JSON.nullNode();
        }
        ObjectNode newest = all.get(all.size() - 1).deepCopy();
        Instant published = Instant.parse(newest.path("as_of").asText());
        asOf.ifPresent(run -> newest.put(
                "lag_seconds", Math.max(0, Duration.between(published, run).toSeconds())));
        ArrayNode behind = JSON.createArrayNode();
        newest.path("held").forEach(group -> behind.add(lastOf(group.asText(), all)));
        newest.remove("held");
        newest.set("held_back", behind);
        newest.put("dag_run", ledger.dagRunOf(newest.path("run").asText()).orElse(null));
        return newest;
    }

    private static ObjectNode lastOf(String group, List<JsonNode> publications) {
        Map<String, JsonNode> shown = new LinkedHashMap<>();
        for (JsonNode publication : publications) {
            boolean held = false;
            for (JsonNode name : publication.path("held")) {
                held |= name.asText().equals(group);
            }
            if (!held) {
                shown.put(group, publication);
            }
        }
        ObjectNode node = JSON.createObjectNode().put("group", group);
        JsonNode last = shown.get(group);
        node.put(
                "publication_id",
                last == null ? null : last.path("publication_id").asText());
        node.put("as_of", last == null ? null : last.path("as_of").asText());
        return node;
    }
}
