package io.tallyhouse.quality;

import java.util.Map;
import java.util.Optional;

/** Finds what a former check stored. */
@FunctionalInterface
public interface FormerChecks {
    /**
     * @param table name of a table
     * @param key key of a check, see {@link io.tallyhouse.quality.result.TableCheck#key}
     * @return what {@link io.tallyhouse.quality.result.TableCheck#toMap} gave under that key
     */
    Optional<Map<String, Object>> find(String table, String key);

    /** Remembers nothing: every table is judged anew. */
    static FormerChecks none() {
        return (table, key) -> Optional.empty();
    }
}
