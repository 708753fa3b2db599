package io.tallyhouse.publish.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallyhouse.publish.MartGroup;
import io.tallyhouse.publish.MartTable;
import io.tallyhouse.publish.Marts;
import io.tallyhouse.publish.Parquet;
import io.tallyhouse.publish.Publication;
import io.tallyhouse.publish.PublishException;
import io.tallyhouse.publish.terminal.TextTable;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {
    private static final String LIST = " See what there is: tallyhouse query \"SHOW TABLES\"";

    @TempDir
    static Path folder;

    private static Query query;

    @BeforeAll
    static void publish() {
        Path file = Parquet.write(folder.resolve("ticket.parquet"), Marts.TICKET_ROWS);
        MartGroup group = new MartGroup("operations", List.of(new MartTable(Marts.TICKET, List.of(file))));
        Instant at = Instant.parse("2026-03-30T00:00:00Z");
        DuckDbPublisher.publish(
                folder.resolve("marts.duckdb"), new Publication("p1", "r1", at, at, List.of(group), List.of()));
        query = new Query(folder.resolve("marts.duckdb"), new QueryLimits(Duration.ofSeconds(1), "256MB", 1));
    }

    private static String table(String sql, int width) throws IOException {
        StringWriter out = new StringWriter();
        try (TextTable table = new TextTable(out, width)) {
            query.run(sql, table);
        }
        return out.toString();
    }

    private static String json(String sql) throws IOException {
        StringWriter out = new StringWriter();
        try (JsonRows rows = new JsonRows(out)) {
            query.run(sql, rows);
        }
        return out.toString();
    }

    private static void assertRefused(String sql, String message) {
        assertThatThrownBy(() -> table(sql, 80))
                .isInstanceOf(QueryException.class)
                .hasMessage(message);
    }

    @Test
    void rowsAsATable() throws IOException {
        assertThat(table("SELECT ticket_key, priority, cost, opened_at, done FROM ticket ORDER BY 1;", 80))
                .isEqualTo("""
                        ticket_key  priority       cost  opened_at             done
                        ──────────  ────────  ─────────  ────────────────────  ────
                        INC1               2  12.345678  2026-03-29T01:30:00Z  true
                        INC2               ∅          ∅  ∅                     ∅
                        """);
    }

    @Test
    void wideTextsAreCutAndTerminalControlsDefused() throws IOException {
        assertThat(table("SELECT 'a' || chr(27) || '[31m' || repeat('x', 50) AS t, 123456789 AS n", 30))
                .isEqualTo("""
                        t                            n
                        ───────────────────  ─────────
                        a·[31mxxxxxxxxxxxx…  123456789
                        """);
    }

    @Test
    void rowsAsJson() throws IOException {
        JsonNode rows = new ObjectMapper()
                .readTree(json("SELECT ticket_key, cost, opened_at, day, share, [1, NULL] AS l, {'a': 1} AS s, 1 AS l,"
                        + " 'nan'::DOUBLE AS x FROM ticket ORDER BY 1"));

        assertThat(rows.toString())
                .isEqualTo("[{\"ticket_key\":\"INC1\",\"cost\":12.345678,\"opened_at\":\"2026-03-29T01:30:00Z\","
                        + "\"day\":\"2026-03-29\",\"share\":0.1,\"l\":[1,null],\"s\":{\"a\":1},\"l_2\":1,\"x\":\"NaN\"},"
                        + "{\"ticket_key\":\"INC2\",\"cost\":null,\"opened_at\":null,\"day\":null,\"share\":null,"
                        + "\"l\":[1,null],\"s\":{\"a\":1},\"l_2\":1,\"x\":\"NaN\"}]");
        assertThat(json("SELECT 1 AS one WHERE false")).isEqualTo("[]\n");
    }

    @Test
    void tablesCanBeListedAndDescribed() throws IOException {
        assertThat(table("SHOW TABLES", 80)).contains("publication", "ticket");
        assertThat(table("DESCRIBE ticket", 80)).contains("publication_id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM read_csv('/etc/passwd')",
                "SELECT * FROM read_text('/etc/passwd')",
                "SELECT * FROM read_blob('/etc/*')",
                "SELECT * FROM glob('/etc/*')",
                "SELECT * FROM sniff_csv('/etc/passwd')"
            })
    void filesAreClosed(String sql) {
        assertRefused(
                sql, "Cannot run the query: it reaches outside the marts, and files and network are closed." + LIST);
    }

    @Test
    void aFileNameIsNoTable() {
        assertThatThrownBy(() -> table("SELECT * FROM '/etc/passwd'", 80))
                .isInstanceOf(QueryException.class)
                .hasMessageStartingWith("Cannot run the query: it reaches outside the marts");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY ticket TO '/dev/null'",
                "ATTACH '/etc/passwd'",
                "EXPORT DATABASE 'x'",
                "INSTALL httpfs",
                "LOAD icu",
                "SET lock_configuration = false",
                "RESET ALL",
                "PRAGMA database_list",
                "CREATE TEMP TABLE x (i INT)",
                "INSERT INTO ticket VALUES (1)",
                "DELETE FROM ticket",
                "SELECT 1; COPY ticket TO '/dev/null'"
            })
    void onlySelectsRun(String sql) {
        assertRefused(
                sql,
                "Cannot run the query: it does more than select; the marts are read only, and files, settings and extensions"
                        + " are closed." + LIST);
    }

    @Test
    void oneStatementOnly() {
        assertRefused(
                "SELECT 1; SELECT 2",
                "Cannot run the query: it holds 2 statements, one is allowed. Give them to tallyhouse query one by one");
        assertRefused(" -- nothing", "Cannot run the query: it is empty." + LIST);
    }

    @Test
    void nearestNames() {
        assertRefused(
                "SELECT * FROM tickt",
                "Cannot run the query: Table with name tickt does not exist; did you mean \"ticket\"?" + LIST);
        assertRefused(
                "SELECT prioritty FROM ticket",
                "Cannot run the query: Referenced column \"prioritty\" not found in FROM clause; did you mean \"priority\"?"
                        + LIST);
        assertRefused(
                "SELEC 1", "Cannot run the query: syntax error at or near \"SELEC\". Mend the SQL and run it again");
    }

    @Test
    void longQueriesAreStopped() {
        assertRefused(
                "SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b",
                "Cannot run the query: it took longer than 1 s. Ask for less, or filter by period");
    }

    @Test
    void nothingPublishedYet() {
        Path absent = folder.resolve("absent.duckdb");
        assertThatThrownBy(() -> new Query(absent, QueryLimits.standard())
                        .run("SELECT 1", new TextTable(new StringWriter(), 80)))
                .isInstanceOf(PublishException.class)
                .hasMessage("Cannot find the marts at " + absent
                        + ": nothing was published yet. Run a night first: tallyhouse nightly");
        assertThat(Files.exists(absent)).isFalse();
    }
}
