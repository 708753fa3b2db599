package io.tallyhouse.mining.xml;

import io.tallyhouse.mining.xml.XmlCursor.Token;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A small document held in memory whole, for process models.
 *
 * @param name local name
 * @param line where its start tag begins, from 1
 * @param attributes by local name, in document order
 * @param children in document order
 * @param text its own text, stripped, without that of its children
 */
public record XmlElement(
        String name, long line, Map<String, String> attributes, List<XmlElement> children, String text) {
    /** Defensive copies. */
    public XmlElement {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        children = List.copyOf(children);
    }

    /**
     * Reads a document to its end.
     *
     * @param name what messages call the document
     * @return its root
     * @throws MalformedFileException if it is not well formed, ends early, has a DOCTYPE or is above a limit
     */
    public static XmlElement read(String name, InputStream in, XmlLimits limits) throws IOException {
        XmlCursor cursor = XmlCursor.open(name, in, limits);
        cursor.next();
        XmlElement root = subtree(cursor, limits);
        while (cursor.next() != Token.DONE) {
            throw cursor.structureFault("content after the root element");
        }
        return root;
    }

    private static XmlElement subtree(XmlCursor cursor, XmlLimits limits) throws IOException {
        String name = cursor.element();
        long line = cursor.line();
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < cursor.attributes(); i++) {
            attributes.put(cursor.attributeName(i), cursor.attributeValue(i));
        }
        List<XmlElement> children = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (Token token = cursor.next(); token != Token.END; token = cursor.next()) {
            if (token == Token.START) {
                children.add(subtree(cursor, limits));
            } else {
                text.append(cursor.text());
                if (text.length() > limits.maxValueChars()) {
                    throw cursor.limitFault(
                            "the text of <%s> has more than %,d characters".formatted(name, limits.maxValueChars()));
                }
            }
        }
        return new XmlElement(name, line, attributes, children, text.toString().strip());
    }

    /** @return the value, or null where the element has no such attribute */
    public @Nullable String attribute(String attribute) {
        return attributes.get(attribute);
    }

    /** @return the children of that name, in document order */
    public List<XmlElement> children(String childName) {
        return children.stream().filter(c -> c.name().equals(childName)).toList();
    }

    /** @return the first child of that name */
    public Optional<XmlElement> child(String childName) {
        return children.stream().filter(c -> c.name().equals(childName)).findFirst();
    }

    /** @return this element and all below it, in document order */
    public Stream<XmlElement> withDescendants() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(XmlElement::withDescendants));
    }
}
