package io.tallyhouse.sources.input;

import io.tallyhouse.sources.DeliveryException;
import io.tallyhouse.sources.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** UTF-8 without mercy: a wrong byte is a fault of the file, named by its position; a byte order mark is dropped. */
final class Utf8Reader extends Reader {
    private final InputStream in;
    private final String file;
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 15).limit(0);
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private long consumed;
    private long line = 1;
    private boolean started;
    private boolean ended;

    Utf8Reader(InputStream in, String file) {
        this.in = in;
        this.file = file;
    }

    @Override
    public int read(char[] chars, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        CharBuffer target = CharBuffer.wrap(chars, offset, length);
        while (true) {
            if (!started) {
                start();
            }
            int before = bytes.position();
            CoderResult result = decoder.decode(bytes, target, ended);
            consumed += bytes.position() - before;
            int n = target.position();
            if (result.isError()) {
                countLines(chars, offset, n);
                throw malformed();
            }
            if (n > 0) {
                countLines(chars, offset, n);
                return n;
            }
            if (result.isOverflow()) {
                // Room for one char where the next character needs two: the caller asked for a single char.
                throw new IOException("Cannot decode into a buffer of one character");
            }
            if (ended) {
                return -1;
            }
            fill();
        }
    }

    private void start() throws IOException {
        started = true;
        while (bytes.remaining() < 3 && !ended) {
            fill();
        }
        int first = bytes.remaining() > 1 ? (bytes.get(0) & 0xff) << 8 | bytes.get(1) & 0xff : 0;
        if (first == 0xfffe || first == 0xfeff) {
            throw new DeliveryException(
                    file, Reason.WRONG_ENCODING, "byte 0", "it is UTF-16, expected UTF-8", "Save it as UTF-8.");
        }
        if (first == 0xefbb && bytes.remaining() > 2 && (bytes.get(2) & 0xff) == 0xbf) {
            bytes.position(3);
            consumed = 3;
        }
    }

    private void fill() throws IOException {
        bytes.compact();
        int n = in.read(bytes.array(), bytes.position(), bytes.remaining());
        if (n < 0) {
            ended = true;
        } else {
            bytes.position(bytes.position() + n);
        }
        bytes.flip();
    }

    private void countLines(char[] chars, int offset, int n) {
        for (int i = offset; i < offset + n; i++) {
            if (chars[i] == '\n') {
                line++;
            }
        }
    }

    private DeliveryException malformed() {
        int wrong = bytes.get(bytes.position()) & 0xff;
        return new DeliveryException(
                file,
                Reason.WRONG_ENCODING,
                "byte " + consumed + " (line " + line + ")",
                String.format(Locale.ROOT, "byte 0x%02X is not UTF-8", wrong),
                "Save it as UTF-8; Excel writes it as \"CSV UTF-8\".");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
