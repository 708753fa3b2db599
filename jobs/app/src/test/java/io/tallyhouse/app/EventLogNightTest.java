package io.tallyhouse.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallyhouse.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A night over a public process log gives the figures that an independent program gives. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EventLogNightTest {
    private static final String CONFIG = """
            logs:
              bpic2013:
                done: [Completed+Resolved, Completed+Closed, Completed+Cancelled]
            """;

    @TempDir
    static Path folder;

    private static JsonNode expected;

    /** A figure as published. */
    private record Published(double value, long numerator, long denominator, String status) {}

    @BeforeAll
    static void runTheNight() throws IOException {
        expected = new ObjectMapper()
                .readTree(TestData.design("expected-bpic2013.json").toFile());
        Files.writeString(folder.resolve("tallyhouse.yaml"), CONFIG);
        deliver("bpic2013", "bpic2013/bpic2013_incidents.xes.gz");
        night();
    }

    private static void deliver(String log, String file) throws IOException {
        Path source = TestData.file(file);
        Path target = folder.resolve("landing/eventlog").resolve(log).resolve(source.getFileName());
        Files.createDirectories(target.getParent());
        Files.copy(source, target);
    }

    private static void night() {
        CommandLineRun night =
                run("nightly", "--landing", folder.resolve("landing").toString());
        assertThat(night.code()).as(night.err()).isZero();
    }

    private static CommandLineRun run(String... command) {
        List<String> arguments = new java.util.ArrayList<>(List.of(command));
        arguments.addAll(List.of(
                "--config",
                folder.resolve("tallyhouse.yaml").toString(),
                "--warehouse",
                folder.resolve("warehouse").toString()));
        return CommandLineRun.of(arguments.toArray(String[]::new));
    }

    @Test
    @Order(1)
    void everyRecordIsAccepted() throws IOException {
        JsonNode delivery = deliveries().get(0);
        JsonNode conservation = expected.path("conservation");
        for (String count : List.of("accepted", "duplicates", "superseded", "quarantined")) {
            assertThat(delivery.path(count).asLong())
                    .as(count)
                    .isEqualTo(conservation.path(count).asLong());
        }
        assertThat(delivery.path("seen").asLong())
                .isEqualTo(conservation.path("records").asLong());
    }

    @Test
    @Order(2)
    void everyTotalIsThatOfTheOtherProgram() throws SQLException {
        int compared = 0;
        for (Map.Entry<String, JsonNode> entry : expected.path("total").properties()) {
            Published figure =
                    figures(entry.getKey(), "all").values().iterator().next();
            JsonNode node = entry.getValue();
            if (node.path("status").asText().equals("no_data")) {
                assertThat(figure.status()).as(entry.getKey()).isEqualTo("no_data");
                continue;
            }
            assertThat(figure.value())
                    .as(entry.getKey())
                    .isCloseTo(node.path("value").asDouble(), within(1e-9));
            assertThat(List.of(figure.numerator(), figure.denominator()))
                    .as(entry.getKey())
                    .isEqualTo(List.of(
                            node.path("numerator").asLong(),
                            node.path("denominator").asLong()));
            compared++;
        }
        assertThat(compared).isEqualTo(6);
        assertThat(figures("rework_event_share.reopen", "all").values())
                .extracting(Published::numerator)
                .containsExactly(3028L);
    }

    @Test
    @Order(3)
    void everyWeekIsThatOfTheOtherProgram() throws SQLException {
        int compared = 0;
        for (Map.Entry<String, JsonNode> entry : expected.path("weekly").properties()) {
            JsonNode series = entry.getValue();
            if (!series.has("numerator")) {
                continue;
            }
            compared += compare(entry.getKey(), series.path("numerator"), series.path("denominator"));
            for (String part : List.of("reopen", "hand_off")) {
                if (series.has(part)) {
                    compared += compare(entry.getKey() + "." + part, series.path(part), series.path("denominator"));
                }
            }
        }
        assertThat(compared).isEqualTo(8 * expected.path("weeks").size());
    }

    private static int compare(String metric, JsonNode numerators, JsonNode denominators) throws SQLException {
        Map<String, Published> byWeek = figures(metric, "week");
        JsonNode weeks = expected.path("weeks");
        assertThat(byWeek).as(metric).hasSize(weeks.size());
        for (int i = 0; i < weeks.size(); i++) {
            Published figure = byWeek.get(weeks.get(i).asText());
            assertThat(List.of(figure.numerator(), figure.denominator()))
                    .as(metric + " " + weeks.get(i))
                    .isEqualTo(List.of(
                            numerators.get(i).asLong(), denominators.get(i).asLong()));
        }
        return weeks.size();
    }

    /** Untimed events are refused, wrongly ordered ones sorted and counted; the log that is there already stays as it is. */
    @Test
    @Order(4)
    void logsWithoutTimesAreRefusedAndDisorderIsCounted() throws IOException, SQLException {
        for (String file : List.of(
                "interval_event_log.xes.gz", "partial_order_example.xes", "roadtraffic_1t_per_variant_19.xes.gz")) {
            deliver("quirks", "xes-quirks/" + file);
        }
        night();
        Map<String, JsonNode> byFile = new HashMap<>();
        deliveries()
                .forEach(d -> byFile.put(
                        Path.of(d.path("file").asText()).getFileName().toString(), d));
        assertThat(byFile.get("interval_event_log.xes.gz")
                        .path("notes")
                        .path("inversions")
                        .asLong())
                .isEqualTo(39);
        assertThat(List.of(byFile.get("partial_order_example.xes"), byFile.get("roadtraffic_1t_per_variant_19.xes.gz")))
                .allSatisfy(d -> {
                    assertThat(d.path("status").asText()).isEqualTo("refused");
                    assertThat(d.path("message").asText()).contains("time:timestamp");
                });
        assertThat(run("delivery", "list").out()).contains("counted: 39 inversions");
        assertThat(figures("rework_event_share", "all").values())
                .extracting(Published::numerator)
                .containsExactly(
                        expected.at("/total/rework_event_share/numerator").asLong());
    }

    private static JsonNode deliveries() throws IOException {
        return new ObjectMapper().readTree(run("delivery", "list", "--json").out());
    }

    private static Map<String, Published> figures(String metric, String grain) throws SQLException {
        String sql = """
                SELECT period_start, value, numerator, denominator, status FROM kpi_current
                WHERE metric = ? AND grain = ? AND source = 'eventlog/bpic2013'
                  AND function = 'All' AND team = 'All' AND workflow = 'All' AND priority = 'All'""";
        Map<String, Published> figures = new HashMap<>();
        try (Connection connection =
                        DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("warehouse/marts.duckdb"));
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, metric);
            query.setString(2, grain);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    figures.put(
                            row.getString(1),
                            new Published(row.getDouble(2), row.getLong(3), row.getLong(4), row.getString(5)));
                }
            }
        }
        return figures;
    }
}
