package io.tallyhouse.sources.csv;

import io.tallyhouse.sources.DeliveryException;
import io.tallyhouse.sources.Reason;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits text into records after RFC 4180. Lines end with LF, CRLF or CR; a line break inside quotes is given as LF, so that a
 * re-save by a spreadsheet reads the same. Blank lines are no records.
 *
 * <p>Stricter than most readers on purpose: a quote inside an unquoted field or text after a closing quote makes the record
 * malformed, and a quote that never closes makes the file so, because nobody can say how many records it swallowed.
 */
final class CsvTokenizer {
    private static final int END = -1;

    private final Reader reader;
    private final String file;
    private final int maxChars;
    private final char[] buffer = new char[1 << 14];
    private int position;
    private int limit;
    private int pushedBack = -2;

    private final List<String> fields = new ArrayList<>();
    private final StringBuilder field = new StringBuilder();
    private long nextLine = 1;
    private long line;
    private int chars;
    private @Nullable Reason fault;

    CsvTokenizer(Reader reader, String file, int maxChars) {
        this.reader = reader;
        this.file = file;
        this.maxChars = maxChars;
    }

    /** Fields of the current record; valid until the next one is read. */
    List<String> fields() {
        return fields;
    }

    /** Line from 1 on which the current record begins. */
    long line() {
        return line;
    }

    /** Line from 1 on which the current record ends. */
    long lastLine() {
        return nextLine - 1;
    }

    /** What is wrong with the current record's form; null when nothing is. */
    @Nullable
    Reason fault() {
        return fault;
    }

    /** Reads a record; false at the end of the file. */
    boolean next() throws IOException {
        do {
            fields.clear();
            chars = 0;
            fault = null;
            line = nextLine;
            int c = read();
            if (c == END) {
                return false;
            }
            record(c);
        } while (fault == null && fields.size() == 1 && fields.get(0).isEmpty());
        return true;
    }

    private void record(int first) throws IOException {
        int c = first;
        while (true) {
            c = c == '"' ? quoted() : unquoted(c);
            fields.add(field.toString());
            field.setLength(0);
            if (c != ',') {
                break;
            }
            c = read();
        }
        nextLine++;
    }

    /** Takes an unquoted field that begins with c; gives the character after it. */
    private int unquoted(int first) throws IOException {
        int c = first;
        while (c != ',' && c != '\n' && c != END) {
            if (c == '"') {
                return malformed(Reason.MALFORMED_QUOTES);
            }
            if (++chars > maxChars) {
                return malformed(Reason.RECORD_TOO_LARGE);
            }
            field.append((char) c);
            c = read();
        }
        return c;
    }

    /** Takes a field after its opening quote; gives the character after the closing one. */
    private int quoted() throws IOException {
        long opened = nextLine;
        while (true) {
            int c = read();
            if (c == END) {
                throw unclosed(Reason.UNCLOSED_QUOTE, opened, "a quote is opened that never closes");
            }
            if (c == '"') {
                int after = read();
                if (after == ',' || after == '\n' || after == END) {
                    return after;
                }
                if (after != '"') {
                    pushedBack = after;
                    return malformed(Reason.MALFORMED_QUOTES);
                }
            } else if (c == '\n') {
                nextLine++;
            }
            if (++chars > maxChars) {
                throw unclosed(
                        Reason.RECORD_TOO_LARGE,
                        opened,
                        "a quote is opened and not closed within " + maxChars + " characters");
            }
            field.append((char) c);
        }
    }

    private DeliveryException unclosed(Reason reason, long opened, String why) {
        return new DeliveryException(
                file,
                reason,
                "line " + opened,
                why,
                "Write a quote inside a field twice, or deliver the whole file again.");
    }

    /** Skips the rest of the line. */
    private int malformed(Reason reason) throws IOException {
        fault = reason;
        int c = read();
        while (c != '\n' && c != END) {
            c = read();
        }
        return c;
    }

    /** The next character, a line end of any kind as LF. */
    private int read() throws IOException {
        int c = raw();
        if (c == '\r') {
            int after = raw();
            if (after != '\n') {
                pushedBack = after;
            }
            return '\n';
        }
        return c;
    }

    private int raw() throws IOException {
        if (pushedBack != -2) {
            int c = pushedBack;
            pushedBack = -2;
            return c;
        }
        if (position == limit) {
            limit = reader.read(buffer, 0, buffer.length);
            position = 0;
            if (limit < 0) {
                limit = 0;
                return END;
            }
        }
        return buffer[position++];
    }
}
