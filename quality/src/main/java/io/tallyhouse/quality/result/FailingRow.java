package io.tallyhouse.quality.result;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A row that breaks a rule.
 *
 * @param key key columns and their values as text, in the order of the grain; {@code null} where there is none
 * @param value the offending value as text; {@link #WITHHELD} for a personal column
 */
public record FailingRow(Map<String, String> key, String value) {
    /** Stands for a value of a personal column, which results never keep. */
    public static final String WITHHELD = "(personal, not kept)";

    public FailingRow {
        key = Collections.unmodifiableMap(new LinkedHashMap<>(key));
    }

    /** Such as {@code number=INC1, seq=2}. */
    public String keyText() {
        return key.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).collect(Collectors.joining(", "));
    }
}
