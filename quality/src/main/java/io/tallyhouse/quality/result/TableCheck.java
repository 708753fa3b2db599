package io.tallyhouse.quality.result;

import io.tallyhouse.quality.rule.Rule;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The results of one table.
 *
 * @param table its name
 * @param key what the verdicts depend on: versions of the tables read and the rules; the same key means the same verdicts
 * @param reused whether the verdicts were taken from a former check
 * @param results one for each rule, in the order of the rules
 */
public record TableCheck(String table, String key, boolean reused, List<RuleResult> results) {
    public TableCheck {
        results = List.copyOf(results);
    }

    /** The check as JSON values, to be stored under its key by the caller. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("table", table);
        map.put("key", key);
        map.put("results", results.stream().map(RuleResult::toMap).toList());
        return map;
    }

    /**
     * @param rules the table's rules of today
     * @param map what {@link #toMap} gave, perhaps after a way through JSON
     * @return the former check; empty when it was made under another key
     * @throws IllegalArgumentException when the map is of another shape
     */
    public static Optional<TableCheck> fromMap(String table, String key, List<Rule> rules, Map<?, ?> map) {
        if (!JsonValues.text(map, "key").equals(key)) {
            return Optional.empty();
        }
        Map<String, Map<?, ?>> byRule = new HashMap<>();
        JsonValues.maps(map, "results").forEach(r -> byRule.put(JsonValues.text(r, "rule"), r));
        return Optional.of(new TableCheck(
                table,
                key,
                true,
                rules.stream()
                        .map(r -> RuleResult.fromMap(r, byRule.getOrDefault(r.id(), Map.of())))
                        .toList()));
    }
}
