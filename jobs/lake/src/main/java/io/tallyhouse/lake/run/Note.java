package io.tallyhouse.lake.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyhouse.lake.log.TableVersion;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a table was computed from; stands in the user metadata of the commit that wrote it, so that it can never disagree with the rows.
 *
 * @param model name
 * @param fingerprint see {@link Fingerprint}
 * @param asOf the run's as_of
 * @param inputs state of each input
 * @param runId the run that wrote it
 * @param step the step of that run
 */
public record Note(
        String model, String fingerprint, Instant asOf, Map<String, TableVersion> inputs, String runId, String step) {
    /** The key by which a commit of the model runner is known. */
    public static final String KEY = "fingerprint";

    private static final ObjectMapper JSON = new ObjectMapper();

    public Note {
        inputs = Map.copyOf(inputs);
    }

    /** One line of JSON with sorted inputs. */
    public String json() {
        try {
            return JSON.writeValueAsString(node());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write the note of " + model, e);
        }
    }

    ObjectNode node() {
        ObjectNode node = JSON.createObjectNode();
        node.put("model", model).put(KEY, fingerprint).put("as_of", asOf.toString());
        ObjectNode versions = node.putObject("inputs");
        new TreeMap<>(inputs).forEach((name, v) -> version(versions.putObject(name), v));
        return node.put("run_id", runId).put("step", step);
    }

    static ObjectNode version(ObjectNode node, TableVersion version) {
        return node.put("id", version.id()).put("version", version.version());
    }

    static Note of(JsonNode node) {
        Map<String, TableVersion> inputs = new TreeMap<>();
        node.path("inputs").fields().forEachRemaining(e -> inputs.put(e.getKey(), version(e.getValue())));
        return new Note(
                node.path("model").asText(),
                node.path(KEY).asText(),
                Instant.parse(node.path("as_of").asText()),
                inputs,
                node.path("run_id").asText(),
                node.path("step").asText());
    }

    static TableVersion version(JsonNode node) {
        return node.hasNonNull("id")
                ? new TableVersion(
                        node.path("id").asText(), node.path("version").asLong())
                : TableVersion.ABSENT;
    }
}
