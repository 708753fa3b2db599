package io.tallyhouse.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyhouse.lake.journal.Journal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What Snowflake was to be sent ({@code due}, written before anything is published anywhere) and what it took ({@code sent}). A due
 * entry without its sent entry is a publication that Snowflake may lack.
 */
final class SnowflakeJournal {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Journal journal;

    SnowflakeJournal(Path warehouse) {
        this.journal = new Journal(warehouse, "snowflake");
    }

    /** @param publication publication_id, as_of, place, {@code groups} by name and {@code held} with reasons by name */
    void due(String run, ObjectNode publication) {
        append("due", run + "-0-due", publication);
    }

    void sent(String run, ObjectNode publication) {
        append("sent", run + "-1-sent", publication);
    }

    private void append(String kind, String segment, ObjectNode publication) {
        journal.append(
                segment, List.of(JSON.createObjectNode().put("kind", kind).set("publication", publication)));
    }

    /** Whether the publication is what Snowflake last took, with nothing due since. */
    boolean stands(ObjectNode publication) {
        return last().filter(e -> is(e, "sent") && e.path("publication").equals(publication))
                .isPresent();
    }

    /** Whether something was due that did not arrive. */
    boolean open() {
        return last().filter(e -> is(e, "due")).isPresent();
    }

    private Optional<JsonNode> last() {
        return journal.read().reduce((first, second) -> second);
    }

    /** For people: place, what each group shows, and the publication that is due; null when nothing was ever due. */
    JsonNode report() {
        Optional<JsonNode> last = last();
        if (last.isEmpty()) {
            return JSON.nullNode();
        }
        JsonNode newest = last.get().path("publication");
        ObjectNode report = JSON.createObjectNode();
        report.set("place", newest.path("place"));
        report.set("lacks", open() ? newest.path("publication_id") : JSON.nullNode());
        shown(newest.path("place")).values().forEach(report.withArray("groups")::add);
        return report;
    }

    /** What each group shows at a place: the publication that brought its rows, and why it was held back since. */
    private Map<String, ObjectNode> shown(JsonNode place) {
        Map<String, ObjectNode> shown = new TreeMap<>();
        journal.read()
                .filter(e -> is(e, "sent"))
                .map(e -> e.path("publication"))
                .filter(p -> p.path("place").equals(place))
                .forEach(p -> {
                    p.path("groups")
                            .forEach(g -> shown.put(
                                    g.asText(),
                                    group(g.asText(), p.path("publication_id").asText())
                                            .put("as_of", p.path("as_of").asText())));
                    p.path("held")
                            .properties()
                            .forEach(g -> shown.computeIfAbsent(
                                            g.getKey(),
                                            name -> group(name, null).putNull("as_of"))
                                    .set("held_back", g.getValue()));
                });
        return shown;
    }

    private static ObjectNode group(String name, @Nullable String publication) {
        return JSON.createObjectNode()
                .put("group", name)
                .put("publication_id", publication)
                .putNull("held_back");
    }

    private static boolean is(JsonNode entry, String kind) {
        return entry.path("kind").asText().equals(kind);
    }
}
