package io.tallyhouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallyhouse.terminal.Exit;
import io.tallyhouse.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReworkCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private static JsonNode json(String log, String... more) throws IOException {
        String[] args = new String[3 + more.length];
        args[0] = "rework";
        args[1] = "--json";
        args[2] = log;
        System.arraycopy(more, 0, args, 3, more.length);
        CommandLineRun run = CommandLineRun.of(args);
        assertThat(run.code()).as(run.err()).isEqualTo(Exit.OK);
        return JSON.readTree(run.out());
    }

    /** The counts of another program; see RepetitionTest. */
    @Test
    void aPublicLogRepeatsWhatOtherProgramsCounted() throws IOException {
        JsonNode closed =
                json(TestData.file("bpic2013/bpic2013_closed_problems.xes.gz").toString());
        assertThat(closed.path("repeated_events").asLong()).isEqualTo(3_143);
        assertThat(closed.path("repeated_cases").asLong()).isEqualTo(967);
        assertThat(closed.path("self_loops").asLong() + closed.path("loops").asLong())
                .isEqualTo(3_143);

        JsonNode teams =
                json(TestData.file("bpic2013/bpic2013_incidents.xes.gz").toString(), "--by", "org:group");
        assertThat(teams.path("hand_offs").asLong()).isEqualTo(9_454);
        assertThat(teams.path("ping_pong").asLong()).isEqualTo(2_394);
        assertThat(teams.path("ping_pong_cases").asLong()).isEqualTo(1_177);
    }

    @Test
    void theSameOfCsvInAnyOrderOfItsRowsAndWithMissingValues() throws IOException {
        Path csv = Files.writeString(folder.resolve("l.csv"), """
                case,activity,team,time
                1,open,A,2026-01-01T00:00:00Z
                1,back,A,2026-01-01T03:00:00Z
                1,pass,B,2026-01-01T01:00:00Z
                1,wait,,2026-01-01T02:00:00Z
                2,open,A,2026-01-01T00:00:00Z
                2,open,A,2026-01-01T01:00:00Z
                """);

        JsonNode teams = json(csv.toString(), "--by", "team");

        assertThat(teams.path("events").asLong()).isEqualTo(6);
        assertThat(teams.path("missing_events").asLong()).isEqualTo(1);
        assertThat(teams.path("repeated_events").asLong()).isEqualTo(2);
        assertThat(teams.path("self_loops").asLong()).isEqualTo(1);
        assertThat(teams.path("ping_pong").asLong()).isEqualTo(1);
        assertThat(teams.path("hand_off_matrix")).hasToString("{\"A\":{\"B\":1},\"B\":{\"A\":1}}");
        assertThat(teams.path("notes").path(0).asText()).contains("were put in the order of time");
    }

    @Test
    void aPersonReadsTheCountsAndWhoHandsOverToWhom() throws IOException {
        CommandLineRun run = CommandLineRun.of(
                "rework", TestData.home().resolve("examples/orders.xes").toString());

        assertThat(run.code()).as(run.err()).isEqualTo(Exit.OK);
        assertThat(run.out())
                .contains("repeated events   2 in 2 cases")
                .contains("  self-loops      1 at once")
                .containsPattern("from +to +times\n +ship +close order +6\n");
        assertThat(CommandLineRun.of(
                                "rework",
                                TestData.file("receipt/receipt.xes.gz").toString())
                        .out())
                .contains("pairs more; --json has all");
    }

    @Test
    void anAttributeThatNoEventHasIsAnErrorAndNotAnEmptyAnswer() {
        String log = TestData.home().resolve("examples/orders.xes").toString();

        CommandLineRun run = CommandLineRun.of("rework", log, "--by", "org:resource");

        assertThat(run.code()).isEqualTo(Exit.USAGE);
        assertThat(run.err()).contains("Cannot compare by org:resource: no event of");
        assertThat(CommandLineRun.of("rework", "no.xes").err()).contains("Cannot read no.xes: there is no such file");
        assertThat(CommandLineRun.of("rework", log, "--case", "x").err()).contains("Cannot use --case and --time with");
    }
}
