package io.tallyhouse.stages.land;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An optional {@code _manifest.json} beside delivered files: one object, or a list of them, with {@code file}. */
final class Manifest {
    static final String NAME = "_manifest.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private Manifest() {}

    /** What a manifest says about a file; every part may be missing. */
    record Entry(
            @Nullable String sha256,
            @Nullable Long rows,
            @Nullable Instant extractedTo) {}

    static Optional<Entry> entryFor(Path file) {
        Path manifest = file.resolveSibling(NAME);
        if (!Files.exists(manifest)) {
            return Optional.empty();
        }
        try {
            JsonNode root = JSON.readTree(manifest.toFile());
            for (JsonNode node : root.isArray() ? root : JSON.createArrayNode().add(root)) {
                if (node.path("file").asText().equals(file.getFileName().toString())) {
                    return Optional.of(entry(node));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the manifest " + manifest + "; deliver it again", e);
        }
    }

    private static Entry entry(JsonNode node) {
        return new Entry(
                node.hasNonNull("sha256") ? node.get("sha256").asText() : null,
                node.hasNonNull("rows") ? node.get("rows").asLong() : null,
                node.hasNonNull("extracted_to")
                        ? OffsetDateTime.parse(node.get("extracted_to").asText())
                                .toInstant()
                        : null);
    }
}
