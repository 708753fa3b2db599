package io.tallyhouse.sources.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tallyhouse.catalogue.yaml.NearestName;
import io.tallyhouse.sources.Reason;
import io.tallyhouse.sources.record.CanonicalJson;
import io.tallyhouse.sources.record.RecordReader;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object as texts in the contract's order. Reads the object to its end even when something is wrong
 * with it, so that the next one can be read.
 */
public final class JsonFields {
    /** What is expected of objects and of keys that the contract does not know. */
    public enum Style {
        /** The contract is ours: an unknown key is a fault, an object where a single value belongs too. */
        STRICT,
        /** The Table API sends more fields than anybody asked for, and {@code {link, value}} for references. */
        TABLE_API
    }

    private final RecordReader records;
    private final Style style;
    private final @Nullable String[] texts;
    private @Nullable Reason fault;
    private String message = "";

    public JsonFields(RecordReader records, Style style) {
        this.records = records;
        this.style = style;
        this.texts = new @Nullable String[records.width()];
    }

    /** One per column; valid until the next object is read. */
    public @Nullable String[] texts() {
        return texts;
    }

    /** The first fault of the object's form; null when there is none. */
    public @Nullable Reason fault() {
        return fault;
    }

    public String message() {
        return message;
    }

    /** @param parser stands on the object's opening brace, afterwards on its closing one */
    public void read(JsonParser parser) throws IOException {
        Arrays.fill(texts, null);
        fault = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.getCurrentName();
            JsonToken token = parser.nextToken();
            int position = records.position(name);
            if (position < 0) {
                parser.skipChildren();
                if (style == Style.STRICT) {
                    fail(Reason.UNKNOWN_KEY, "Unknown key \"" + name + "\"" + NearestName.hint(name, records.names()));
                }
            } else if (records.isJson(position)) {
                texts[position] = nested(parser, token);
            } else if (!token.isStructStart()) {
                texts[position] = token == JsonToken.VALUE_NULL ? null : parser.getText();
            } else if (style == Style.TABLE_API && token == JsonToken.START_OBJECT) {
                texts[position] = reference(name, parser);
            } else {
                parser.skipChildren();
                fail(Reason.NESTED_VALUE, "Invalid " + name + ": expected a single value, found a nested one");
            }
        }
    }

    private static @Nullable String nested(JsonParser parser, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (token == JsonToken.VALUE_STRING) {
            return parser.getText(); // JSON as text, as the Table API sends it
        }
        StringBuilder canonical = new StringBuilder();
        CanonicalJson.write(parser, canonical);
        return canonical.toString();
    }

    private @Nullable String reference(String name, JsonParser parser) throws IOException {
        String value = null;
        boolean found = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.getCurrentName();
            JsonToken token = parser.nextToken();
            if (key.equals("value") && !token.isStructStart()) {
                found = true;
                value = token == JsonToken.VALUE_NULL ? null : parser.getText();
            } else {
                parser.skipChildren();
            }
        }
        if (!found) {
            fail(
                    Reason.NO_VALUE,
                    "Invalid " + name
                            + ": a display value without the value behind it; extract with sysparm_display_value=false or all");
        }
        return value;
    }

    private void fail(Reason reason, String text) {
        if (fault == null) {
            fault = reason;
            message = text;
        }
    }
}
