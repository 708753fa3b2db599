package io.tallyhouse.publish.pages;

import java.util.ArrayDeque;
import java.util.Deque;

/** Writes HTML in which every text and attribute is escaped and every element is closed. */
final class Html {
    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /** @param attributes names and values in turn */
    Html open(String tag, String... attributes) {
        start(tag, attributes);
        open.push(tag);
        return this;
    }

    /** An element without content, such as {@code link}. */
    Html empty(String tag, String... attributes) {
        start(tag, attributes);
        return this;
    }

    Html text(String text) {
        out.append(escape(text));
        return this;
    }

    /** An element that holds only text. */
    Html element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close();
    }

    Html close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /** Closes elements up to and including the named one. */
    Html close(String tag) {
        while (!open.element().equals(tag)) {
            close();
        }
        return close();
    }

    /** JSON for a script to read: nothing in it can end the element. */
    Html json(String id, String json) {
        start("script", "type", "application/json", "id", id);
        out.append(json.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"));
        out.append("</script>");
        return this;
    }

    Html newline() {
        out.append('\n');
        return this;
    }

    /** The finished page. */
    String page() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("Cannot finish the page: " + open.peek() + " is still open");
        }
        return "<!doctype html>\n" + out + "\n";
    }

    private void start(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escape(attributes[i + 1]))
                    .append('"');
        }
        out.append('>');
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
