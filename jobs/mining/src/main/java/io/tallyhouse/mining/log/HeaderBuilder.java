package io.tallyhouse.mining.log;

import io.tallyhouse.mining.xml.XmlCursor;
import io.tallyhouse.mining.xml.XmlCursor.Token;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Collects what stands before the first trace. */
final class HeaderBuilder {
    private final XmlCursor cursor;
    private final XesAttributes reader;
    private final AttributeSink attributes;
    private final AttributeSink traceGlobals;
    private final AttributeSink eventGlobals;
    private final List<XesClassifier> classifiers = new ArrayList<>();
    private final String version;

    HeaderBuilder(XmlCursor cursor, XesAttributes reader, long maxRecordChars) {
        this.cursor = cursor;
        this.reader = reader;
        this.attributes = new AttributeSink(maxRecordChars);
        this.traceGlobals = new AttributeSink(maxRecordChars);
        this.eventGlobals = new AttributeSink(maxRecordChars);
        String told = cursor.attribute("xes.version");
        this.version = told == null ? "" : told;
    }

    /** Takes the element the cursor stands on; false, with the cursor unmoved, if it is not part of a header. */
    boolean take() throws IOException {
        switch (cursor.element()) {
            case "extension" -> cursor.skipElement();
            case "global" -> global();
            case "classifier" -> classifier();
            default -> {
                if (!XesAttributes.isAttribute(cursor.element())) {
                    return false;
                }
                reader.read("", attributes, null);
            }
        }
        return true;
    }

    private void global() throws IOException {
        String scope = cursor.attribute("scope");
        if (scope != null && !scope.equals("trace") && !scope.equals("event")) {
            throw cursor.structureFault("<global scope=\"%s\">, expected trace or event".formatted(scope));
        }
        AttributeSink sink = "trace".equals(scope) ? traceGlobals : eventGlobals;
        for (Token token = cursor.next(); token != Token.END; token = cursor.next()) {
            if (token == Token.START && XesAttributes.isAttribute(cursor.element())) {
                reader.read("", sink, null);
            } else if (token == Token.START) {
                throw cursor.structureFault("<%s> inside <global>, expected attributes".formatted(cursor.element()));
            }
        }
    }

    private void classifier() throws IOException {
        String keys = cursor.attribute("keys");
        if (keys == null) {
            throw cursor.structureFault("<classifier> has no keys");
        }
        String name = cursor.attribute("name");
        String scope = cursor.attribute("scope");
        classifiers.add(
                new XesClassifier(name == null ? keys : name, scope == null ? "event" : scope, separated(keys)));
        cursor.skipElement();
    }

    /** Keys are separated by white space; one that holds white space stands between single quotes. */
    private List<String> separated(String keys) {
        List<String> found = new ArrayList<>();
        int at = 0;
        while (at < keys.length()) {
            if (Character.isWhitespace(keys.charAt(at))) {
                at++;
                continue;
            }
            boolean quoted = keys.charAt(at) == '\'';
            int start = quoted ? at + 1 : at;
            int end = start;
            while (end < keys.length()
                    && (quoted ? keys.charAt(end) != '\'' : !Character.isWhitespace(keys.charAt(end)))) {
                end++;
            }
            if (quoted && end == keys.length()) {
                throw cursor.structureFault("the keys of a classifier open a quote that is not closed: " + keys);
            }
            found.add(keys.substring(start, end));
            at = end + 1;
        }
        return found;
    }

    XesHeader build() {
        return new XesHeader(
                version, traceGlobals.attributes(), eventGlobals.attributes(), classifiers, attributes.attributes());
    }
}
