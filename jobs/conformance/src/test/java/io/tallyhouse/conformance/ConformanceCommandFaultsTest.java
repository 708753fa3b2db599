package io.tallyhouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logs, models and costs that are not what they should be: each is answered with what, where, why and what to do. */
class ConformanceCommandFaultsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Two branches of which one waits for the other: not made of blocks. */
    private static final String NET = """
            <pnml><net id="n"><page id="g">
            <place id="i"><initialMarking><text>1</text></initialMarking></place><place id="o"/><place id="m"/>
            <place id="p"/><place id="q"/><place id="r"/><place id="s"/><place id="t"/><place id="u"/>
            <transition id="begin"><name><text>begin</text></name></transition>
            <transition id="a"><name><text>a</text></name></transition>
            <transition id="b"><name><text>b</text></name></transition>
            <transition id="c"><name><text>c</text></name></transition>
            <transition id="d"><name><text>d</text></name></transition>
            <transition id="end"><name><text>end</text></name></transition>
            <arc id="1" source="i" target="begin"/><arc id="2" source="begin" target="p"/>
            <arc id="3" source="begin" target="s"/><arc id="4" source="p" target="a"/><arc id="5" source="a" target="q"/>
            <arc id="6" source="a" target="m"/><arc id="7" source="q" target="b"/><arc id="8" source="b" target="r"/>
            <arc id="9" source="s" target="c"/><arc id="10" source="c" target="t"/><arc id="11" source="t" target="d"/>
            <arc id="12" source="m" target="d"/><arc id="13" source="d" target="u"/><arc id="14" source="r" target="end"/>
            <arc id="15" source="u" target="end"/><arc id="16" source="end" target="o"/>
            <!-- more -->
            </page></net></pnml>
            """;

    private static final String FITTING = "case,activity\n1,begin\n1,c\n1,a\n1,b\n1,d\n1,end\n";

    @TempDir
    Path folder;

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private String net(String more) throws IOException {
        return file("net.pnml", NET.replace("<!-- more -->", more));
    }

    private static String refused(String... args) {
        String[] all = new String[args.length + 1];
        all[0] = "conformance";
        System.arraycopy(args, 0, all, 1, args.length);
        CommandLineRun run = CommandLineRun.of(all);
        assertThat(run.code()).as(run.out() + run.err()).isNotZero();
        assertThat(run.err())
                .doesNotContain("Exception")
                .doesNotContain("\tat ")
                .doesNotContain("--debug");
        return run.err();
    }

    private static JsonNode json(String... args) throws IOException {
        String[] all = new String[args.length + 2];
        all[0] = "conformance";
        all[1] = "--json";
        System.arraycopy(args, 0, all, 2, args.length);
        CommandLineRun run = CommandLineRun.of(all);
        assertThat(run.code()).as(run.err()).isZero();
        return JSON.readTree(run.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | the file is empty; deliver it again",
                "'<log><trace><event>' | line 1, column 20, byte 19: the file ends with 3 elements still open",
                "'<!DOCTYPE log SYSTEM \"file:///etc/passwd\"><log/>' | a document type definition (DOCTYPE) is refused",
                "'<!DOCTYPE log [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><log><string key=\"k\" value=\"&b;\"/></log>' | (DOCTYPE) is refused",
                "'<log><trace><event><string key=\"concept:name\" value=\"&#27;[31m\"/></event></trace></log>' | not well-formed XML",
                "'<log><trace><event/></trace></log>' | it has none of the attributes [concept:name]; choose another classifier"
            })
    void aLogThatIsNone(String xes, String said) throws IOException {
        assertThat(refused(file("log.xes", xes == null ? "" : xes), net(""))).contains(said);
    }

    @Test
    void aCutGzipFile() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write("<log><trace><event/></trace></log>".repeat(100).getBytes(StandardCharsets.UTF_8));
        }
        Path cut = Files.write(folder.resolve("cut.xes.gz"), Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2));

        assertThat(refused(cut.toString(), net("")))
                .contains("cut.xes.gz")
                .contains("it was cut off, deliver it again");
    }

    @Test
    void anAttributeOfTwoGibibytesIsRefusedLongBeforeItsEnd() throws IOException {
        Path bomb = folder.resolve("long.xes.gz");
        byte[] letters = new byte[1 << 20];
        Arrays.fill(letters, (byte) 'v');
        try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(bomb))) {
            gzip.write("<log><string key=\"k\" value=\"".getBytes(StandardCharsets.UTF_8));
            // The file is as it would be; what follows is never read.
            for (int i = 0; i < 64; i++) {
                gzip.write(letters);
            }
        }

        assertThat(refused(bomb.toString(), net(""))).contains("long.xes.gz").containsPattern("larger than|swells");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "<arc id='x' source='q' target='d'><inscription><text>-2</text></inscription></arc> | '-2' is negative",
                "<arc id='x' source='q' target='d'><inscription><text>2000000</text></inscription></arc> | arc of weight 2000000",
                "<place id='z'/><arc id='x' source='z' target='end'/> | unreachable end",
                "<place id='z'/> | no final marking, and 2 places without leaving arc [o, z]"
            })
    void aNetThatCannotBeUsed(String more, String said) throws IOException {
        assertThat(refused(file("log.csv", FITTING), net(more)))
                .contains("net.pnml")
                .contains(said);
    }

    @Test
    void aNetWithoutStartWithTwoEndsAndWhatIsNoNet() throws IOException {
        String log = file("log.csv", FITTING);
        String end = "<marking><place idref=\"o\"><text>1</text></place></marking>";

        assertThat(refused(
                        log,
                        file(
                                "s.pnml",
                                NET.replace("<text>1</text></initialMarking>", "<text>0</text></initialMarking>"))))
                .contains("s.pnml: line 1: no place has an initial marking; say where a case starts");
        assertThat(refused(
                        log,
                        file(
                                "e.pnml",
                                NET.replace("</page>", "</page><finalmarkings>" + end + end + "</finalmarkings>"))))
                .contains("2 final markings, expected one");
        assertThat(refused(log, file("n.pnml", "case,activity\n")))
                .contains("n.pnml: line 1")
                .contains("not well-formed");
        assertThat(refused(log, file("x.pnml", "<log/>"))).contains("expected <pnml> with one <net>, found <log>");
        assertThat(refused(log, file("x.ptml", NET))).contains("expected <ptml> with one <processTree>");
        assertThat(refused(log, Files.createDirectory(folder.resolve("d.pnml")).toString()))
                .contains("d.pnml: it is a folder, expected a file");
    }

    @Test
    void costsThatAreNoneAreNamedWithTheirFile() throws IOException {
        String log = file("log.csv", FITTING);

        assertThat(refused(log, net(""), "--costs", file("c.yaml", "log: {a: -1}\n")))
                .contains("c.yaml: Invalid cost of a log move with a: -1, expected 1 to 1000");
        assertThat(refused(log, net(""), "--costs", file("d.yaml", "- a\n")))
                .contains("d.yaml:1:1: Expected a mapping");
    }

    @Test
    void aLogInOtherWordsThanTheModelIsSaidToBeSo() throws IOException {
        JsonNode report = json(file("log.csv", "case,activity\n1,foo\n"), net(""));

        assertThat(report.path("fitting_cases").asLong()).isZero();
        assertThat(report.path("notes").toString())
                .contains("no activity of the log is in the model: the log has foo, the model a, b, begin, …");
    }

    @Test
    void anEmptyTraceCostsTheShortestRun() throws IOException {
        JsonNode report = json(file("log.xes", "<log><trace/><trace></trace></log>"), net(""));

        assertThat(report.path("cases").asLong()).isEqualTo(2);
        assertThat(report.path("total_cost").asLong()).isEqualTo(2 * 6);
    }

    @Test
    void namesThatATerminalWouldObeyOrThatFillItAreMadeReadable() throws IOException {
        String log = file("log.csv", "case,activity\n1,\u001b[31mred\u0007\n1," + "n".repeat(65_536) + "\n1,a\n");

        CommandLineRun run = CommandLineRun.of("conformance", log, net(""));

        assertThat(run.code()).isZero();
        assertThat(run.out()).doesNotContain("\u001b").doesNotContain("\u0007").contains("nnn…");
        assertThat(run.out().lines()).allMatch(line -> line.length() < 200);
        assertThat(json(log, net("")).path("deviations").toString()).contains("n".repeat(65_536));
    }

    @Test
    void silentCyclesEndAndSilentGrowthIsNotEvaluatedButSaid() throws IOException {
        String cycle =
                "<transition id='x'/><transition id='y'/><arc id='x1' source='s' target='x'/><arc id='x2' source='x' target='t'/>"
                        + "<arc id='y1' source='t' target='y'/><arc id='y2' source='y' target='s'/>";
        String growth = "<place id='h'/><transition id='x'/><transition id='y'/><arc id='x1' source='t' target='x'/>"
                + "<arc id='x2' source='x' target='t'/><arc id='x3' source='x' target='h'/><arc id='y1' source='h' target='y'/>";
        String log = file("log.csv", FITTING + "2,begin\n2,a\n2,b\n2,d\n2,end\n");

        JsonNode ofCycle = json(log, net(cycle));
        JsonNode ofGrowth = json(log, net(growth));

        assertThat(ofCycle.path("fitting_cases").asLong()).isEqualTo(2);
        assertThat(ofGrowth.path("not_evaluated").asLong()).isEqualTo(2);
        assertThat(ofGrowth.path("notes").toString()).contains("unbounded: place h can collect tokens without end");
    }

    @Test
    void aMillionEventsInOneCase() throws IOException {
        Path log = folder.resolve("log.csv");
        try (BufferedWriter out = Files.newBufferedWriter(log)) {
            out.write("case,activity\n1,begin\n");
            for (int i = 0; i < 1_000_000; i++) {
                out.write("1,c\n");
            }
            out.write("1,a\n1,b\n1,d\n1,end\n");
        }

        JsonNode report = json(log.toString(), net(""), "--threads", "1");

        assertThat(report.path("events").asLong()).isEqualTo(1_000_005);
        assertThat(report.path("total_cost").asLong()).isEqualTo(999_999);
    }
}
