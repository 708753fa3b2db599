package io.tallyhouse.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallyhouse.app.SmallHouse.Change;
import io.tallyhouse.app.command.Tallyhouse;
import io.tallyhouse.lake.journal.Journal;
import io.tallyhouse.terminal.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was delivered is read again once its contract or zone is another one, as if it had been so from the start. */
class RereadingTest {
    private static final String HEAD = "team_id,name,function,region,go_live_at,recorded_at\n";
    private static final String GOOD = "a,Alpha,Support,EU,,2026-01-01T00:00:00Z\n";
    private static final String ZONELESS = "b,Beta,Support,EU,2026-02-01T09:00:00,2026-01-01T00:00:00\n";
    /** The same record for those who know that Berlin is an hour ahead. */
    private static final String SAME = "b,Beta,Support,EU,2026-02-01T08:00:00Z,2025-12-31T23:00:00Z\n";

    private static final String ZONE = "datasets:\n  people/teams: {zone: Europe/Berlin}\n";

    @TempDir
    Path folder;

    private SmallHouse house;

    @BeforeEach
    void deliver() throws IOException {
        house = house("late");
    }

    /** The second file repeats in UTC what the first one says without a zone: read in Berlin it brings nothing new. */
    private SmallHouse house(String name) throws IOException {
        SmallHouse made = new SmallHouse(Files.createDirectories(folder.resolve(name)));
        deliver(made, "1.csv", GOOD + ZONELESS);
        deliver(made, "2.csv", SAME + ZONELESS.replace("b,Beta", "c,Gamma"));
        return made;
    }

    private static void deliver(SmallHouse to, String file, String rows) throws IOException {
        Path teams = Files.createDirectories(to.folder().resolve("landing/people/teams"));
        Files.writeString(teams.resolve(file), HEAD + rows);
    }

    private static void configure(SmallHouse house, String yaml) throws IOException {
        Files.createDirectories(house.config().getParent());
        Files.writeString(house.config(), yaml);
    }

    private static List<String> deliveries(SmallHouse house) throws IOException {
        List<String> lines = new ArrayList<>();
        for (JsonNode d : house.json("delivery", "list")) {
            lines.add(Path.of(d.path("file").asText()).getFileName() + " "
                    + d.path("status").asText() + " " + d.path("accepted").asLong() + "+"
                    + d.path("duplicates").asLong() + " quarantined "
                    + d.path("quarantined").asLong());
        }
        return lines;
    }

    private static House open(SmallHouse house) {
        Path folder = house.folder();
        return new House(Tallyhouse.home(), house.config(), folder.resolve("landing"), folder.resolve("warehouse"));
    }

    private int readings() {
        return new Journal(house.folder().resolve("warehouse"), "quarantine")
                .segments()
                .size();
    }

    @Test
    void aZoneSetAfterTheFactGivesTheWarehouseThatHadItFromTheStart() throws Exception {
        house.expect(Exit.OK, "nightly");
        List<String> before = List.of("1.csv ingested 1+0 quarantined 1", "2.csv ingested 1+0 quarantined 1");
        assertThat(deliveries(house)).isEqualTo(before);
        assertThat(house.expect(Exit.OK, "quarantine", "list").out())
                .contains("set zone for dataset people/teams in tallyhouse.yaml")
                .contains("Once the file is mended, or the contract or zone that it is read under: tallyhouse nightly");

        configure(house, ZONE);
        assertThat(house.json("plan").path("pending_deliveries").asLong()).isEqualTo(2);
        assertThat(house.expect(Exit.OK, "nightly").err())
                .contains("people/teams: contract or zone changed, 2 deliveries are read again");
        assertThat(deliveries(house))
                .containsExactly("1.csv ingested 2+0 quarantined 0", "2.csv ingested 1+1 quarantined 0");
        assertThat(house.expect(Exit.OK, "quarantine", "list").out()).isEqualTo("Nothing is in quarantine\n");
        house.expect(Exit.OK, "rebuild", "--check");

        SmallHouse fresh = house("fresh");
        configure(fresh, ZONE);
        fresh.expect(Exit.OK, "nightly");
        try (House late = open(house);
                House start = open(fresh)) {
            assertThat(Differences.ofTables(start, late)).isEmpty();
            assertThat(Differences.ofMarts(start, late)).isEmpty();
        }
        assertThat(deliveries(house)).isEqualTo(deliveries(fresh));

        // A quiet night reads nothing; what was wrong under the first reading is still told by the journal.
        List<String> told = new Journal(house.folder().resolve("warehouse"), "deliveries").segments();
        assertThat(house.expect(Exit.OK, "nightly").err()).doesNotContain("read again");
        assertThat(new Journal(house.folder().resolve("warehouse"), "deliveries").segments())
                .isEqualTo(told);
        assertThat(readings()).isEqualTo(4);
        configure(house, "organisation: {name: Without a zone}\n");
        house.expect(Exit.OK, "ingest");
        assertThat(deliveries(house)).isEqualTo(before);
        assertThat(house.json("quarantine", "list")).hasSize(2);
        assertThat(readings()).isEqualTo(6);
    }

    @Test
    void aRefusedFileIsTakenOnceTheContractKnowsItsColumn() throws Exception {
        Path teams = house.folder().resolve("landing/people/teams");
        Files.writeString(
                teams.resolve("3.csv"),
                HEAD.replace("\n", ",site\n") + GOOD.replace("a,", "s,").replace("\n", ",Bonn\n"));
        house.expect(Exit.OK, "land");
        house.expect(Exit.OK, "ingest");
        assertThat(deliveries(house)).contains("3.csv refused 0+0 quarantined 0");
        // Gone from landing, it stays as it was read, and that is said.
        Files.delete(teams.resolve("2.csv"));
        String column = "  - {name: site, type: string, optional: true, sentence: Where it sits.}\n";
        house.changed(List.of(new Change("sql/landing/people/teams.yaml", "", column)), () -> {
            assertThat(house.expect(Exit.OK, "ingest").err())
                    .contains("2 deliveries are read again")
                    .contains(
                            "1 deliveries of people/teams were read under another contract or zone and stay as they are")
                    .contains("people/teams/2.csv");
            assertThat(deliveries(house))
                    .containsExactly(
                            "1.csv ingested 1+0 quarantined 1",
                            "2.csv ingested 1+0 quarantined 1",
                            "3.csv ingested 1+0 quarantined 0");
            assertThat(house.json("quarantine", "list")).hasSize(2);
            assertThat(house.expect(Exit.OK, "ingest").err()).doesNotContain("read again");
        });
    }

    /** A segment that is there with other content stops the journal right after the commit, as a kill would. */
    @Test
    void killedBetweenBronzeAndJournalTheNextIngestFinishes() throws IOException {
        house.expect(Exit.OK, "land");
        house.expect(Exit.OK, "ingest");
        configure(house, ZONE);
        String run = CommandLineRun.newRun();
        Path segment = house.folder().resolve("warehouse/journal/deliveries/" + run + "-0-reread-people__teams.jsonl");
        Files.createFile(segment);
        try (House open = open(house)) {
            Rereading rereading = new Rereading(open, CommandLineRun.terminal(System.out));
            assertThatThrownBy(() -> rereading.run(run)).hasMessageContaining("other content");
        }
        Files.delete(segment);
        assertThat(deliveries(house))
                .containsExactly("1.csv ingested 1+0 quarantined 1", "2.csv ingested 1+0 quarantined 1");
        house.expect(Exit.OK, "ingest");
        assertThat(deliveries(house))
                .containsExactly("1.csv ingested 2+0 quarantined 0", "2.csv ingested 1+1 quarantined 0");
    }
}
