package io.tallyhouse.publish.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallyhouse.catalogue.model.TableColumn;
import io.tallyhouse.catalogue.model.TableModel;
import io.tallyhouse.publish.HeldBack;
import io.tallyhouse.publish.KpiFixture;
import io.tallyhouse.publish.MartGroup;
import io.tallyhouse.publish.MartTable;
import io.tallyhouse.publish.Marts;
import io.tallyhouse.publish.Parquet;
import io.tallyhouse.publish.Publication;
import io.tallyhouse.publish.PublishException;
import io.tallyhouse.publish.duckdb.DuckDbPublisher;
import io.tallyhouse.testing.FakesnowServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class SnowflakePublisherTest {
    @RegisterExtension
    static final FakesnowServer SNOWFLAKE = new FakesnowServer();

    private static final Instant AT = Instant.parse("2026-03-30T02:00:00Z");
    private static final String TWO_TEAMS = Marts.TEAM_ROWS + " UNION ALL SELECT 'T2', NULL";

    @TempDir
    Path folder;

    private String schema;

    @BeforeEach
    void ownSchema(TestInfo test) {
        schema = test.getTestMethod().orElseThrow().getName().toUpperCase(Locale.ROOT);
    }

    private MartGroup operations(String tickets, String teams) {
        return new MartGroup(
                "operations", List.of(mart(Marts.TICKET, "ticket", tickets), mart(Marts.TEAM, "team", teams)));
    }

    private MartTable mart(TableModel model, String file, String sql) {
        return new MartTable(model, List.of(Parquet.write(folder.resolve(file + ".parquet"), sql)));
    }

    private static Publication publication(String id, MartGroup group, HeldBack... heldBack) {
        return new Publication(id, "run-" + id, AT, AT, List.of(group), List.of(heldBack));
    }

    private void publish(Publication publication) {
        new SnowflakePublisher(Targets.of(SNOWFLAKE.url(), schema), (table, rows) -> {})
                .publish(publication, folder.resolve("scratch"));
    }

    private Connection reader() throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("user", "reader");
        settings.setProperty("password", "snow");
        settings.setProperty("db", "TALLYHOUSE");
        settings.setProperty("schema", schema);
        settings.setProperty("disablePlatformDetection", "true");
        return DriverManager.getConnection(SNOWFLAKE.url(), settings);
    }

    private List<String> seen(String sql) throws SQLException {
        try (Connection connection = reader()) {
            return texts(connection, sql);
        }
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet result = statement.executeQuery()) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    cells.add(result.getString(i));
                }
                rows.add(String.join("|", cells));
            }
            return rows;
        }
    }

    /** All rows with each value in the form of its declared type, whatever the driver makes of it. */
    private static List<String> rows(Connection connection, TableModel model) throws SQLException {
        List<TableColumn> columns = model.columns();
        String names = columns.stream().map(TableColumn::name).collect(Collectors.joining(", "));
        List<String> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                        "SELECT " + names + ", publication_id FROM " + MartTable.publishedName(model));
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 0; i < columns.size(); i++) {
                    row.append(columns.get(i).name() + "="
                            + value(result, i + 1, columns.get(i).type()) + " ");
                }
                rows.add(row + result.getString(columns.size() + 1));
            }
        }
        rows.sort(null);
        return rows;
    }

    private static Object value(ResultSet result, int column, String type) throws SQLException {
        if (result.getString(column) == null) {
            return "∅";
        }
        return switch (type.replaceAll("\\(.*", "")) {
            case "string", "date" -> result.getString(column);
            case "int", "bigint" -> result.getLong(column);
            case "double" -> result.getDouble(column);
            case "boolean" -> result.getBoolean(column);
            case "decimal" -> result.getBigDecimal(column).stripTrailingZeros().toPlainString();
            case "timestamp" -> result.getTimestamp(column).toInstant();
            default -> throw new AssertionError(type);
        };
    }

    @Test
    void holdsTheSameRowsAsTheMartsInDuckDb() throws SQLException {
        Path marts = KpiFixture.publish(folder);
        MartGroup group = new MartGroup(
                "operations",
                List.of(
                        mart(Marts.TICKET, "ticket", Marts.TICKET_ROWS),
                        mart(Marts.TEAM, "team", TWO_TEAMS),
                        new MartTable(KpiFixture.MODEL, List.of(folder.resolve("kpi.parquet")))));
        publish(publication("p1", group));
        publish(publication("p2", group));
        DuckDbPublisher.publish(marts, publication("p2", group));

        try (Connection snowflake = reader();
                Connection duck = DriverManager.getConnection("jdbc:duckdb:" + marts)) {
            for (TableModel model : List.of(Marts.TICKET, Marts.TEAM, KpiFixture.MODEL)) {
                assertThat(rows(snowflake, model)).isNotEmpty().isEqualTo(rows(duck, model));
            }
        }
        assertThat(seen("SELECT mart_group, publication_id, run_id, status, reason, region FROM publication"))
                .containsExactly("operations|p2|run-p2|published|null|emea");
        assertThat(seen(
                        "SELECT count(*) FROM information_schema.tables WHERE table_name LIKE '%LOAD' AND table_schema = '"
                                + schema + "'"))
                .containsExactly("0");
    }

    @Test
    void killedBetweenTwoInsertsNobodySeesEither() throws Exception {
        publish(publication("p1", operations(Marts.TICKET_ROWS, Marts.TEAM_ROWS)));
        operations("SELECT * REPLACE ('NEW' AS ticket_key) FROM (" + Marts.TICKET_ROWS + ") LIMIT 1", TWO_TEAMS);

        Path out = folder.resolve("killed.txt");
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-Xmx512m",
                        "-Dtallyhouse.home=" + System.getProperty("tallyhouse.home"),
                        "--add-opens=java.base/java.nio=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Killed.class.getName(),
                        SNOWFLAKE.url(),
                        schema,
                        folder.toString())
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve("killed.log").toFile())
                .start();
        assertThat(jvm.waitFor())
                .as(Files.readString(folder.resolve("killed.log")))
                .isEqualTo(Killed.STATUS);
        assertThat(Files.readString(out)).isEqualTo("written ticket 1\n");

        assertThat(seen("SELECT ticket_key, publication_id FROM ticket ORDER BY 1"))
                .containsExactly("INC1|p1", "INC2|p1");
        assertThat(seen("SELECT team, publication_id FROM dim_team")).containsExactly("T1|p1");
        assertThat(seen("SELECT publication_id FROM publication")).containsExactly("p1");
    }

    @Test
    void failureInTheMiddleRollsBack() throws SQLException {
        publish(publication("p1", operations(Marts.TICKET_ROWS, Marts.TEAM_ROWS)));
        Publication second = publication("p2", operations(Marts.TICKET_ROWS, TWO_TEAMS));

        assertThatThrownBy(() -> new SnowflakePublisher(Targets.of(SNOWFLAKE.url(), schema), (table, rows) -> {
                            if (table.equals("dim_team")) {
                                throw new PublishException("stopped after " + rows + " rows");
                            }
                        })
                        .publish(second, folder.resolve("scratch")))
                .hasMessage("stopped after 2 rows");

        assertThat(seen("SELECT DISTINCT publication_id FROM ticket")).containsExactly("p1");
        assertThat(seen("SELECT team, publication_id FROM dim_team")).containsExactly("T1|p1");
        publish(publication("p3", operations(Marts.TICKET_ROWS, TWO_TEAMS)));
        assertThat(seen("SELECT team, publication_id FROM dim_team ORDER BY 1")).containsExactly("T1|p3", "T2|p3");
    }

    @Test
    void heldBackGroupsKeepTheirRowsAndSaySinceWhen() throws SQLException {
        publish(publication("p1", new MartGroup("kpi", List.of(figures("('a', 'sla', 1), ('b', 'hours', 2)")))));
        HeldBack sla = new HeldBack("sla", List.of(), "it's broken");
        Publication second =
                publication("p2", new MartGroup("kpi", List.of(figures("('a', 'sla', 10), ('b', 'hours', 20)"))), sla);
        publish(second);
        publish(new Publication("p3", "run-p3", AT, AT, List.of(), List.of(new HeldBack("kpi", List.of(), "late"))));

        assertThat(seen("SELECT * FROM figure ORDER BY 1")).containsExactly("a|sla|1|p1", "b|hours|20|p2");
        assertThat(seen("SELECT mart_group, publication_id, status, reason FROM publication ORDER BY 1"))
                .containsExactly("kpi|p2|held_back|late", "sla|null|held_back|it's broken");
    }

    private MartTable figures(String values) {
        return mart(Marts.FIGURE, "figures", "SELECT * FROM (VALUES " + values + ") t(metric, metric_group, value)");
    }

    @Test
    void aNewColumnIsAddedAndAnotherTypeRefused() throws SQLException {
        publish(publication("p1", new MartGroup("teams", List.of(mart(Marts.TEAM, "team", Marts.TEAM_ROWS)))));
        try (Connection connection = reader();
                PreparedStatement drop = connection.prepareStatement("ALTER TABLE dim_team DROP COLUMN function")) {
            drop.execute();
        }
        publish(publication("p2", new MartGroup("teams", List.of(mart(Marts.TEAM, "team", Marts.TEAM_ROWS)))));
        assertThat(seen("SELECT team, function, publication_id FROM dim_team")).containsExactly("T1|Support Ops|p2");

        try (Connection connection = reader();
                PreparedStatement create = connection.prepareStatement("CREATE TABLE ticket (ticket_key DATE)")) {
            create.execute();
        }
        Publication third = publication("p3", operations(Marts.TICKET_ROWS, Marts.TEAM_ROWS));
        assertThatThrownBy(() -> publish(third))
                .isInstanceOf(PublishException.class)
                .hasMessage("Cannot publish ticket to Snowflake: its column ticket_key is DATE there and VARCHAR here."
                        + " Rename the old table in Snowflake, then run: tallyhouse publish");
        assertThat(seen("SELECT publication_id FROM dim_team")).containsExactly("p2");
    }

    @Test
    void rowsAboutPeopleStayInTheirRegion() {
        String rows =
                "SELECT 'P1' AS person_id, 'emea' AS region UNION ALL SELECT 'P2', 'apac' UNION ALL SELECT 'P3', NULL";
        MartGroup group = new MartGroup("people", List.of(mart(Marts.PERSON, "person", rows)));

        assertThatThrownBy(() -> publish(publication("p1", group)))
                .isInstanceOf(PublishException.class)
                .hasMessage(
                        "Cannot publish person to Snowflake in emea: it tells about people (person_id) and 2 rows are from"
                                + " elsewhere. Take its group out of snowflake.groups, or leave these columns out of the mart");
    }

    @Test
    void withoutTlsOnlyThisMachine() {
        assertThat(Targets.of("jdbc:snowflake://localhost:80/?ssl=off", "S")).isNotNull();
        assertThatThrownBy(() -> Targets.of("jdbc:snowflake://http://example.com", "S"))
                .hasMessage(
                        "Invalid snowflake.url jdbc:snowflake://http://example.com: without TLS only 127.0.0.1 and localhost"
                                + " are allowed");
        assertThatThrownBy(() -> Targets.of("jdbc:snowflake://x.example.com/?ssl=off", "S"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void secretsAreNotPrinted() {
        assertThat(Targets.of(SNOWFLAKE.url(), "S").toString())
                .doesNotContain("=snow,")
                .contains("Password[…]");
        assertThat(new SnowflakeCredentials.KeyPair(Path.of("key.p8"), "pass").toString())
                .isEqualTo("KeyPair[key.p8, …]");
    }
}
