package io.tallyhouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyhouse.terminal.Exit;
import io.tallyhouse.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConformanceCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String MODEL = """
            <ptml><processTree root="r" name="m"><sequence id="r" name=""/>\
            <manualTask id="a" name="a"/><manualTask id="b" name="b"/>\
            <parentsNode id="1" sourceId="r" targetId="a"/><parentsNode id="2" sourceId="r" targetId="b"/>\
            </processTree></ptml>
            """;

    @TempDir
    Path folder;

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static String log(String... traces) {
        return "<log>" + String.join("", traces) + "</log>";
    }

    private static String trace(String... activities) {
        StringBuilder events = new StringBuilder("<trace>");
        for (String activity : activities) {
            events.append("<event><string key=\"concept:name\" value=\"" + activity + "\"/></event>");
        }
        return events.append("</trace>").toString();
    }

    private static JsonNode json(String... args) throws IOException {
        List<String> all = new ArrayList<>(List.of("conformance", "--json"));
        all.addAll(List.of(args));
        CommandLineRun run = CommandLineRun.of(all.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isEqualTo(Exit.OK);
        return JSON.readTree(run.out());
    }

    @Test
    void aPublicLogHasTheCostThatOtherProgramsFoundWithAnyNumberOfThreads() throws IOException {
        String log = TestData.file("bpic2013/bpic2013_closed_problems.xes.gz").toString();
        String model =
                TestData.file("bpic2013/bpic2013_closed_problems-imf.ptml").toString();

        JsonNode one = json(log, model, "--threads", "1");
        JsonNode eight = json(log, model, "--threads", "8");

        assertThat(one.path("total_cost").asLong()).isEqualTo(2_173);
        assertThat(one.path("mean_fitness").asDouble()).isCloseTo(0.8241434187, within(1e-9));
        assertThat(one.path("cases").asLong()).isEqualTo(1_487);
        assertThat(one.path("not_evaluated").asLong()).isZero();
        assertThat(one.path("seconds").path("evaluate").isNumber()).isTrue();
        for (JsonNode report : List.of(one, eight)) {
            ((ObjectNode) report).remove("seconds");
        }
        assertThat(eight).isEqualTo(one);
    }

    @Test
    void replayCountsTokens() throws IOException {
        JsonNode report = json(
                TestData.file("running-example/running-example.xes").toString(),
                TestData.file("running-example/running-example.pnml").toString(),
                "--method",
                "replay");

        assertThat(report.path("fitting_cases").asLong()).isEqualTo(6);
        assertThat(report.path("missing").asLong()).isZero();
        assertThat(report.path("remaining").asLong()).isZero();
        assertThat(report.path("produced").asLong())
                .isEqualTo(report.path("consumed").asLong());
        assertThat(report.path("total_cost").isNull()).isTrue();
    }

    /** By hand: a comes, b is done twice and the second finds no token; in the other case b comes without a, and then nothing. */
    @Test
    void replaySaysAtWhichPlaceTokensWereMissingAndWhatFiredWithoutThem() throws IOException {
        String net = file("n.pnml", """
                <pnml><net id="n" type="http://www.pnml.org/version-2009/grammar/pnmlcoremodel"><page id="g">\
                <place id="p"><initialMarking><text>1</text></initialMarking></place><place id="q"/><place id="r"/>\
                <transition id="t"><name><text>a</text></name></transition>\
                <transition id="u"><name><text>b</text></name></transition>\
                <arc id="1" source="p" target="t"/><arc id="2" source="t" target="q"/>\
                <arc id="3" source="q" target="u"/><arc id="4" source="u" target="r"/></page>\
                <finalmarkings><marking><place idref="r"><text>1</text></place></marking></finalmarkings></net></pnml>
                """);
        String log = file("l.xes", log(trace("a", "b", "b"), trace("b")));

        JsonNode report = json(log, net, "--method", "replay");

        assertThat(report.path("places"))
                .hasToString("[{\"place\":\"p\",\"produced\":2,\"consumed\":1,\"missing\":0,\"remaining\":1},"
                        + "{\"place\":\"q\",\"produced\":1,\"consumed\":3,\"missing\":2,\"remaining\":0},"
                        + "{\"place\":\"r\",\"produced\":3,\"consumed\":2,\"missing\":0,\"remaining\":1}]");
        assertThat(report.path("transitions"))
                .hasToString("[{\"transition\":\"t\",\"activity\":\"a\",\"fired\":1,\"forced\":0},"
                        + "{\"transition\":\"u\",\"activity\":\"b\",\"fired\":3,\"forced\":2}]");
        assertThat(CommandLineRun.of("conformance", log, net, "--method", "replay")
                        .out())
                .containsPattern("activity +times +tokens were missing\n +b +3 +2\n");
    }

    @Test
    void aPersonReadsFiguresAndTheCostliestDeviations() throws IOException {
        String log = file("l.xes", log(trace("a", "b"), trace("a", "x", "b"), trace("b"), trace("b")));

        CommandLineRun run = CommandLineRun.of("conformance", log, file("m.ptml", MODEL));

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .containsPattern("fitting cases +1 \\(25.0 %\\)")
                .containsPattern("total cost +3")
                .containsPattern("skipped +a +2 +2 +2 +a *\n *inserted +x +1 +1 +1 +b")
                .contains("4 cases have events without a usable time");
        assertThat(run.err()).contains("At least 3 of 4 cases deviate", "Aligning 3 variants of 4 cases");
    }

    /** By hand: beside a then b, {@code b a} has b too early, {@code a b b b} has it twice more, {@code a} not at all. */
    @Test
    void aDeviationIsCalledWhatAPersonCallsIt() throws IOException {
        String log = file("l.xes", log(trace("b", "a"), trace("a", "b", "b", "b"), trace("a"), trace("a")));

        JsonNode report = json(log, file("m.ptml", MODEL), "--costs", file("c.yaml", "model: {b: 3}\nlog: {b: 2}\n"));

        List<String> rows = new ArrayList<>();
        report.path("deviations").forEach(d -> rows.add(d.toString()));
        assertThat(rows)
                .containsExactly(
                        "{\"shown_as\":\"skipped\",\"kind\":\"skipped\",\"activity\":\"b\",\"cost\":6,\"cases\":2,\"times\":2,"
                                + "\"example\":{\"position\":1,\"expected\":[\"b\"]}}",
                        "{\"shown_as\":\"repeated\",\"kind\":\"inserted\",\"activity\":\"b\",\"cost\":4,\"cases\":1,\"times\":2,"
                                + "\"example\":{\"position\":2,\"expected\":[]}}",
                        "{\"shown_as\":\"swapped\",\"kind\":\"skipped\",\"activity\":\"a\",\"cost\":1,\"cases\":1,\"times\":1,"
                                + "\"example\":{\"position\":0,\"expected\":[\"a\"]}}",
                        "{\"shown_as\":\"swapped\",\"kind\":\"inserted\",\"activity\":\"a\",\"cost\":1,\"cases\":1,\"times\":1,"
                                + "\"example\":{\"position\":1,\"expected\":[]}}");
        assertThat(report.path("total_cost").asLong()).isEqualTo(6 + 4 + 1 + 1);
        assertThat(report.path("footprint"))
                .hasToString("{\"deviating_cases\":4,\"strange_pairs\":["
                        + "{\"from\":null,\"to\":\"b\",\"cases\":1},{\"from\":\"a\",\"to\":null,\"cases\":3},"
                        + "{\"from\":\"b\",\"to\":\"a\",\"cases\":1},{\"from\":\"b\",\"to\":\"b\",\"cases\":1}]}");
    }

    @Test
    void eventsStandByTime() throws IOException {
        String late = "<event><string key=\"concept:name\" value=\"b\"/>"
                + "<date key=\"time:timestamp\" value=\"2026-01-02T00:00:00Z\"/></event>";
        String early = "<event><string key=\"concept:name\" value=\"a\"/>"
                + "<date key=\"time:timestamp\" value=\"2026-01-01T00:00:00Z\"/></event>";

        JsonNode report = json(file("l.xes", log("<trace>" + late + early + "</trace>")), file("m.ptml", MODEL));

        assertThat(report.path("fitting_cases").asLong()).isEqualTo(1);
        assertThat(report.path("notes").path(0).asText()).contains("1 events stood before an earlier one");
    }

    @Test
    void aLogInCsvHasTheTokensThatAnotherProgramFound() throws IOException {
        JsonNode report = json(
                TestData.file("running-example/running_example_broken.csv").toString(),
                TestData.file("running-example/running-example.pnml").toString(),
                "--method",
                "replay");

        assertThat(report.path("cases").asLong()).isEqualTo(6);
        assertThat(report.path("log_fitness").asDouble()).isCloseTo(0.8156108597285068, within(1e-9));
        assertThat(report.path("mean_fitness").asDouble()).isCloseTo(0.8077731092436974, within(1e-9));
    }

    @Test
    void columnsOfACsvFileAreNamedAndItsFaultsSaid() throws IOException {
        String log = file(
                "l.csv", "Vorgang;Schritt;Wann\n1;b;2026-01-02 10:00\n2;a;2026-01-01 10:00\n1;a;2026-01-01 10:00\n");
        String model = file("m.ptml", MODEL);

        CommandLineRun without = CommandLineRun.of("conformance", log, model);
        assertThat(without.code()).isEqualTo(Exit.FAILED);
        assertThat(without.err())
                .contains("l.csv: line 1: no column for the case")
                .contains("[Vorgang, Schritt, Wann]");
        JsonNode report = json(log, model, "--case", "Vorgang", "--classifier", "Schritt", "--time", "Wann");
        assertThat(report.path("cases").asLong()).isEqualTo(2);
        assertThat(report.path("fitting_cases").asLong()).isEqualTo(1);
        assertThat(report.path("notes").path(0).asText()).contains("1 cases were put in the order of time");
        assertThat(CommandLineRun.of("conformance", file("s.csv", "case,activity\n1,a\n1\n"), model)
                        .err())
                .contains("s.csv: line 3: 1 fields where the header has 2");
        Path latin = Files.write(folder.resolve("latin.csv"), new byte[] {'c', 'a', 's', 'e', ',', (byte) 0xe4, '\n'});
        assertThat(CommandLineRun.of("conformance", latin.toString(), model).err())
                .contains("no UTF-8");
        assertThat(CommandLineRun.of("conformance", file("l.xes", log()), model, "--case", "x")
                        .err())
                .contains("columns of a CSV file");
    }

    @Test
    void theClassifierNamesTheEvents() throws IOException {
        String event =
                "<event><string key=\"concept:name\" value=\"%s\"/><string key=\"org:group\" value=\"%s\"/></event>";
        String log = file("l.xes", log("<trace>" + event.formatted("x", "a") + event.formatted("x", "b") + "</trace>"));
        String model = file("m.ptml", MODEL);

        assertThat(json(log, model).path("fitting_cases").asLong()).isZero();
        assertThat(json(log, model, "--classifier", "org:group")
                        .path("fitting_cases")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void startAndCompletionAreOneStepUnlessTheModelKnowsTheTransitions() throws IOException {
        String event =
                "<event><string key=\"concept:name\" value=\"%s\"/><string key=\"lifecycle:transition\" value=\"%s\"/></event>";
        String log = file(
                "l.xes",
                log("<trace>" + event.formatted("a", "start") + event.formatted("a", "complete")
                        + event.formatted("b", "start") + event.formatted("b", "complete") + "</trace>"));

        assertThat(json(log, file("m.ptml", MODEL)).path("fitting_cases").asLong())
                .isEqualTo(1);
    }

    @Test
    void whatCannotBeReadIsSaidWithItsPlace() throws IOException {
        String model = file("m.ptml", MODEL);
        String cut = file("cut.xes", "<log><trace><event>");
        String dtd = file("dtd.xes", "<!DOCTYPE log [<!ENTITY x \"y\">]><log/>");

        assertThat(CommandLineRun.of("conformance", cut, model))
                .satisfies(run -> assertThat(run.code()).isEqualTo(Exit.FAILED))
                .satisfies(run -> assertThat(run.err()).contains("cut.xes").doesNotContain("--debug"));
        assertThat(CommandLineRun.of("conformance", dtd, model).err()).contains("DOCTYPE");
        assertThat(CommandLineRun.of("conformance", cut, cut))
                .satisfies(run -> assertThat(run.code()).isEqualTo(Exit.USAGE))
                .satisfies(run -> assertThat(run.err()).contains(".pnml").contains(".ptml"));
        assertThat(CommandLineRun.of("conformance", folder.resolve("no.xes").toString(), model)
                        .err())
                .contains("there is no such file");
    }

    @Test
    void movesCostWhatTheFileSays() throws IOException {
        String log = file("l.xes", log(trace("b", "x")));
        String model = file("m.ptml", MODEL);
        String costs = file("costs.yaml", "log: {x: 5}\nmodel: {a: 3}\n");

        assertThat(json(log, model).path("total_cost").asLong()).isEqualTo(2);
        // What was worst: b and x inserted, a and b skipped.
        JsonNode dear = json(log, model, "--costs", costs);
        assertThat(dear.path("total_cost").asLong()).isEqualTo(8);
        assertThat(dear.path("log_fitness").asDouble()).isEqualTo(1 - 8.0 / (1 + 5 + 3 + 1));

        CommandLineRun unknown =
                CommandLineRun.of("conformance", log, model, "--costs", file("c.yaml", "logs: {x: 5}\n"));
        assertThat(unknown.code()).isEqualTo(Exit.USAGE);
        assertThat(unknown.err()).contains("c.yaml:1:1").contains("\"log\"");
        CommandLineRun negative =
                CommandLineRun.of("conformance", log, model, "--costs", file("n.yaml", "model: {a: -1}\n"));
        assertThat(negative.code()).isEqualTo(Exit.USAGE);
        assertThat(negative.err()).contains("cost of a model move with a: -1, expected 1 to 1000");
    }

    @Test
    void anEmptyLogHasNoFitness() throws IOException {
        JsonNode report = json(file("l.xes", log()), file("m.ptml", MODEL));

        assertThat(report.path("cases").asLong()).isZero();
        assertThat(report.path("mean_fitness").isNull()).isTrue();
        assertThat(report.path("precision").isNull()).isTrue();
    }
}
