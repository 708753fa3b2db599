package io.tallyhouse.sample.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** A record of the Table API: every value a string, references as an object with {@code link} and {@code value}. */
final class JsonRecord {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String API = "https://shop.service-now.example/api/now/table/";

    private final ObjectNode fields = JSON.createObjectNode();

    static String text(ObjectNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of texts and numbers can always be written", e);
        }
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    JsonRecord put(String name, String value) {
        fields.put(name, value);
        return this;
    }

    JsonRecord reference(String name, String table, @Nullable String value) {
        if (value == null) {
            fields.put(name, "");
        } else {
            fields.putObject(name).put("link", API + table + "/" + value).put("value", value);
        }
        return this;
    }

    ObjectNode fields() {
        return fields;
    }

    String text() {
        return text(fields);
    }
}
