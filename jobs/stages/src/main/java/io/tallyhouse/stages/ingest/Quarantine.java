package io.tallyhouse.stages.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyhouse.lake.journal.Journal;
import io.tallyhouse.sources.Rejection;
import io.tallyhouse.stages.land.Delivery;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Records and files that were not accepted, each with its place and reason; a journal with a segment per reading of a delivery. The
 * newest one holds; those before it tell what was wrong under an earlier contract.
 */
public final class Quarantine {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Digits of a delivery's id; a segment of a later reading has its number after them. */
    private static final int ID_LENGTH = 64;

    private final Journal journal;

    public Quarantine(Path warehouse) {
        this.journal = new Journal(warehouse, "quarantine");
    }

    /** Writes the rejections of a delivery; writing the same again changes nothing. */
    void write(Delivery delivery, List<Rejection> rejections) {
        append(delivery, rejections.stream().map(r -> entry(delivery, r)).toList());
    }

    /** Writes that a whole file was refused. */
    void refuse(Delivery delivery, String reason, String message) {
        append(
                delivery,
                List.of(base(delivery)
                        .put("reason", reason)
                        .put("message", message)
                        .put("whole_file", true)));
    }

    private void append(Delivery delivery, List<ObjectNode> entries) {
        List<String> readings = journal.segments().stream()
                .filter(s -> s.startsWith(delivery.id()))
                .toList();
        List<JsonNode> held = readings.isEmpty() ? List.of() : journal.read(readings.get(readings.size() - 1));
        if (!equal(held, entries)) {
            String number = readings.isEmpty() ? "" : String.format(Locale.ROOT, "-%04d", readings.size() + 1);
            journal.append(delivery.id() + number, entries);
        }
    }

    /** As they are written: a record's number is an int when read. */
    private static boolean equal(List<JsonNode> held, List<ObjectNode> entries) {
        return lines(held).equals(lines(entries));
    }

    private static List<String> lines(List<? extends JsonNode> entries) {
        return entries.stream().map(JsonNode::toString).toList();
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
     * @return entries of the newest readings, with dataset, delivery, file, reason, message, and record, line and excerpt where one
     *     record is meant
     */
    public Stream<JsonNode> list(@Nullable String delivery) {
        Map<String, String> newest = new TreeMap<>();
        journal.segments().stream()
                .filter(s -> delivery == null || s.startsWith(delivery))
                .forEach(s -> newest.put(s.substring(0, ID_LENGTH), s));
        return newest.values().stream().flatMap(s -> journal.read(s).stream());
    }
}
