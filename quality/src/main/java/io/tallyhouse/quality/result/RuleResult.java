package io.tallyhouse.quality.result;

import io.tallyhouse.quality.rule.Rule;
import io.tallyhouse.quality.rule.Severity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was found about one rule.
 *
 * @param rule the rule
 * @param outcome how it ended
 * @param seen what was seen, or why it could not be judged
 * @param failing rows that break it; 0 where the rule speaks about the table as a whole
 * @param total rows of the table
 * @param rows the first failing rows, at most 100, ordered by key and value
 * @param query SQL that shows all failing rows, or null where the rule speaks about the table as a whole or did not fail
 */
public record RuleResult(
        Rule rule,
        Outcome outcome,
        String seen,
        long failing,
        long total,
        List<FailingRow> rows,
        @Nullable String query) {
    public RuleResult {
        rows = List.copyOf(rows);
    }

    /** Whether it holds back the marts behind its table. */
    public boolean blocks() {
        return outcome != Outcome.PASSED && rule.severity() == Severity.BLOCK;
    }

    /** The result as JSON values that need no rule to be understood. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("rule", rule.id());
        map.put("table", rule.table());
        map.put("kind", rule.kind().word());
        map.put("words", rule.words());
        map.put("severity", rule.severity().word());
        map.put("owner", rule.owner());
        map.put("place", rule.place().toString());
        map.put("groups", rule.groups());
        map.put("marts", rule.marts());
        map.put("expected", rule.expected());
        map.put("outcome", outcome.word());
        map.put("seen", seen);
        map.put("failing", failing);
        map.put("total", total);
        map.put(
                "rows",
                rows.stream()
                        .map(r -> Map.of("key", r.key(), "value", r.value()))
                        .toList());
        if (query != null) {
            map.put("query", query);
        }
        return map;
    }

    /**
     * @param rule the rule as it stands today
     * @param map what {@link #toMap} gave for it, perhaps after a way through JSON
     */
    static RuleResult fromMap(Rule rule, Map<?, ?> map) {
        return new RuleResult(
                rule,
                Outcome.valueOf(JsonValues.text(map, "outcome").toUpperCase(Locale.ROOT)),
                JsonValues.text(map, "seen"),
                JsonValues.number(map, "failing"),
                JsonValues.number(map, "total"),
                JsonValues.maps(map, "rows").stream()
                        .map(r -> new FailingRow(JsonValues.texts(r, "key"), JsonValues.text(r, "value")))
                        .toList(),
                map.containsKey("query") ? JsonValues.text(map, "query") : null);
    }
}
