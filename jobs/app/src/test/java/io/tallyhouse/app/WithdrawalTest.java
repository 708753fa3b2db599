package io.tallyhouse.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallyhouse.app.command.Tallyhouse;
import io.tallyhouse.lake.journal.WarehouseLock;
import io.tallyhouse.terminal.Exit;
import io.tallyhouse.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wrong delivery taken back; three deliveries of teams, of which the second repeats a row of the first and the third one of both. */
class WithdrawalTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HEAD = "team_id,name,function,region,go_live_at,recorded_at\n";
    private static final String A = "a,Alpha,support,eu-west-1,,2026-01-01T00:00:00Z\n";
    private static final String B = "b,Beta,support,eu-west-1,,2026-01-02T00:00:00Z\n";
    private static final String C = "c,Gamma,support,eu-west-1,,2026-01-03T00:00:00Z\n";

    @TempDir
    Path folder;

    private Path teams;

    @BeforeEach
    void deliver() throws IOException {
        teams = Files.createDirectories(folder.resolve("landing/people/teams"));
        Files.writeString(teams.resolve("1.csv"), HEAD + A + B);
        run("land");
        Files.writeString(teams.resolve("2.csv"), HEAD + B + C);
        run("land");
        Files.writeString(teams.resolve("3.csv"), HEAD + C + C.replace("c,", "d,"));
        run("land");
        run("ingest");
    }

    private CommandLineRun run(String... args) {
        CommandLineRun run = tryRun(args);
        assertThat(run.code()).as(run.err()).isEqualTo(Exit.OK);
        return run;
    }

    private CommandLineRun tryRun(String... args) {
        List<String> all = new ArrayList<>(Arrays.asList(args));
        all.addAll(List.of("--warehouse", folder.resolve("warehouse").toString()));
        all.addAll(List.of("--landing", folder.resolve("landing").toString()));
        return CommandLineRun.of(all.toArray(String[]::new));
    }

    /** File, status, accepted and duplicates of every delivery. */
    private List<String> deliveries() throws IOException {
        List<String> lines = new ArrayList<>();
        for (JsonNode d : JSON.readTree(run("delivery", "list", "--json").out())) {
            lines.add(Path.of(d.path("file").asText()).getFileName() + " "
                    + d.path("status").asText() + " " + d.path("accepted").asLong() + "+"
                    + d.path("duplicates").asLong());
        }
        return lines;
    }

    private String id(int index) throws IOException {
        return JSON.readTree(run("delivery", "list", "--json").out())
                .path(index)
                .path("id")
                .asText();
    }

    @Test
    void whatOnlyLaterDeliveriesStillCarryComesBack() throws IOException {
        assertThat(deliveries()).containsExactly("1.csv ingested 2+0", "2.csv ingested 1+1", "3.csv ingested 1+1");
        CommandLineRun withdrawn = run("delivery", "withdraw", id(0), "--reason", "wrong month", "--json");
        assertThat(JSON.readTree(withdrawn.out()).path("read_again")).hasSize(2);
        List<String> expected = List.of("1.csv withdrawn 2+0", "2.csv ingested 2+0", "3.csv ingested 1+1");
        assertThat(deliveries()).isEqualTo(expected);
        // The same command again changes nothing, nor does the file that still lies in landing.
        run("delivery", "withdraw", id(0));
        run("land");
        run("ingest");
        assertThat(deliveries()).isEqualTo(expected);
    }

    /** A segment that is there with other content stops the journal right after the commit, as a kill would. */
    private void dieBeforeTheJournal() throws IOException {
        String run = CommandLineRun.newRun();
        Path segment = folder.resolve("warehouse/journal/deliveries/" + run + "-0-withdraw-" + id(0) + ".jsonl");
        Files.createFile(segment);
        try (House house = house()) {
            assertThatThrownBy(() -> withdrawals(house).withdraw(id(0), run, null))
                    .hasMessageContaining("other content");
        }
        Files.delete(segment);
        assertThat(deliveries()).contains("1.csv ingested 2+0");
    }

    private House house() {
        return new House(Tallyhouse.home(), null, folder.resolve("landing"), folder.resolve("warehouse"));
    }

    private static Withdrawals withdrawals(House house) {
        return new Withdrawals(house, new Terminal(System.out, System.err, Clock.systemUTC()));
    }

    @Test
    void killedBetweenBronzeAndJournalTheSameCommandFinishes() throws IOException {
        dieBeforeTheJournal();
        run("delivery", "withdraw", id(0));
        assertThat(deliveries()).containsExactly("1.csv withdrawn 2+0", "2.csv ingested 2+0", "3.csv ingested 1+1");
    }

    @Test
    void killedBetweenBronzeAndJournalHealingBeforeTheNextIngestFinishes() throws IOException {
        dieBeforeTheJournal();
        try (House house = house()) {
            new BronzeRows(house).heal(CommandLineRun.newRun());
        }
        assertThat(deliveries()).containsExactly("1.csv withdrawn 2+0", "2.csv pending 0+0", "3.csv pending 0+0");
        run("ingest");
        assertThat(deliveries()).containsExactly("1.csv withdrawn 2+0", "2.csv ingested 2+0", "3.csv ingested 1+1");
    }

    @Test
    void nothingChangesWhenAFileThatHasToBeReadAgainIsMissing() throws IOException {
        List<String> before = deliveries();
        Files.move(teams.resolve("2.csv"), folder.resolve("2.csv"));
        CommandLineRun refused = tryRun("delivery", "withdraw", id(0));
        assertThat(refused.code()).isEqualTo(Exit.FAILED);
        assertThat(refused.err()).contains("people/teams/2.csv", "nothing was changed");
        Files.writeString(teams.resolve("2.csv"), HEAD + A);
        assertThat(tryRun("delivery", "withdraw", id(0)).code()).isEqualTo(Exit.FAILED);
        assertThat(deliveries()).isEqualTo(before);
        try (WarehouseLock lock = WarehouseLock.take(
                folder.resolve("warehouse"), "somebody else", Instant.parse("2026-03-31T02:00:00Z"))) {
            assertThat(tryRun("delivery", "withdraw", id(0)).code()).isEqualTo(Exit.LOCKED);
        }
        assertThat(tryRun("delivery", "withdraw", "zz").code()).isEqualTo(Exit.USAGE);
    }
}
