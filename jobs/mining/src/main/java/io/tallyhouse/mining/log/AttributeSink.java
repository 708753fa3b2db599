package io.tallyhouse.mining.log;

import io.tallyhouse.mining.xml.XmlCursor;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The attributes of one log, trace or event: nothing lost, nothing larger than a record may be. */
final class AttributeSink {
    private final long maxChars;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private @Nullable Map<String, Integer> repeated;
    private long chars;

    AttributeSink(long maxChars) {
        this.maxChars = maxChars;
    }

    void count(XmlCursor cursor, String key, String value) {
        chars += key.length() + value.length();
        if (chars > maxChars) {
            throw cursor.limitFault(
                    "the attributes of one log, trace or event have more than %,d characters;".formatted(maxChars)
                            + " raise maxRecordChars if they are meant to");
        }
    }

    /** A key that occurs again keeps its first value; the later ones go under {@code key#2}, {@code key#3} … */
    void add(String key, String value) {
        if (attributes.putIfAbsent(key, value) == null) {
            return;
        }
        if (repeated == null) {
            repeated = new HashMap<>();
        }
        int number = repeated.merge(key, 2, (old, two) -> old + 1);
        while (attributes.putIfAbsent(key + '#' + number, value) != null) {
            number = repeated.merge(key, 2, (old, two) -> old + 1);
        }
    }

    Map<String, String> attributes() {
        return attributes;
    }
}
