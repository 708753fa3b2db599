package io.tallyhouse.sources.json;

import java.io.IOException;
import java.io.Reader;

/** Lines of bounded length, LF or CRLF, with the knowledge whether the last one was ended. */
final class LineReader {
    private final Reader reader;
    private final int maxChars;
    private final char[] buffer = new char[1 << 14];
    private final StringBuilder text = new StringBuilder();
    private int position;
    private int limit;
    private long line;
    private boolean tooLong;
    private boolean ended;

    LineReader(Reader reader, int maxChars) {
        this.reader = reader;
        this.maxChars = maxChars;
    }

    /** Reads a line; false at the end of the file. */
    boolean next() throws IOException {
        text.setLength(0);
        tooLong = false;
        ended = false;
        boolean any = false;
        while (position < limit || fill()) {
            any = true;
            char c = buffer[position++];
            if (c == '\n') {
                ended = true;
                break;
            }
            if (text.length() < maxChars) {
                text.append(c);
            } else {
                tooLong = true;
            }
        }
        if (any) {
            line++;
        }
        return any;
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, reader.read(buffer, 0, buffer.length));
        return limit > 0;
    }

    String text() {
        return text.toString();
    }

    /** Number of the line from 1. */
    long line() {
        return line;
    }

    /** Whether the line is longer than the limit and {@link #text()} only its start. */
    boolean isTooLong() {
        return tooLong;
    }

    /** Whether a line end followed; false at most for the last line. */
    boolean isEnded() {
        return ended;
    }
}
