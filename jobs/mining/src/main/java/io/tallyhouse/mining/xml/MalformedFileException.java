package io.tallyhouse.mining.xml;

/**
 * A file that cannot be accepted, with the reason and the place. A file-level fault: nothing read from the file before it counts.
 *
 * <p>Lines and columns count from 1, bytes from 0 and after decompression; -1 means that the place is not known.
 */
public final class MalformedFileException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Why a file is refused, stable for quarantine. */
    public enum Reason {
        /** The bytes end before the document does. */
        TRUNCATED,
        /** The bytes are not well-formed XML. */
        NOT_WELL_FORMED,
        /** A document type definition, the door to entity bombs and foreign files. */
        DOCTYPE,
        /** A size, length or depth above the configured limit. */
        LIMIT,
        /** Damaged or suspicious compression. */
        COMPRESSION,
        /** Well-formed XML that is not what the format says. */
        STRUCTURE
    }

    private final Reason reason;
    private final String explanation;
    private final long line;
    private final long column;
    private final long byteOffset;

    private MalformedFileException(
            Reason reason, String message, String explanation, long line, long column, long byteOffset) {
        super(message);
        this.reason = reason;
        this.explanation = explanation;
        this.line = line;
        this.column = column;
        this.byteOffset = byteOffset;
    }

    static MalformedFileException at(
            Reason reason, String name, String explanation, long line, long column, long byteOffset) {
        String message = "Cannot read %s: line %d, column %d, byte %d: %s"
                .formatted(name, line, column, byteOffset, explanation);
        return new MalformedFileException(reason, message, explanation, line, column, byteOffset);
    }

    /**
     * @param byteOffset bytes that were read before the fault, after decompression
     * @return a fault seen in the bytes, before any XML
     */
    public static MalformedFileException atByte(Reason reason, String name, String explanation, long byteOffset) {
        String message = "Cannot read %s: after %d bytes: %s".formatted(name, byteOffset, explanation);
        return new MalformedFileException(reason, message, explanation, -1, -1, byteOffset);
    }

    /** @return a fault in a file of lines, from 1 */
    public static MalformedFileException atLine(Reason reason, String name, String explanation, long line) {
        String message = "Cannot read %s: line %d: %s".formatted(name, line, explanation);
        return new MalformedFileException(reason, message, explanation, line, -1, -1);
    }

    /** @return why, in one word */
    public Reason reason() {
        return reason;
    }

    /** @return the fault and how to mend it, without the place */
    public String explanation() {
        return explanation;
    }

    /** @return the line, from 1, or -1 */
    public long line() {
        return line;
    }

    /** @return the column, from 1, or -1 */
    public long column() {
        return column;
    }

    /** @return the offset in the decompressed bytes, from 0, or -1 */
    public long byteOffset() {
        return byteOffset;
    }
}
