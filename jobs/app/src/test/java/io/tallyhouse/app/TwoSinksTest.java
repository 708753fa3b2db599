package io.tallyhouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallyhouse.app.SmallHouse.Change;
import io.tallyhouse.terminal.Exit;
import io.tallyhouse.testing.FakesnowServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Nights of a small sample organisation, published to marts.duckdb and to Snowflake. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoSinksTest {
    @RegisterExtension
    static final FakesnowServer SNOWFLAKE = new FakesnowServer();

    @TempDir
    static Path folder;

    private static SmallHouse house;
    private static Path password;
    private static Sinks sinks;

    @BeforeAll
    static void firstNight() throws IOException {
        house = SmallHouse.sample(folder, "--scale", "0.003", "--weeks", "12");
        moveDay(folder.resolve("landing"), folder.resolve("arriving"));
        password = Files.writeString(folder.resolve("password"), "snow\n");
        Files.writeString(house.config(), section(SNOWFLAKE.url()), StandardOpenOption.APPEND);
        sinks = new Sinks(folder.resolve("warehouse/marts.duckdb"), SNOWFLAKE.url());
        house.expect(Exit.OK, "nightly");
    }

    private static String section(String url) {
        return "\nsnowflake:\n  url: " + url + "\n  user: fake\n  password: ${file:" + password
                + "}\n  database: TALLYHOUSE\n  schema: MARTS\n  region: emea\n"
                + "  groups: [kpi, ticket, reference, conformance, hours]\n";
    }

    /** The newest day of deliveries, which lie in a folder per day. */
    private static void moveDay(Path from, Path to) throws IOException {
        List<Path> days;
        try (Stream<Path> tree = Files.walk(from, 3)) {
            days = tree.filter(f -> from.relativize(f).getNameCount() == 3 && Files.isDirectory(f))
                    .toList();
        }
        TreeSet<String> names = new TreeSet<>();
        days.forEach(d -> names.add(d.getFileName().toString()));
        for (Path day : days) {
            if (day.endsWith(names.last())) {
                Path target = to.resolve(from.relativize(day));
                Files.createDirectories(target.getParent());
                Files.move(day, target);
            }
        }
    }

    private static JsonNode status() throws IOException {
        return house.json("status").path("snowflake");
    }

    private static List<String> published(Connection sink) throws SQLException {
        return Sinks.texts(
                sink,
                "SELECT mart_group || ' ' || coalesce(publication_id, '-') || ' ' || run_id || ' ' || status || ' '"
                        + " || as_of FROM publication ORDER BY 1");
    }

    private static void bothHoldTheSameRows() throws SQLException {
        try (Connection duck = sinks.duck();
                Connection snowflake = sinks.snowflake()) {
            assertThat(sinks.tables()).contains("dim_team", "fct_deviation", "hours_stratum", "kpi_current", "ticket");
            for (String table : sinks.tables()) {
                assertThat(sinks.rows(snowflake, table, "true")).as(table).isEqualTo(sinks.rows(duck, table, "true"));
            }
            assertThat(published(snowflake)).isEqualTo(published(duck));
            assertThat(sinks.rows(duck, "kpi_current", "true")).hasSizeGreaterThan(1000);
            assertThat(sinks.rows(duck, "ticket", "true")).hasSizeGreaterThan(100);
        }
    }

    @Test
    @Order(1)
    void bothShowTheSamePublication() throws SQLException, IOException {
        bothHoldTheSameRows();
        try (Connection duck = sinks.duck();
                Connection snowflake = sinks.snowflake()) {
            assertThat(published(duck)).hasSize(9);
            assertThat(Sinks.texts(snowflake, "SELECT DISTINCT publication_id FROM ticket"))
                    .isEqualTo(Sinks.texts(duck, "SELECT DISTINCT publication_id FROM kpi_current"));
        }
        assertThat(status().path("lacks").isNull()).isTrue();
        assertThat(status().path("groups")).hasSize(9);
        assertThat(house.run("doctor").out()).contains("ok     snowflake      fake at " + SNOWFLAKE.url());
    }

    @Test
    @Order(2)
    void withoutAChangeNothingIsSent() throws IOException {
        Path hidden = Files.move(password, folder.resolve("hidden"));
        // Nobody can log in without the password.
        assertThat(house.expect(Exit.OK, "publish").err()).contains("nothing new: publication p-");
        Files.move(hidden, password);
    }

    /** Rows of a table with their publication, in both sinks. */
    private static List<String> inBoth(String table) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection duck = sinks.duck();
                Connection snowflake = sinks.snowflake()) {
            for (Connection sink : List.of(duck, snowflake)) {
                rows.addAll(sinks.rows(sink, table, "true"));
            }
        }
        assertThat(rows).hasSizeGreaterThan(4);
        return rows;
    }

    @Test
    @Order(3)
    void aHeldGroupStaysInBothWhileTheOthersAreOfTheNextNight() throws Exception {
        List<String> before = conformance();
        moveDay(folder.resolve("arriving"), folder.resolve("landing"));
        Change valuesOfOneKind =
                new Change("sql/gold/fct_deviation/model.yaml", "values: [skipped, inserted]", "values: [skipped]");
        house.changed(List.of(valuesOfOneKind), () -> house.expect(Exit.BLOCKED, "nightly"));

        assertThat(conformance()).isEqualTo(before);
        try (Connection duck = sinks.duck();
                Connection snowflake = sinks.snowflake()) {
            String id = Sinks.texts(duck, "SELECT publication_id FROM publication WHERE mart_group = 'kpi'")
                    .get(0);
            for (Connection sink : List.of(duck, snowflake)) {
                assertThat(Sinks.texts(sink, "SELECT DISTINCT publication_id FROM ticket"))
                        .containsExactly(id);
                assertThat(Sinks.texts(
                                sink,
                                "SELECT DISTINCT publication_id FROM kpi_current WHERE metric_group <> 'conformance'"))
                        .containsExactly(id);
                assertThat(Sinks.texts(sink, "SELECT mart_group FROM publication WHERE status = 'held_back'"))
                        .containsExactly("conformance");
            }
        }
        bothHoldTheSameRows();

        house.expect(Exit.OK, "nightly");
        bothHoldTheSameRows();
        assertThat(conformance()).isNotEqualTo(before);
    }

    /** All that the group conformance shows: its table, and its figures among those of the others. */
    private static List<String> conformance() throws SQLException {
        List<String> rows = inBoth("fct_deviation");
        try (Connection duck = sinks.duck();
                Connection snowflake = sinks.snowflake()) {
            for (Connection sink : List.of(duck, snowflake)) {
                rows.addAll(sinks.rows(sink, "kpi_current", "metric_group = 'conformance'"));
            }
        }
        return rows;
    }

    @Test
    @Order(4)
    void statusTellsWhatSnowflakeLacksUntilItArrived() throws IOException, SQLException {
        String own = Files.readString(house.config());
        Files.writeString(house.config(), own.replace(SNOWFLAKE.url(), "jdbc:snowflake://http://127.0.0.1:1"));
        CommandLineRun publish = house.expect(Exit.UNREACHABLE, "publish");
        assertThat(publish.err())
                .contains("Cannot publish", "to Snowflake (TALLYHOUSE.MARTS)")
                .contains(
                        "readers there see one whole publication, at worst the former. When it answers again run: tallyhouse publish");
        assertThat(status().path("lacks").asText()).startsWith("p-");
        assertThat(house.run("status").out()).contains("did not arrive; send it with: tallyhouse publish");
        Files.writeString(house.config(), own);
        house.expect(Exit.OK, "publish");
        assertThat(status().path("lacks").isNull()).isTrue();
        bothHoldTheSameRows();
    }

    @Test
    @Order(5)
    void withoutAPasswordTheMartsArePublishedAllTheSame() throws IOException, SQLException {
        Path hidden = Files.move(password, folder.resolve("hidden"));
        String later = "2027-01-01T00:00:00Z";
        assertThat(house.expect(Exit.USAGE, "publish", "--as-of", later).err())
                .contains("groups to " + sinks.marts())
                .contains("Cannot read the secret snowflake.password from file " + password);
        try (Connection duck = sinks.duck()) {
            assertThat(Sinks.texts(duck, "SELECT DISTINCT publication_id FROM ticket"))
                    .containsExactly(status().path("lacks").asText());
        }
        Files.move(hidden, password);
        house.expect(Exit.OK, "publish", "--as-of", later);
        bothHoldTheSameRows();
    }
}
