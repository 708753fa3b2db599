package io.tallyhouse.sources;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was in a file: {@code seen = accepted + rejected}.
 *
 * @param seen records in the file
 * @param accepted records handed over as accepted
 * @param rejected records handed over as rejected
 * @param notes what else was counted, such as {@code ambiguous_times} or {@code redacted_email}; no entry means none
 */
public record ParseReport(long seen, long accepted, long rejected, Map<String, Long> notes) {
    public ParseReport {
        if (seen != accepted + rejected) {
            throw new IllegalStateException(
                    "Records lost: seen " + seen + ", accepted " + accepted + ", rejected " + rejected);
        }
        notes = Collections.unmodifiableMap(new TreeMap<>(notes));
    }
}
