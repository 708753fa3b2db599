package io.tallyhouse.stages.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyhouse.lake.journal.Journal;
import io.tallyhouse.sources.Rejection;
import io.tallyhouse.stages.land.Delivery;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Records and files that were not accepted, each with its place and reason; a journal with one segment per delivery. */
public final class Quarantine {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Journal journal;

    public Quarantine(Path warehouse) {
        this.journal = new Journal(warehouse, "quarantine");
    }

    /** Writes the rejections of a delivery; writing the same again changes nothing. */
    void write(Delivery delivery, List<Rejection> rejections) {
        if (!rejections.isEmpty()) {
            journal.append(
                    delivery.id(),
                    rejections.stream().map(r -> entry(delivery, r)).toList());
        }
    }

    /** Writes that a whole file was refused. */
    void refuse(Delivery delivery, String reason, String message) {
        journal.append(
                delivery.id(),
                List.of(base(delivery)
                        .put("reason", reason)
                        .put("message", message)
                        .put("whole_file", true)));
    }

    private static ObjectNode entry(Delivery delivery, Rejection rejection) {
        return base(delivery)
                .put("record", rejection.recordNo())
                .put("line", rejection.line())
                .put("reason", rejection.reasonCode())
                .put("message", rejection.message())
                .put("excerpt", rejection.maskedExcerpt());
    }

    private static ObjectNode base(Delivery delivery) {
        return JSON.createObjectNode()
                .put("dataset", delivery.dataset())
                .put("delivery", delivery.id())
                .put("file", delivery.path());
    }

    /**
     * @param delivery first digits of a delivery's id; null for all
     * @return entries with dataset, delivery, file, reason, message, and record, line and excerpt where one record is meant
     */
    public Stream<JsonNode> list(@Nullable String delivery) {
        return journal.segments().stream()
                .filter(s -> delivery == null || s.startsWith(delivery))
                .flatMap(s -> journal.read(s).stream());
    }
}
