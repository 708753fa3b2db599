package io.tallyhouse.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyhouse.catalogue.contract.DatasetContract;
import io.tallyhouse.catalogue.hash.Sha256;
import io.tallyhouse.lake.log.CommitNote;
import io.tallyhouse.lake.log.DeltaLogs;
import io.tallyhouse.lake.table.LakeTable;
import io.tallyhouse.lake.table.TableWriter;
import io.tallyhouse.stages.land.Delivery;
import io.tallyhouse.stages.land.DeliveryJournal;
import io.tallyhouse.stages.land.DeliveryState;
import io.tallyhouse.stages.land.DeliveryState.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.functions;

/**
 * Rows of deliveries leave bronze, and the journal tells why.
 *
 * <p>Order of work: one commit deletes the rows, and its note holds the journal's entries; then the journal gets them. Whoever dies in
 * between leaves a note from which {@link #heal} finishes the journal. The note also names no delivery as read, by which ingest knows
 * that an older note does not hold any more.
 */
final class BronzeRows {
    private static final String NOTE = "withdrawal";
    private static final String INGEST_NOTE = "deliveries";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final House house;
    private final DeliveryJournal journal;

    BronzeRows(House house) {
        this.house = house;
        this.journal = new DeliveryJournal(house.warehouse());
    }

    /**
     * Writes to the journal what a killed process had committed to bronze: rows taken out, or deliveries read. Milliseconds, without
     * Spark; whatever changes bronze has to be preceded by it.
     *
     * @return deliveries as the journal knows them then
     */
    Map<String, DeliveryState> heal(String run) {
        Map<String, DeliveryState> states = journal.states();
        boolean healed = false;
        for (DatasetContract contract : house.catalogue().contracts().all()) {
            Path path = LakeTable.bronze(house.warehouse(), contract).path();
            Optional<CommitNote> note = DeltaLogs.lastMetadata(path, INGEST_NOTE);
            if (note.isPresent() && note.get().json().has(NOTE)) {
                healed |= record(note.get().json().path(NOTE));
            } else if (note.isPresent()) {
                List<ObjectNode> read = halfRecorded(note.get(), states);
                healed |= journal.append(run + "-0-found-" + contract.table(), read);
            }
        }
        return healed ? journal.states() : states;
    }

    /** Deliveries that a killed ingest read into bronze, of which the journal does not know yet. */
    private static List<ObjectNode> halfRecorded(CommitNote note, Map<String, DeliveryState> states) {
        List<ObjectNode> entries = new ArrayList<>();
        for (JsonNode entry : note.json().path(INGEST_NOTE)) {
            DeliveryState state = states.get(entry.path("id").asText());
            if (state != null && state.status() == Status.PENDING) {
                entries.add(entry.deepCopy());
            }
        }
        return entries;
    }

    /**
     * @param gone ids of the deliveries whose rows leave; none when they have no rows
     * @param segment of the journal
     * @param entries what the journal tells
     * @return rows that left
     */
    long remove(LakeTable bronze, List<String> gone, String segment, List<ObjectNode> entries) {
        ObjectNode told = JSON.createObjectNode().put("segment", segment);
        told.putArray("entries").addAll(entries);
        long rows = 0;
        if (!gone.isEmpty()) {
            ObjectNode note = JSON.createObjectNode();
            note.putArray(INGEST_NOTE);
            note.set(NOTE, told);
            rows = TableWriter.delete(
                            house.lake().newSession(),
                            bronze,
                            functions.col(LakeTable.DELIVERY_ID).isin(gone.toArray()),
                            note.toString())
                    .deleted();
        }
        record(told);
        return rows;
    }

    /** Writing the same segment again changes nothing. @return whether it was not there yet */
    private boolean record(JsonNode told) {
        List<ObjectNode> entries = new ArrayList<>();
        told.path("entries").forEach(e -> entries.add(e.deepCopy()));
        return journal.append(told.path("segment").asText(), entries);
    }

    /** Whether a delivery's file still lies in landing with its bytes. */
    boolean inLanding(Delivery delivery) {
        Path file = house.landing().resolve(delivery.path());
        try {
            return Files.isRegularFile(file)
                    && Files.size(file) == delivery.bytes()
                    && Sha256.of(file).equals(delivery.id());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
