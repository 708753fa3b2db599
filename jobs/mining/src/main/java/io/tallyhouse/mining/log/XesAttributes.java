package io.tallyhouse.mining.log;

import io.tallyhouse.mining.xml.XmlCursor;
import io.tallyhouse.mining.xml.XmlCursor.Token;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads one XES attribute with those nested in it. */
final class XesAttributes {
    private final XmlCursor cursor;
    private final XesSummary.Counter counter;

    XesAttributes(XmlCursor cursor, XesSummary.Counter counter) {
        this.cursor = cursor;
        this.counter = counter;
    }

    static boolean isAttribute(String element) {
        return switch (element) {
            case "string", "date", "int", "float", "boolean", "id", "list", "container" -> true;
            default -> false;
        };
    }

    /**
     * @param parent path of the enclosing attribute with its slash, or empty
     * @param event takes the keys that have a place of their own, only outside other attributes
     */
    void read(String parent, AttributeSink sink, @Nullable EventBuilder event) throws IOException {
        String element = cursor.element();
        String key = cursor.attribute("key");
        String value = cursor.attribute("value");
        if (key == null) {
            throw cursor.structureFault("<%s> has no key".formatted(element));
        }
        boolean group = element.equals("list") || element.equals("container");
        if (value == null && !group) {
            throw cursor.structureFault("<%s key=\"%s\"> has no value".formatted(element, key));
        }
        String path = parent.isEmpty() ? key : parent + key;
        sink.count(cursor, path, value == null ? "" : value);
        if (value != null && (event == null || !event.take(key, value))) {
            sink.add(path, value);
        }
        nested(path, sink);
    }

    private void nested(String path, AttributeSink sink) throws IOException {
        String prefix = null;
        for (Token token = cursor.next(); token != Token.END; token = cursor.next()) {
            if (token != Token.START) {
                continue;
            }
            prefix = prefix == null ? path + '/' : prefix;
            if (isAttribute(cursor.element())) {
                read(prefix, sink, null);
            } else if (cursor.element().equals("values")) {
                nested(path, sink);
            } else {
                counter.ignored();
                cursor.skipElement();
            }
        }
    }
}
