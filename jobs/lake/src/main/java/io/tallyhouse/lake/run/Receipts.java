package io.tallyhouse.lake.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyhouse.lake.journal.AtomicFile;
import io.tallyhouse.lake.log.TableVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What was seen by computations that found nothing to write: {@code journal/receipts/<table>.json}. A receipt holds only as long as its
 * table is at the version it names. Losing one costs a computation, nothing else.
 */
final class Receipts {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    Receipts(Path warehouse) {
        this.folder = warehouse.resolve("journal").resolve("receipts");
    }

    void write(Note note, TableVersion output) {
        ObjectNode node = note.node();
        Note.version(node.putObject("output"), output);
        try {
            AtomicFile.write(file(note.model()), JSON.writeValueAsBytes(node));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the receipt of " + note.model(), e);
        }
    }

    /** The note of the receipt, when there is one and the table is still at the version it names. */
    Optional<Note> find(String table, TableVersion output) {
        Path file = file(table);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode node = JSON.readTree(Files.readString(file, StandardCharsets.UTF_8));
            return Note.version(node.path("output")).equals(output) ? Optional.of(Note.of(node)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read receipt " + file + "; delete it and run again", e);
        }
    }

    private Path file(String table) {
        return folder.resolve(table + ".json");
    }
}
