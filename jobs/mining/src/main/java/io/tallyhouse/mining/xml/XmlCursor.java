package io.tallyhouse.mining.xml;

import com.fasterxml.aalto.UncheckedStreamException;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import io.tallyhouse.mining.xml.GuardedInput.OverLimit;
import io.tallyhouse.mining.xml.MalformedFileException.Reason;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.LocationInfo;
import org.codehaus.stax2.XMLStreamLocation2;
import org.codehaus.stax2.XMLStreamReader2;
import org.jspecify.annotations.Nullable;

/**
 * A document read forwards, element by element. Namespaces are resolved and ignored: elements are known by their local name.
 *
 * <p>A document type definition is refused as soon as it is seen, external entities are never opened, and the limits hold
 * while reading: nothing larger is ever held in memory. Every fault is a {@link MalformedFileException} with its place.
 */
public final class XmlCursor {
    /** What the cursor stands on. */
    public enum Token {
        /** A start tag. */
        START,
        /** An end tag. */
        END,
        /** Text that is not only white space. */
        TEXT,
        /** After the document. */
        DONE
    }

    private final String name;
    private final XmlLimits limits;
    private final GuardedInput input;
    private final XMLStreamReader2 reader;
    private int depth;

    private XmlCursor(String name, XmlLimits limits, GuardedInput input, XMLStreamReader2 reader) {
        this.name = name;
        this.limits = limits;
        this.input = input;
        this.reader = reader;
    }

    /**
     * @param name what messages call the document, such as its file name
     * @param in the document, not closed here
     * @throws MalformedFileException if the first bytes are no XML
     * @throws IOException if the bytes cannot be read
     */
    public static XmlCursor open(String name, InputStream in, XmlLimits limits) throws IOException {
        GuardedInput guarded = new GuardedInput(in, limits);
        try {
            XMLStreamReader2 reader = (XMLStreamReader2) factory().createXMLStreamReader(guarded);
            return new XmlCursor(name, limits, guarded, reader);
        } catch (OverLimit e) {
            throw MalformedFileException.atByte(Reason.LIMIT, name, e.explanation(), guarded.count());
        } catch (XMLStreamException e) {
            throwIfInputFailed(e);
            Reason reason = guarded.exhausted() ? Reason.TRUNCATED : Reason.NOT_WELL_FORMED;
            throw MalformedFileException.atByte(reason, name, ParserMessage.of(e), guarded.count());
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        return factory;
    }

    /**
     * Moves to the next start tag, end tag or text; comments, processing instructions and white space are passed over.
     *
     * @throws MalformedFileException if the document is not well formed, ends early, is above a limit or has a DOCTYPE
     * @throws IOException if the bytes cannot be read
     */
    public Token next() throws IOException {
        while (true) {
            switch (advance()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    started();
                    return Token.START;
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    return Token.END;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!isWhiteSpace()) {
                        return Token.TEXT;
                    }
                }
                case XMLStreamConstants.DTD ->
                    throw fault(
                            Reason.DOCTYPE,
                            "a document type definition (DOCTYPE) is refused: it can name other files and grow without bound;"
                                    + " deliver the file without it");
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw fault(Reason.NOT_WELL_FORMED, "an entity that is not declared; write the character itself");
                case XMLStreamConstants.END_DOCUMENT -> {
                    return Token.DONE;
                }
                default -> {
                    // comments, processing instructions and white space carry no data
                }
            }
        }
    }

    private int advance() throws IOException {
        input.tokenStarts();
        try {
            return reader.next();
        } catch (XMLStreamException e) {
            throwIfInputFailed(e);
            throw notWellFormed(e);
        } catch (OverLimit e) {
            throw fault(Reason.LIMIT, e.explanation());
        }
    }

    private boolean isWhiteSpace() throws IOException {
        try {
            return reader.isWhiteSpace();
        } catch (UncheckedStreamException e) {
            throw lazily(e);
        } catch (OverLimit e) {
            throw fault(Reason.LIMIT, e.explanation());
        }
    }

    private MalformedFileException lazily(UncheckedStreamException e) throws IOException {
        if (e.getCause() instanceof XMLStreamException cause) {
            throwIfInputFailed(cause);
            return notWellFormed(cause);
        }
        throw e;
    }

    private static void throwIfInputFailed(XMLStreamException e) throws IOException {
        Throwable cause = e.getNestedException() != null ? e.getNestedException() : e.getCause();
        // Character decoding faults are I/O exceptions too, of the subclass that the document is to blame for.
        if (cause instanceof IOException failure && !(cause instanceof CharConversionException)) {
            throw failure;
        }
    }

    private void started() {
        depth++;
        if (depth > limits.maxDepth()) {
            throw fault(
                    Reason.LIMIT,
                    "elements are nested deeper than " + limits.maxDepth()
                            + "; raise maxDepth if they are meant to be");
        }
        requireName(reader.getLocalName().length());
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            requireName(reader.getAttributeLocalName(i).length());
            requireValue(reader.getAttributeValue(i).length());
        }
    }

    private void requireName(int length) {
        if (length > limits.maxNameChars()) {
            throw fault(
                    Reason.LIMIT,
                    "a name has %,d characters, above %,d; raise maxNameChars if it is meant to"
                            .formatted(length, limits.maxNameChars()));
        }
    }

    private void requireValue(int length) {
        if (length > limits.maxValueChars()) {
            throw fault(
                    Reason.LIMIT,
                    "an attribute's value has %,d characters, above %,d; raise maxValueChars if it is meant to"
                            .formatted(length, limits.maxValueChars()));
        }
    }

    /** @return the element's name without prefix; only on a start or end tag */
    public String element() {
        return reader.getLocalName();
    }

    /** @return the value of the attribute without namespace, or null where the start tag has none of that name */
    public @Nullable String attribute(String attribute) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals(attribute)) {
                return reader.getAttributeValue(i);
            }
        }
        return null;
    }

    /** @return number of attributes of the start tag */
    int attributes() {
        return reader.getAttributeCount();
    }

    String attributeName(int index) {
        return reader.getAttributeLocalName(index);
    }

    String attributeValue(int index) {
        return reader.getAttributeValue(index);
    }

    /** @return the text the cursor stands on; long text comes in several pieces */
    public String text() throws IOException {
        try {
            return reader.getText();
        } catch (UncheckedStreamException e) {
            throw lazily(e);
        } catch (OverLimit e) {
            throw fault(Reason.LIMIT, e.explanation());
        }
    }

    /** Passes over everything up to the end tag that belongs to the start tag the cursor stands on. */
    public void skipElement() throws IOException {
        int outside = depth - 1;
        while (depth > outside) {
            next();
        }
    }

    /** @return bytes taken from the stream so far */
    public long bytesRead() {
        return input.count();
    }

    /** @return the line the current token starts on, from 1 */
    public long line() {
        return reader.getLocation().getLineNumber();
    }

    /**
     * @param explanation what is wrong and how to mend it
     * @return a fault of the format at the current place, to be thrown
     */
    public MalformedFileException structureFault(String explanation) {
        return fault(Reason.STRUCTURE, explanation);
    }

    /** @return a limit of the format that the current place exceeds, to be thrown */
    public MalformedFileException limitFault(String explanation) {
        return fault(Reason.LIMIT, explanation);
    }

    private MalformedFileException fault(Reason reason, String explanation) {
        LocationInfo info = reader.getLocationInfo();
        // Before the root the parser counts a token's white space in: the current place is nearer.
        XMLStreamLocation2 start = depth == 0 ? info.getCurrentLocation() : info.getStartLocation();
        return MalformedFileException.at(
                reason,
                name,
                explanation,
                start.getLineNumber(),
                start.getColumnNumber(),
                info.getStartingByteOffset());
    }

    private String early() {
        return input.count() == 0
                ? "the file is empty; deliver it again"
                : "the file ends with %d elements still open; it was cut off, deliver it again".formatted(depth);
    }

    private MalformedFileException notWellFormed(XMLStreamException e) {
        boolean ended = input.exhausted() && ParserMessage.saysEndOfInput(e);
        String explanation = ended ? early() : ParserMessage.of(e);
        long line = e.getLocation() == null ? -1 : e.getLocation().getLineNumber();
        long column = e.getLocation() == null ? -1 : e.getLocation().getColumnNumber();
        long offset = e.getLocation() == null ? input.count() : e.getLocation().getCharacterOffset();
        Reason reason = ended ? Reason.TRUNCATED : Reason.NOT_WELL_FORMED;
        return MalformedFileException.at(reason, name, explanation, line, column, offset);
    }
}
