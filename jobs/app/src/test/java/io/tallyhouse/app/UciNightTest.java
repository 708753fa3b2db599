package io.tallyhouse.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallyhouse.lake.log.DeltaLogs;
import io.tallyhouse.lake.log.TableVersion;
import io.tallyhouse.publish.duckdb.MartReader;
import io.tallyhouse.publish.kpi.KpiFilter;
import io.tallyhouse.publish.kpi.KpiRow;
import io.tallyhouse.testing.TestData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A night over a real ServiceNow export gives the figures that an independent program gives. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UciNightTest {
    private static final String AUDIT = "servicenow/incident_audit";

    @TempDir
    static Path folder;

    private static JsonNode expected;
    private static Path landing;
    private static Path warehouse;

    @BeforeAll
    static void runTheNight() throws IOException {
        expected =
                new ObjectMapper().readTree(TestData.design("expected-uci.json").toFile());
        landing = folder.resolve("landing");
        warehouse = folder.resolve("warehouse");
        deliver("incident_event_log.to-2016-04-30.csv.gz");
        CommandLineRun night = CommandLineRun.of(
                "nightly", "--landing", landing.toString(), "--warehouse", warehouse.toString(), "--debug");
        assertThat(night.code()).as(night.err()).isZero();
    }

    private static void deliver(String name) throws IOException {
        Path target = landing.resolve(AUDIT).resolve(name);
        Files.createDirectories(target.getParent());
        Files.copy(TestData.file("servicenow-uci/" + name), target);
    }

    private static List<KpiRow> rows(String metric) {
        return new MartReader(warehouse.resolve("marts.duckdb")).rows(new KpiFilter(List.of(metric), null, true));
    }

    private static KpiRow total(String metric) {
        return rows(metric).stream()
                .filter(r -> r.grain().name().equals("ALL"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Order(1)
    void everyTotalIsThatOfTheOtherProgram() {
        for (Map.Entry<String, JsonNode> entry : expected.path("total").properties()) {
            JsonNode node = entry.getValue();
            if (!node.has("numerator")) {
                continue;
            }
            KpiRow row = total(entry.getKey());
            assertThat(row.numerator()).as(entry.getKey()).isEqualByComparingTo(decimal(node, "numerator"));
            assertThat(row.denominator()).as(entry.getKey()).isEqualByComparingTo(decimal(node, "denominator"));
            assertThat(row.value()).isCloseTo(node.path("value").asDouble(), within(1e-9));
        }
        assertThat(total("rework_event_share").basis()).isEqualTo("mixed");
        assertThat(total("rework_event_share.repeat").numerator()).isEqualByComparingTo("267");
        assertThat(total("events_without_team").numerator()).isEqualByComparingTo("13525");
        assertThat(total("conformance_rate").numerator()).isEqualByComparingTo("16930");
        assertThat(total("alignment_cost").numerator()).isEqualByComparingTo("254");
        assertThat(total("fitness_alignment").denominator()).isEqualByComparingTo("95626");
        assertThat(total("fitness_alignment_mean").value()).isCloseTo(0.9983503749, within(1e-9));
    }

    @Test
    @Order(2)
    void everyWeekIsThatOfTheOtherProgram() {
        List<String> weeks = texts(expected.path("weeks"));
        for (Map.Entry<String, JsonNode> entry : expected.path("weekly").properties()) {
            JsonNode series = entry.getValue();
            if (series.has("numerator")) {
                compare(entry.getKey(), weeks, series.path("numerator"), series.path("denominator"));
            }
            for (String part : List.of("reopen", "repeat", "hand_off")) {
                if (series.has(part)) {
                    compare(entry.getKey() + "." + part, weeks, series.path(part), series.path("denominator"));
                }
            }
        }
        JsonNode conformance = expected.path("weekly").path("conformance");
        compare("conformance_rate", weeks, conformance.path("conforming"), conformance.path("completed"));
        assertThat(finalWeeks("rework_event_share")).isEqualTo(48);
        assertThat(finalWeeks("sla_breach_rate_source")).isEqualTo(50);
    }

    /** The other program has no waits: they are counted here once more, by walking through the rows. */
    @Test
    @Order(2)
    void waitsAfterHandOffsAreThoseOfASecondWalkThroughTheRows() throws IOException {
        Map<String, List<Long>> weeks =
                new HandOffRecount(TestData.file("servicenow-uci/incident_event_log.to-2016-04-30.csv.gz")).byWeek();
        int positive = 0;
        for (KpiRow row : rows("hand_off_wait")) {
            if (row.grain().name().equals("WEEK")) {
                List<Long> waits = weeks.getOrDefault(row.periodStart().toString(), List.of());
                assertThat(row.n()).as(row.periodStart().toString()).isEqualTo(waits.size());
                assertThat(row.value()).as(row.periodStart().toString()).isEqualTo(HandOffRecount.median(waits));
                positive += row.value() != null && row.value() > 0 ? 1 : 0;
            }
        }
        assertThat(positive).isGreaterThan(3);
        List<Long> all = weeks.values().stream().flatMap(List::stream).sorted().toList();
        assertThat(total("hand_off_wait").n()).isEqualTo(all.size()).isEqualTo(10_883);
        assertThat(total("hand_off_wait").value()).isEqualTo(HandOffRecount.median(all));
        // The hand-offs that were never taken up are the others of hand_offs_per_ticket.
        assertThat(total("hand_offs_per_ticket").numerator()).isEqualByComparingTo("13546");
    }

    private static void compare(String metric, List<String> weeks, JsonNode numerators, JsonNode denominators) {
        Map<String, KpiRow> byWeek = rows(metric).stream()
                .filter(r -> r.grain().name().equals("WEEK"))
                .collect(Collectors.toMap(r -> r.periodStart().toString(), r -> r));
        assertThat(byWeek.keySet()).as(metric).containsExactlyInAnyOrderElementsOf(weeks);
        for (int i = 0; i < weeks.size(); i++) {
            KpiRow row = byWeek.get(weeks.get(i));
            assertThat(row.numerator())
                    .as(metric + " " + weeks.get(i))
                    .isEqualByComparingTo(BigDecimal.valueOf(numerators.get(i).asLong()));
            assertThat(row.denominator())
                    .as(metric + " " + weeks.get(i))
                    .isEqualByComparingTo(BigDecimal.valueOf(denominators.get(i).asLong()));
        }
    }

    private static long finalWeeks(String metric) {
        return rows(metric).stream()
                .filter(r -> r.grain().name().equals("WEEK") && !r.isProvisional())
                .count();
    }

    @Test
    @Order(3)
    void everyTicketIsThatOfTheOtherProgram() throws IOException, SQLException {
        Map<String, List<String>> tickets = tickets();
        assertThat(tickets).hasSize(17_136);
        Path file = TestData.design("expected-uci-tickets.tsv.gz");
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            int compared = 0;
            for (line = lines.readLine(); line != null; line = lines.readLine()) {
                List<String> fields = List.of(line.split("\t", -1));
                assertThat(tickets.get(fields.get(0))).as(line).isEqualTo(fields.subList(1, fields.size()));
                compared++;
            }
            assertThat(compared).isEqualTo(17_136);
        }
    }

    /** The columns of the expected file, read from the warehouse's own tables by another engine. */
    private static Map<String, List<String>> tickets() throws SQLException {
        String sql = """
            WITH class AS (
              SELECT ticket_key,
                count(*) FILTER (WHERE rework_class = 'reopen') AS reopen,
                count(*) FILTER (WHERE rework_class = 'repeat') AS repeat_,
                count(*) FILTER (WHERE rework_class = 'hand_off') AS hand_off,
                count(*) FILTER (WHERE rework_class = 'first') AS first_
              FROM %s GROUP BY ticket_key
            )
            SELECT t.number, strftime(f.first_resolved_at AT TIME ZONE 'UTC', '%%Y-%%m-%%dT%%H:%%MZ'), t.reopens, f.hand_offs, f.ping_pong,
              c.reopen, c.repeat_, c.hand_off, c.first_,
              regexp_replace(replace(replace(replace(replace(replace(v.trace, 'triage', 'T'), 'work', 'W'), 'wait', 'P'),
                'resolve', 'R'), 'close', 'C'), '[^TWPRC]', '', 'g'),
              k.cost
            FROM %s t
            JOIN %s f USING (ticket_key)
            JOIN class c USING (ticket_key)
            JOIN %s k USING (ticket_key)
            JOIN %s v USING (model_hash, variant)
            """.formatted(
                        files("gold/fct_ticket_event"),
                        files("silver/ticket"),
                        files("gold/fct_ticket"),
                        files("gold/fct_case_conformance"),
                        files("gold/variant_conformance"));
        Map<String, List<String>> tickets = new HashMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            try (ResultSet row = statement.executeQuery(sql)) {
                while (row.next()) {
                    List<String> fields = new java.util.ArrayList<>();
                    for (int i = 2; i <= 11; i++) {
                        fields.add(row.getString(i));
                    }
                    tickets.put(row.getString(1), fields);
                }
            }
        }
        return tickets;
    }

    private static String files(String table) {
        return "read_parquet(["
                + DeltaLogs.activeFiles(warehouse.resolve(table)).stream()
                        .map(f -> "'" + f + "'")
                        .collect(Collectors.joining(","))
                + "])";
    }

    @Test
    @Order(4)
    void theSameRowsInOtherDialectsAreDuplicatesAndChangeNoTable() throws IOException {
        Map<String, TableVersion> before = versions();
        deliver("incident_event_log.excel_resave.csv.gz");
        deliver("incident_event_log.crlf_small.csv");

        CommandLineRun night = CommandLineRun.of(
                "nightly", "--landing", landing.toString(), "--warehouse", warehouse.toString(), "--debug");

        assertThat(night.code()).as(night.err()).isZero();
        CommandLineRun status = CommandLineRun.of("delivery", "list", "--json", "--warehouse", warehouse.toString());
        JsonNode deliveries = new ObjectMapper().readTree(status.out());
        assertThat(deliveries.findValuesAsText("duplicates")).contains("5998", "198");
        assertThat(versions()).isEqualTo(before);
    }

    private static Map<String, TableVersion> versions() throws IOException {
        Map<String, TableVersion> versions = new TreeMap<>();
        for (String layer : List.of("bronze", "silver", "gold", "marts")) {
            try (Stream<Path> tables = Files.list(warehouse.resolve(layer))) {
                tables.forEach(t -> versions.put(t.getFileName().toString(), DeltaLogs.state(t)));
            }
        }
        return versions;
    }

    private static BigDecimal decimal(JsonNode node, String field) {
        return BigDecimal.valueOf(node.path(field).asLong());
    }

    private static List<String> texts(JsonNode list) {
        return java.util.stream.StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
