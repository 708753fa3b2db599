package io.tallyhouse.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyhouse.lake.journal.Journal;
import io.tallyhouse.terminal.Cell;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which groups of marts the newest check holds back, and by which rules, told by the journals. */
public final class HeldGroups {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path warehouse;

    HeldGroups(Path warehouse) {
        this.warehouse = warehouse;
    }

    /**
     * A rule that did not pass in one line: whether it failed or could not be judged, what it says, what was expected and seen, whose
     * table. One that was taken out since then is known by its id alone.
     */
    public static String sentence(JsonNode rule) {
        String id = rule.path("rule").asText();
        if (!rule.has("words")) {
            return id;
        }
        boolean failed = rule.path("outcome").asText().equals("failed");
        return id + (failed ? " failed: " : " cannot be judged: ")
                + Cell.harmless(rule.path("words").asText()).replaceFirst("\\.$", "")
                + (failed ? "; expected " + Cell.harmless(rule.path("expected").asText()) + ", seen " : "; why: ")
                + Cell.harmless(rule.path("seen").asText()) + rows(rule) + "; table "
                + rule.path("table").asText() + ", owner "
                + rule.path("owner").asText();
    }

    private static String rows(JsonNode rule) {
        long failing = rule.path("failing").asLong();
        return failing == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", %,d of %,d rows break it",
                        failing,
                        rule.path("total").asLong());
    }

    /** The sentence of each rule that holds a group back, once. */
    Set<String> sentences() {
        Set<String> sentences = new LinkedHashSet<>();
        for (JsonNode group : report().path("held")) {
            group.path("rules").forEach(rule -> sentences.add(sentence(rule)));
        }
        return sentences;
    }

    /** The newest verdict; for each held group the rules that did not pass, and the check since which it is held without a break. */
    ObjectNode report() {
        ObjectNode node = JSON.createObjectNode();
        List<JsonNode> all = new Journal(warehouse, "gates").read().toList();
        ArrayNode held = node.putArray("held");
        if (all.isEmpty()) {
            return node;
        }
        JsonNode newest = all.get(all.size() - 1);
        node.set("run", newest.path("run"));
        node.set("as_of", newest.path("as_of"));
        node.set("checked_at", newest.path("checked_at"));
        Map<String, JsonNode> results = newest.path("held").isEmpty() ? Map.of() : results();
        newest.path("held").fields().forEachRemaining(group -> {
            ObjectNode one = held.addObject().put("group", group.getKey());
            JsonNode since = since(all, group.getKey());
            one.set("since", since.path("checked_at"));
            one.set("since_run", since.path("run"));
            ArrayNode rules = one.putArray("rules");
            group.getValue().forEach(rule -> rules.add(rule(rule.asText(), results)));
        });
        return node;
    }

    private static JsonNode since(List<JsonNode> gates, String group) {
        int first = gates.size() - 1;
        while (first > 0 && gates.get(first - 1).path("held").has(group)) {
            first--;
        }
        return gates.get(first);
    }

    private static ObjectNode rule(String id, Map<String, JsonNode> results) {
        ObjectNode rule = JSON.createObjectNode().put("rule", id);
        JsonNode result = results.get(id);
        if (result != null) {
            for (String key :
                    List.of("outcome", "words", "table", "owner", "place", "expected", "seen", "failing", "total")) {
                rule.set(key, result.path(key));
            }
        }
        return rule;
    }

    /** Newest result of each rule, by id. */
    private Map<String, JsonNode> results() {
        Map<String, JsonNode> results = new HashMap<>();
        new Journal(warehouse, "checks")
                .read()
                .forEach(check -> check.path("results")
                        .forEach(r -> results.put(r.path("rule").asText(), r)));
        return results;
    }
}
