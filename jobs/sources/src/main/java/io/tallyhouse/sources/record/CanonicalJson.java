package io.tallyhouse.sources.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.tallyhouse.sources.ParseLimits;
import io.tallyhouse.sources.Reason;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** One spelling for equal JSON: keys sorted, no blanks, numbers as they were written. */
public final class CanonicalJson {
    private final JsonFactory factory;

    public CanonicalJson(ParseLimits limits) {
        this.factory = factory(limits);
    }

    /** A JSON factory held to the limits, which refuses a key that stands twice. */
    public static JsonFactory factory(ParseLimits limits) {
        return JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.maxNesting())
                        .maxStringLength(limits.maxRecordChars())
                        .maxNumberLength(100)
                        .build())
                .build();
    }

    String canonical(String text) throws ValueFault {
        try (JsonParser parser = factory.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new ValueFault(Reason.INVALID_JSON, "expected JSON");
            }
            StringBuilder out = new StringBuilder(text.length());
            write(parser, out);
            if (parser.nextToken() != null) {
                throw new ValueFault(Reason.INVALID_JSON, "expected one JSON value");
            }
            return out.toString();
        } catch (JsonProcessingException e) {
            // The library's message quotes the text, which may be personal.
            throw new ValueFault(Reason.INVALID_JSON, "expected JSON");
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read a text in memory", e);
        }
    }

    /** Writes the value the parser stands on and leaves the parser at its end. */
    public static void write(JsonParser parser, StringBuilder out) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            object(parser, out);
        } else if (token == JsonToken.START_ARRAY) {
            String separator = "[";
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                out.append(separator);
                write(parser, out);
                separator = ",";
            }
            out.append(separator.equals("[") ? "[]" : "]");
        } else if (token == JsonToken.VALUE_STRING) {
            string(parser.getText(), out);
        } else {
            out.append(parser.getText());
        }
    }

    private static void object(JsonParser parser, StringBuilder out) throws IOException {
        Map<String, String> entries = new TreeMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.getCurrentName();
            parser.nextToken();
            StringBuilder value = new StringBuilder();
            write(parser, value);
            entries.put(key, value.toString());
        }
        String separator = "{";
        for (Map.Entry<String, String> entry : entries.entrySet()) {
            out.append(separator);
            string(entry.getKey(), out);
            out.append(':').append(entry.getValue());
            separator = ",";
        }
        out.append(separator.equals("{") ? "{}" : "}");
    }

    /** Writes a JSON string with its quotes. */
    public static void string(String text, StringBuilder out) {
        out.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, out);
        out.append('"');
    }
}
