package io.tallyhouse.mining.xml;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes that the parser takes and stops it before one token or the whole document grows too large. */
final class GuardedInput extends FilterInputStream {
    private final XmlLimits limits;
    private long count;
    private long tokenStart;
    private boolean exhausted;

    GuardedInput(InputStream in, XmlLimits limits) {
        super(in);
        this.limits = limits;
    }

    void tokenStarts() {
        tokenStart = count;
    }

    long count() {
        return count;
    }

    boolean exhausted() {
        return exhausted;
    }

    @Override
    public int read() throws IOException {
        int value = in.read();
        if (value < 0) {
            exhausted = true;
        } else {
            counted(1);
        }
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = in.read(buffer, offset, length);
        if (read < 0) {
            exhausted = true;
        } else {
            counted(read);
        }
        return read;
    }

    private void counted(int bytes) {
        count += bytes;
        if (count > limits.maxBytes()) {
            throw new OverLimit("the document is larger than %,d bytes; raise maxBytes if it is meant to be"
                    .formatted(limits.maxBytes()));
        }
        if (count - tokenStart > limits.maxTokenBytes()) {
            throw new OverLimit(
                    "one tag, comment or text is larger than %,d bytes; raise maxValueChars if it is meant to be"
                            .formatted(limits.maxTokenBytes()));
        }
    }

    /** Passes through the parser, which knows the line; the cursor adds it. */
    static final class OverLimit extends RuntimeException {
        private static final long serialVersionUID = 1;

        OverLimit(String message) {
            super(message, null, false, false);
        }

        String explanation() {
            return String.valueOf(getMessage());
        }
    }
}
