package io.tallyhouse.sources.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallyhouse.sources.DeliveryException;
import io.tallyhouse.sources.ParseLimits;
import io.tallyhouse.sources.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class DeliveryInputTest {
    private static final byte[] TEXT = "id,name\n1,Zoë\n2,😀\n".repeat(5_000).getBytes(StandardCharsets.UTF_8);

    @Test
    void readsPlainGzipAndByteOrderMarkAlike() throws IOException {
        String text = new String(TEXT, StandardCharsets.UTF_8);
        assertThat(read(TEXT, ParseLimits.DEFAULT)).isEqualTo(text);
        assertThat(read(gzip(TEXT), ParseLimits.DEFAULT)).isEqualTo(text);
        assertThat(read(("\ufeff" + text).getBytes(StandardCharsets.UTF_8), ParseLimits.DEFAULT))
                .isEqualTo(text);
        assertThat(read(new byte[0], ParseLimits.DEFAULT)).isEmpty();
    }

    @Test
    void bytesThatTrickleInAreTheSame() throws IOException {
        InputStream slow = new ByteArrayInputStream(gzip(TEXT)) {
            @Override
            public synchronized int read(byte[] b, int off, int len) {
                return super.read(b, off, Math.min(len, 3));
            }
        };
        assertThat(read(slow, ParseLimits.DEFAULT)).isEqualTo(new String(TEXT, StandardCharsets.UTF_8));
    }

    @Test
    void aCutGzipNamesTheByte() throws IOException {
        byte[] whole = gzip(TEXT);
        byte[] cut = Arrays.copyOf(whole, whole.length - 20);
        assertFault(
                cut,
                ParseLimits.DEFAULT,
                Reason.TRUNCATED,
                "Cannot read f.csv at compressed byte " + cut.length
                        + ": the gzip stream ends early. Deliver the whole file again; nothing of it was accepted.");
        assertFault(
                Arrays.copyOf(whole, 5),
                ParseLimits.DEFAULT,
                Reason.TRUNCATED,
                "Cannot read f.csv at compressed byte 5: the gzip stream ends early."
                        + " Deliver the whole file again; nothing of it was accepted.");
    }

    @Test
    void aDamagedGzipIsRefused() throws IOException {
        byte[] damaged = gzip(TEXT);
        damaged[damaged.length - 6] ^= 1; // a bit of the checksum
        assertThatThrownBy(() -> read(damaged, ParseLimits.DEFAULT))
                .isInstanceOfSatisfying(
                        DeliveryException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CORRUPT_GZIP));
    }

    @Test
    void wrongEncodingNamesByteAndLine() throws IOException {
        byte[] latin = "id,name\n1,Zoë\n".getBytes(StandardCharsets.ISO_8859_1);
        assertFault(
                latin,
                ParseLimits.DEFAULT,
                Reason.WRONG_ENCODING,
                "Cannot read f.csv at byte 12 (line 2): byte 0xEB is not UTF-8."
                        + " Save it as UTF-8; Excel writes it as \"CSV UTF-8\".");
        assertFault(
                "id".getBytes(StandardCharsets.UTF_16),
                ParseLimits.DEFAULT,
                Reason.WRONG_ENCODING,
                "Cannot read f.csv at byte 0: it is UTF-16, expected UTF-8. Save it as UTF-8.");
        byte[] marked = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf, 'a', (byte) 0xff};
        assertThatThrownBy(() -> read(marked, ParseLimits.DEFAULT)).hasMessageContaining("at byte 4 (line 1)");
        byte[] late = Arrays.copyOf(TEXT, TEXT.length + 1);
        late[TEXT.length] = (byte) 0xc3; // the first half of a character
        assertFault(
                late,
                ParseLimits.DEFAULT,
                Reason.WRONG_ENCODING,
                "Cannot read f.csv at byte " + TEXT.length + " (line 15001): byte 0xC3 is not UTF-8."
                        + " Save it as UTF-8; Excel writes it as \"CSV UTF-8\".");
    }

    @Test
    void sizesAreLimited() throws IOException {
        assertFault(
                gzip(TEXT),
                new ParseLimits(1_000, 1 << 20, 64, 250),
                Reason.FILE_TOO_LARGE,
                "Cannot read f.csv at byte 1000: the file is longer than the limit of 1000 bytes."
                        + " Deliver it in parts, or raise the limit in tallyhouse.yaml.");
        assertThatThrownBy(() -> read(gzip(new byte[20 << 20]), ParseLimits.DEFAULT))
                .isInstanceOfSatisfying(
                        DeliveryException.class, e -> assertThat(e.reason()).isEqualTo(Reason.DECOMPRESSION_RATIO))
                .hasMessageContaining("it expands to more than 250 times its size");
    }

    @Test
    void aWorkbookIsNoText() throws IOException {
        assertFault(
                "PK\3\4rest".getBytes(StandardCharsets.ISO_8859_1),
                ParseLimits.DEFAULT,
                Reason.WRONG_FORMAT,
                "Cannot read f.csv: it is a zip archive or an Excel workbook."
                        + " Deliver the exported text file itself, plain or as .gz.");
    }

    private static void assertFault(byte[] bytes, ParseLimits limits, Reason reason, String message) {
        assertThatThrownBy(() -> read(bytes, limits))
                .isInstanceOfSatisfying(
                        DeliveryException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessage(message);
    }

    private static String read(byte[] bytes, ParseLimits limits) throws IOException {
        return read(new ByteArrayInputStream(bytes), limits);
    }

    private static String read(InputStream in, ParseLimits limits) throws IOException {
        StringWriter out = new StringWriter();
        Reader reader = DeliveryInput.text(in, "f.csv", limits);
        reader.transferTo(out);
        return out.toString();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
