package io.tallyhouse.catalogue.yaml;

import java.util.List;
import java.util.Map;

/** A YAML value that knows where it stands. */
public sealed interface YamlNode {
    Place place();

    /** A mapping in the order of the file. The place of an entry's key is kept for messages. */
    record Mapping(Place place, Map<String, Entry> entries) implements YamlNode {}

    /** One entry of a mapping. */
    record Entry(Place keyPlace, YamlNode value) {}

    /** A list. */
    record Sequence(Place place, List<YamlNode> items) implements YamlNode {}

    /**
     * A scalar.
     *
     * @param text the text without quotes
     * @param plain whether it stood without quotes, so that {@code null}, numbers and booleans are read as such
     */
    record Scalar(Place place, String text, boolean plain) implements YamlNode {
        public boolean isNull() {
            return plain && (text.isEmpty() || text.equals("~") || text.equals("null"));
        }
    }

    /** What this node is called in messages. */
    default String kind() {
        if (this instanceof Mapping) {
            return "a mapping";
        }
        return this instanceof Sequence ? "a list" : "a single value";
    }
}
