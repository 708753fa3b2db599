package io.tallyhouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyhouse.catalogue.model.ModelFolder;
import io.tallyhouse.catalogue.model.TableColumn;
import io.tallyhouse.catalogue.model.TableModel.Refresh;
import io.tallyhouse.lake.log.DeltaLogs;
import io.tallyhouse.lake.run.RebuildCheck.Comparison;
import io.tallyhouse.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The tables are the same in whatever order deliveries arrive and wherever the process dies. A few repetitions; {@code bench/README.md}
 * says how to run many.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SameResultTest {
    /** The long study of {@code bench/}. Every dataset is there after 11 weeks; after 8 open clocks have a risk, and only training lacks. */
    private static final boolean BENCH = Boolean.getBoolean("tallyhouse.bench");

    private static final int WEEKS = BENCH ? 11 : 8;
    private static final int ORDERS = BENCH ? 50 : 2;
    private static final int NIGHTS = BENCH ? 4 : 2;
    private static final int ALL_KILLS = BENCH ? 20 : 2;

    private static final DateTimeFormatter TABLE_API = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    @TempDir
    static Path folder;

    private static Path config;
    private static Path source;
    private static Path reference;

    /** Everything in one go, undisturbed. */
    @BeforeAll
    static void oneGo() throws Exception {
        config = SampleWarehouse.sample(folder.resolve("sample"), WEEKS);
        source = folder.resolve("sample/landing");
        reference = folder.resolve("reference");
        try (SampleWarehouse warehouse = new SampleWarehouse(config, reference)) {
            for (Path day : SampleWarehouse.days(source)) {
                SampleWarehouse.deliver(day, warehouse.landing().resolve(source.relativize(day)));
            }
            assertThat(warehouse.stages(Night.STAGES)).as(warehouse.printed()).isZero();
        }
    }

    /** Some of them with {@code -Dtallyhouse.bench.seeds=6-27}, so that a study can be gone on with, or shared. */
    private static LongStream seeds() {
        String some = System.getProperty("tallyhouse.bench.seeds", "1-" + ORDERS);
        int dash = some.indexOf('-');
        return LongStream.rangeClosed(
                Long.parseLong(some.substring(0, dash)), Long.parseLong(some.substring(dash + 1)));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @Order(1)
    void anyOrderOfDeliveriesGivesTheTablesOfOneGo(long seed) throws Exception {
        DeliveryOrder order = DeliveryOrder.of(source, seed, NIGHTS);
        try (SampleWarehouse warehouse = new SampleWarehouse(config, folder.resolve("order-" + seed));
                SampleWarehouse one = new SampleWarehouse(config, reference)) {
            int waited = order.run(warehouse);
            Map<String, Long> differences = Differences.ofTables(one.house(), warehouse.house());
            String rebuilt = rebuilt(warehouse);
            say(
                    "delivery-orders.txt",
                    "seed " + seed + ": " + order.summary()
                            + (waited == 0 ? "" : ", " + waited + " waited for a schedule")
                            + "; beside one go "
                            + (differences.isEmpty() ? "equal" : differences) + "; rebuild --check " + rebuilt);
            assertThat(differences).isEmpty();
            assertThat(rebuilt).isIn("equal", "left out");
        } finally {
            SampleWarehouse.delete(folder.resolve("order-" + seed));
        }
    }

    /** Equal tables of equal bronze are rebuilt equal, so the tests do it once, and the long study every time. */
    private static String rebuilt(SampleWarehouse warehouse) {
        if (!BENCH) {
            return "left out";
        }
        Map<String, Long> differing = differing(warehouse.rebuildCheck());
        return differing.isEmpty() ? "equal" : differing.toString();
    }

    private static void say(String file, String line) throws IOException {
        System.out.println(line);
        if (BENCH) {
            Path results = Files.createDirectories(TestData.home().resolve("bench/results"));
            Files.writeString(results.resolve(file), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    private static Map<String, Long> differing(Map<String, Comparison> tables) {
        return tables.entrySet().stream()
                .filter(e -> e.getValue().differing() > 0)
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().differing(), (a, b) -> a, TreeMap::new));
    }

    /** Each list is a night killed again and again on its way; every stage, and between two commits of ingest and measure. */
    private static final List<List<KillPoint>> KILLS = List.of(
            List.of(new KillPoint("ingest", 3, 100), new KillPoint("measure", 5, 300)),
            List.of(
                    new KillPoint("land", 0, 0),
                    new KillPoint("ingest", 0, 2000),
                    new KillPoint("refine", 1, 0),
                    new KillPoint("measure", 0, 1500),
                    new KillPoint("check", 0, 3000),
                    new KillPoint("publish", 0, 300)),
            List.of(
                    new KillPoint("land", 0, 50),
                    new KillPoint("ingest", 8, 0),
                    new KillPoint("refine", 4, 400),
                    new KillPoint("measure", 9, 100),
                    new KillPoint("check", 0, 200),
                    new KillPoint("publish", 0, 0)),
            List.of(
                    new KillPoint("ingest", 1, 700),
                    new KillPoint("refine", 0, 900),
                    new KillPoint("measure", 2, 0),
                    new KillPoint("measure", 6, 200),
                    new KillPoint("check", 0, 1200),
                    new KillPoint("publish", 0, 700)));

    private static Stream<List<KillPoint>> kills() {
        List<List<KillPoint>> nights = new ArrayList<>();
        for (List<KillPoint> night : KILLS) {
            int taken = nights.stream().mapToInt(List::size).sum();
            nights.add(night.subList(0, Math.min(night.size(), Math.max(0, ALL_KILLS - taken))));
        }
        return nights.stream().filter(n -> !n.isEmpty());
    }

    @ParameterizedTest(name = "killed {0}")
    @MethodSource("kills")
    @Order(2)
    void aNightThatWasKilledAgainAndAgainEndsAsTheUndisturbedOne(List<KillPoint> night) throws Exception {
        Path killed = folder.resolve("killed-" + System.identityHashCode(night));
        Path launcher = OwnLauncher.write(Files.createDirectories(folder.resolve("launcher")));
        try (SampleWarehouse one = new SampleWarehouse(config, reference);
                SampleWarehouse warehouse = new SampleWarehouse(config, killed)) {
            for (Path day : SampleWarehouse.days(source)) {
                SampleWarehouse.deliver(day, warehouse.landing().resolve(source.relativize(day)));
            }
            for (KillPoint point : night) {
                say("kills.txt", "killed " + point.kill(launcher, config, killed));
            }
            assertThat(warehouse.stages(Night.STAGES)).as(warehouse.printed()).isZero();
            assertThat(rebuilt(warehouse)).isIn("equal", "left out");
            assertThat(Differences.ofTables(one.house(), warehouse.house())).isEmpty();
            assertThat(Differences.ofMarts(one.house(), warehouse.house())).isEmpty();
            assertThat(warehouse.deliveries()).isEqualTo(one.deliveries());
            say("kills.txt", "and then as the undisturbed night: tables, marts, deliveries");
        } finally {
            SampleWarehouse.delete(killed);
        }
    }

    @Test
    @Order(3)
    void aDeliveryOfOneTicketWritesItsRowsOnly() throws Exception {
        try (SampleWarehouse warehouse = new SampleWarehouse(config, reference)) {
            Map<String, List<Path>> before = new TreeMap<>();
            for (ModelFolder model : warehouse.house().models()) {
                before.put(model.name(), files(warehouse, model));
            }
            deliverOneMoreEvent(warehouse.landing());
            warehouse.stages(List.of("land", "ingest", "measure"));

            List<String> written = new ArrayList<>();
            String line = "%-22s %9s %9s %9s %14s %14s  %s";
            say(
                    "one-ticket.txt",
                    line.formatted("table", "inserted", "updated", "deleted", "written keys", "affected keys", ""));
            for (JsonNode step : warehouse.steps()) {
                ModelFolder model = warehouse.house().models().stream()
                        .filter(m -> m.name().equals(step.path("step").asText()))
                        .findFirst()
                        .orElseThrow();
                boolean full = model.model().refresh() == Refresh.FULL;
                long keys = Differences.keys(
                        model.model().columns().stream().map(TableColumn::name).toList(),
                        full ? model.model().grain() : model.model().key(),
                        before.get(model.name()),
                        files(warehouse, model));
                boolean rewritten = step.path("rewritten").asBoolean();
                say(
                        "one-ticket.txt",
                        line.formatted(
                                        model.name(),
                                        step.path("inserted").asLong(),
                                        step.path("updated").asLong(),
                                        step.path("deleted").asLong(),
                                        keys,
                                        step.path("affected_keys").asLong(),
                                        rewritten ? "rewritten" : "")
                                .strip());
                assertThat(keys)
                        .as(model.name())
                        .isLessThanOrEqualTo(step.path("affected_keys").asLong());
                if (!full) {
                    // A ticket has one row, but two traces: the one it had, which may go, and the one it has.
                    int most = model.name().equals("variant_conformance") ? 2 : 1;
                    assertThat(keys).as(model.name()).isLessThanOrEqualTo(most);
                    assertThat(rewritten).as(model.name()).isFalse();
                }
                if (keys > 0) {
                    written.add(model.name());
                }
            }
            assertThat(written).contains("ticket_event", "ticket", "fct_ticket_event");
        }
    }

    /** The curves are learnt from all clocks, so a clock that nobody delivered again may get another risk at the same as_of. */
    @Test
    @Order(4)
    void clocksThatAreCorrectedMoveTheRiskOfOthers() throws Exception {
        try (SampleWarehouse warehouse = new SampleWarehouse(config, reference)) {
            deliverShorterClocks(warehouse.landing().resolve("servicenow/task_sla"));
            warehouse.stages(List.of("land", "ingest", "measure"));
            assertThat(warehouse.steps())
                    .extracting(s -> s.path("step").asText())
                    .contains("fct_sla_clock");
            assertThat(differing(warehouse.rebuildCheck())).isEmpty();
        }
    }

    /** Every clock that stopped on a day of January, now stopped a minute after its start. */
    private static void deliverShorterClocks(Path clocks) throws IOException {
        ObjectMapper json = new ObjectMapper();
        ArrayNode corrected = json.createArrayNode();
        try (Stream<Path> days = Files.walk(clocks)) {
            for (Path day : days.filter(f -> f.getFileName().toString().matches("task_sla-2026-01-\\d\\d\\.json"))
                    .toList()) {
                for (JsonNode clock : json.readTree(day.toFile()).path("result")) {
                    if (clock.path("stage").asText().equals("completed")) {
                        LocalDateTime start =
                                LocalDateTime.parse(clock.path("start_time").asText(), TABLE_API);
                        corrected.add(((ObjectNode) clock)
                                .put("end_time", start.plusMinutes(1).format(TABLE_API))
                                .put("sys_updated_on", "2026-02-20 12:00:00")
                                .put("sys_mod_count", "90"));
                    }
                }
            }
        }
        Path next = Files.createDirectories(clocks.resolve("corrected"));
        json.writeValue(
                next.resolve("corrected.json").toFile(), json.createObjectNode().set("result", corrected));
    }

    private static List<Path> files(SampleWarehouse warehouse, ModelFolder model) {
        return DeltaLogs.activeFiles(
                warehouse.house().tables().table(model.name()).path());
    }

    /** The newest event again, some seconds later, as the ticket's next one. */
    private static void deliverOneMoreEvent(Path landing) throws IOException {
        Path audit = landing.resolve("servicenow/incident_audit");
        Path day;
        try (Stream<Path> days = Files.list(audit)) {
            day = days.max(Comparator.naturalOrder()).orElseThrow();
        }
        List<String> lines = Files.readAllLines(day.resolve("incident_audit-" + day.getFileName() + ".csv"));
        List<String> header = List.of(lines.get(0).split(","));
        List<String> event = new ArrayList<>(List.of(lines.get(lines.size() - 1).split(",")));
        int count = header.indexOf("sys_mod_count");
        event.set(count, Integer.toString(Integer.parseInt(event.get(count)) + 1));
        int at = header.indexOf("sys_updated_at");
        event.set(at, event.get(at).replaceAll(" .*", " 23:59:30"));
        Path next = Files.createDirectories(audit.resolve("one-ticket"));
        Files.write(next.resolve("one.csv"), List.of(lines.get(0), String.join(",", event)));
    }
}
