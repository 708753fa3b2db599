package io.tallyhouse.mining.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tallyhouse.mining.log.XesFile.GzipLimits;
import io.tallyhouse.mining.xml.MalformedFileException;
import io.tallyhouse.mining.xml.MalformedFileException.Reason;
import io.tallyhouse.testing.TestData;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XesFaultsTest {
    @TempDir
    Path folder;

    @Test
    void aDocumentTypeIsRefusedEvenIfItDoesNothing() {
        MalformedFileException fault = refused("<?xml version=\"1.0\"?>\n<!DOCTYPE log>\n<log/>");

        assertThat(fault.reason()).isEqualTo(Reason.DOCTYPE);
        assertThat(fault.line()).isEqualTo(2);
        assertThat(fault)
                .hasMessage(
                        "Cannot read log.xes: line 2, column 15, byte 21: a document type definition (DOCTYPE) is refused:"
                                + " it can name other files and grow without bound; deliver the file without it");
    }

    @Test
    void anExternalEntityIsNeverOpened() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "not for you");
        MalformedFileException fault = refused("<!DOCTYPE log [<!ENTITY x SYSTEM \"" + secret.toUri()
                + "\">]><log><string key=\"a\" value=\"&x;\"/></log>");

        assertThat(fault.reason()).isEqualTo(Reason.DOCTYPE);
        assertThat(fault).hasMessageNotContaining("not for you");
    }

    @Test
    void anEntityBombIsRefusedBeforeItGrows() {
        String bomb = "<!DOCTYPE log [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]>"
                + "<log><string key=\"a\" value=\"&c;\"/></log>";

        assertThat(refused(bomb).reason()).isEqualTo(Reason.DOCTYPE);
    }

    @Test
    void anUndeclaredEntityIsNamedAsSuch() {
        for (String xml : new String[] {"<log><string key=\"a\" value=\"&x;\"/></log>", "<log>&x;</log>"}) {
            MalformedFileException fault = refused(xml);

            assertThat(fault.reason()).isEqualTo(Reason.NOT_WELL_FORMED);
            assertThat(fault.explanation()).startsWith("an entity that is not").doesNotContain("implemented");
        }
    }

    @Test
    void aTruncatedFileIsAnErrorWithItsPlace() {
        MalformedFileException inTag = refused("<log>\n<trace>\n<event><string key=\"concept:na");
        MalformedFileException betweenTags = refused("<log>\n<trace>\n<event></event>\n");
        MalformedFileException empty = refused("");

        assertThat(inTag.reason()).isEqualTo(Reason.TRUNCATED);
        assertThat(inTag.line()).isEqualTo(3);
        assertThat(betweenTags.reason()).isEqualTo(Reason.TRUNCATED);
        assertThat(betweenTags.line()).isEqualTo(4);
        assertThat(betweenTags.explanation())
                .isEqualTo("the file ends with 2 elements still open; it was cut off, deliver it again");
        assertThat(empty.reason()).isEqualTo(Reason.TRUNCATED);
    }

    @Test
    void wrongNestingIsAnErrorWithItsPlace() {
        MalformedFileException fault = refused("<log>\n<trace></log>");

        assertThat(fault.reason()).isEqualTo(Reason.NOT_WELL_FORMED);
        assertThat(fault.line()).isEqualTo(2);
    }

    @Test
    void whatIsNoXmlOrNoXesIsRefused() {
        assertThat(refused("case,activity\n1,a\n").reason()).isEqualTo(Reason.NOT_WELL_FORMED);
        assertThat(refused("<pnml/>"))
                .hasMessage(
                        "Cannot read log.xes: line 1, column 1, byte 0: the root element is <pnml>, expected <log>: no XES");
        assertThat(refused("<log><event/></log>").reason()).isEqualTo(Reason.STRUCTURE);
        assertThat(refused("<log><trace><event/><string key=\"a\" value=\"b\"/></trace></log>")
                        .reason())
                .isEqualTo(Reason.STRUCTURE);
        assertThat(refused("<log><trace><event><string value=\"b\"/></event></trace></log>")
                        .explanation())
                .isEqualTo("<string> has no key");
        assertThat(refused("<log><trace><event><string key=\"b\"/></event></trace></log>")
                        .explanation())
                .isEqualTo("<string key=\"b\"> has no value");
    }

    @Test
    void wrongEncodingIsAnError() {
        byte[] latin = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><log><string key=\"a\" value=\"caf\u00e9 x\"/></log>"
                .getBytes(StandardCharsets.ISO_8859_1);

        assertThat(catchThrowableOfType(
                                MalformedFileException.class,
                                () -> XesReader.read(
                                        "log.xes", new ByteArrayInputStream(latin), XesLimits.defaults(), (t, e) -> {}))
                        .reason())
                .isEqualTo(Reason.NOT_WELL_FORMED);
    }

    @Test
    void deepNestingIsAnError() {
        String deep = "<log><trace><event>" + "<string key=\"k\" value=\"v\">".repeat(200_000);
        MalformedFileException fault = refused(deep);

        assertThat(fault.reason()).isEqualTo(Reason.LIMIT);
        assertThat(fault.explanation()).startsWith("elements are nested deeper than 64");
    }

    @Test
    void longNamesValuesAndRecordsAreErrors() {
        String longName = "<log><" + "n".repeat(5_000) + "/></log>";
        String longValue = event("v".repeat((1 << 20) + 1));
        String longRecord = "<log><trace><event>"
                + ("<string key=\"a\" value=\"" + "v".repeat(1 << 20) + "\"/>").repeat(8)
                + "</event></trace></log>";

        assertThat(refused(longName).explanation()).startsWith("a name has 5,000 characters, above 4,096");
        assertThat(refused(longValue).explanation()).startsWith("an attribute's value has 1,048,577 characters");
        assertThat(refused(longRecord).explanation()).startsWith("the attributes of one log, trace or event have more");
        assertThat(ReadLog.of(event("v".repeat(1 << 20))).summary.events()).isOne();
    }

    @Test
    void anEndlessAttributeEndsLongBeforeMemoryDoes() {
        InputStream endless = new InputStream() {
            private final byte[] start = "<log><string key=\"a\" value=\"".getBytes(StandardCharsets.UTF_8);
            private long at;

            @Override
            public int read() {
                return at < start.length ? start[(int) at++] : 'v';
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                for (int i = 0; i < length; i++) {
                    buffer[offset + i] = (byte) read();
                }
                at += length;
                return length;
            }
        };

        MalformedFileException fault = catchThrowableOfType(
                MalformedFileException.class,
                () -> XesReader.read("log.xes", endless, XesLimits.defaults(), (t, e) -> {}));
        assertThat(fault.reason()).isEqualTo(Reason.LIMIT);
        assertThat(fault.explanation()).startsWith("one tag, comment or text is larger than");
    }

    @Test
    void aLogAboveItsTotalSizeIsAnError() {
        XesLimits small = new XesLimits(100, 64, 100, 100, 100);

        assertThatThrownBy(() -> ReadLog.of("<log>" + "<trace></trace>".repeat(10) + "</log>", small))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("the document is larger than 100 bytes");
    }

    @Test
    void aTruncatedGzipIsAnErrorWhereverItIsCut() throws IOException {
        byte[] whole = Files.readAllBytes(TestData.file("receipt/receipt.xes.gz"));

        for (int length : new int[] {3, 1_000, whole.length / 2, whole.length - 8, whole.length - 1}) {
            MalformedFileException fault = refusedGzip(Arrays.copyOf(whole, length), GzipLimits.defaults());
            assertThat(fault.reason()).as("cut to %d bytes", length).isEqualTo(Reason.TRUNCATED);
            assertThat(fault).hasMessageStartingWith("Cannot read log.xes.gz: after ");
        }
    }

    @Test
    void aDamagedGzipIsAnError() throws IOException {
        byte[] damaged = Files.readAllBytes(TestData.file("receipt/receipt.xes.gz"));
        damaged[damaged.length - 6] ^= 1;

        assertThat(refusedGzip(damaged, GzipLimits.defaults()).reason()).isEqualTo(Reason.COMPRESSION);
    }

    @Test
    void aGzipBombIsAnError() throws IOException {
        byte[] bomb = gzip("<log>" + " ".repeat(20 << 20) + "</log>");

        assertThat(refusedGzip(bomb, GzipLimits.defaults()).explanation())
                .isEqualTo("the gzip file swells more than 200 times; raise maxRatio if it is meant to");
        assertThat(refusedGzip(bomb, new GzipLimits(1_000, 2_000)).explanation())
                .isEqualTo("the gzip file holds more than 1,000 bytes; raise maxBytes if it is meant to");
    }

    @Test
    void aZipArchiveOfOneFileIsReadAsThatFile() throws IOException {
        byte[] zip = zip(Map.of("folder/", "", "folder/log.xes", event("in a zip")));
        InputStream in = XesFile.decompressed("log.zip", new ByteArrayInputStream(zip), GzipLimits.defaults());

        assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(event("in a zip"));
    }

    @Test
    void aZipArchiveOfNoneOrSeveralFilesIsAnError() throws IOException {
        assertThat(refusedGzip(zip(Map.of("folder/", "")), GzipLimits.defaults())
                        .explanation())
                .isEqualTo("the zip archive holds no file");
        byte[] two = zip(new TreeMap<>(Map.of("a.xes", event("a"), "b.xes", event("b"))));
        assertThat(refusedGzip(two, GzipLimits.defaults()).explanation())
                .isEqualTo("the zip archive holds several files, expected one: a.xes, b.xes");
    }

    @Test
    void aCutDamagedOrSwellingZipArchiveIsAnError() throws IOException {
        byte[] whole = zip(Map.of("log.xes", Files.readString(TestData.home().resolve("examples/orders.xes"))));
        MalformedFileException cut = refusedGzip(Arrays.copyOf(whole, whole.length / 2), GzipLimits.defaults());
        assertThat(cut.reason()).isEqualTo(Reason.TRUNCATED);
        assertThat(cut.explanation()).isEqualTo("the zip archive ends early; it was cut off, deliver it again");

        byte[] damaged = whole.clone();
        damaged[whole.length / 2] ^= 1;
        assertThat(refusedGzip(damaged, GzipLimits.defaults()).reason())
                .isIn(Reason.COMPRESSION, Reason.NOT_WELL_FORMED);

        byte[] bomb = zip(Map.of("log.xes", "<log>" + " ".repeat(20 << 20) + "</log>"));
        assertThat(refusedGzip(bomb, GzipLimits.defaults()).explanation())
                .isEqualTo("the zip archive swells more than 200 times; raise maxRatio if it is meant to");
    }

    private static byte[] zip(Map<String, String> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static String event(String value) {
        return "<log><trace><event><string key=\"a\" value=\"" + value + "\"/></event></trace></log>";
    }

    private static MalformedFileException refused(String xml) {
        return catchThrowableOfType(MalformedFileException.class, () -> ReadLog.of(xml));
    }

    private static MalformedFileException refusedGzip(byte[] bytes, GzipLimits limits) {
        return catchThrowableOfType(MalformedFileException.class, () -> {
            InputStream in = XesFile.decompressed("log.xes.gz", new ByteArrayInputStream(bytes), limits);
            XesReader.read("log.xes.gz", in, XesLimits.defaults(), (t, e) -> {});
        });
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
