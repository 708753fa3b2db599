package io.tallyhouse.sources.yaml;

import io.tallyhouse.catalogue.yaml.YamlNode;
import io.tallyhouse.catalogue.yaml.YamlNode.Mapping;
import io.tallyhouse.catalogue.yaml.YamlNode.Scalar;
import io.tallyhouse.catalogue.yaml.YamlNode.Sequence;
import io.tallyhouse.sources.record.CanonicalJson;
import java.util.regex.Pattern;

/** Nested YAML as JSON: unquoted numbers, booleans and nulls keep their type, everything else is text. */
final class YamlJson {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

    private YamlJson() {}

    /** The text of a single value, as JSON when the column holds JSON. */
    static String text(Scalar scalar, boolean json) {
        return json && scalar.plain() ? write(scalar) : scalar.text();
    }

    static String write(YamlNode node) {
        StringBuilder out = new StringBuilder();
        write(node, out);
        return out.toString();
    }

    private static void write(YamlNode node, StringBuilder out) {
        if (node instanceof Scalar scalar) {
            boolean typed = scalar.plain()
                    && (scalar.text().equals("true")
                            || scalar.text().equals("false")
                            || NUMBER.matcher(scalar.text()).matches());
            if (scalar.isNull()) {
                out.append("null");
            } else if (typed) {
                out.append(scalar.text());
            } else {
                CanonicalJson.string(scalar.text(), out);
            }
        } else if (node instanceof Sequence sequence) {
            String separator = "[";
            for (YamlNode item : sequence.items()) {
                out.append(separator);
                write(item, out);
                separator = ",";
            }
            out.append(sequence.items().isEmpty() ? "[]" : "]");
        } else if (node instanceof Mapping mapping) {
            String separator = "{";
            for (var entry : mapping.entries().entrySet()) {
                out.append(separator);
                CanonicalJson.string(entry.getKey(), out);
                out.append(':');
                write(entry.getValue().value(), out);
                separator = ",";
            }
            out.append(mapping.entries().isEmpty() ? "{}" : "}");
        }
    }
}
