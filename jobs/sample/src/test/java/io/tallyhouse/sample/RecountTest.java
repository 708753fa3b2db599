package io.tallyhouse.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts some figures again from the files alone, by other means than the truth was counted. */
class RecountTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter DAY_FIRST = DateTimeFormatter.ofPattern("d/M/yyyy HH:mm:ss");
    private static final long FORTNIGHT = 14 * 86_400L;

    @TempDir
    private static Path out;

    private static ObjectNode truth = JSON.createObjectNode();
    private static final Map<String, List<Row>> TICKETS = new TreeMap<>();
    private static final Map<String, Long> COUNTS = new HashMap<>();

    private record Row(long at, int update, String state, String team, String person, long worked, long opened) {
        boolean done() {
            return state.equals("Resolved") || state.equals("Closed");
        }
    }

    @BeforeAll
    static void readBack() throws IOException {
        truth = SampleOrganisation.generate(SampleOptions.demo(11).withScale(0.05), out, step -> {});
        Set<String> seen = new HashSet<>();
        Set<String> bytes = new HashSet<>();
        for (Path file : files("servicenow/incident_audit")) {
            if (!bytes.add(Files.readString(file))) {
                continue;
            }
            List<String> lines = Files.readAllLines(file);
            for (String line : lines.subList(1, lines.size())) {
                COUNTS.merge("records", 1L, Long::sum);
                String[] f = line.split(",", -1);
                if (f.length != 37 || unreadable(f[13])) {
                    COUNTS.merge("bad", 1L, Long::sum);
                } else if (!seen.add(line)) {
                    COUNTS.merge("duplicates", 1L, Long::sum);
                } else {
                    TICKETS.computeIfAbsent(f[0], n -> new ArrayList<>())
                            .add(new Row(
                                    seconds(f[13]),
                                    Integer.parseInt(f[5]),
                                    f[1],
                                    f[23],
                                    f[24],
                                    Long.parseLong(f[36]),
                                    seconds(f[9])));
                }
            }
        }
        TICKETS.values().forEach(rows -> rows.sort(Comparator.comparingLong(Row::at)));
    }

    @Test
    void faultsAreCountedAsTheyAre() {
        JsonNode dataset = truth.at("/datasets/servicenow~1incident_audit");
        assertThat(COUNTS.get("records")).isEqualTo(dataset.get("records").asLong());
        assertThat(COUNTS.get("duplicates"))
                .isEqualTo(dataset.get("duplicates").asLong())
                .isPositive();
        assertThat(COUNTS.get("bad")).isEqualTo(dataset.get("bad").asLong()).isPositive();
        assertThat(dataset.get("files_delivered_again").asLong()).isGreaterThan(10);
    }

    @Test
    void timeAndCounterAgreeAndNoUpdateIsMissing() {
        for (List<Row> rows : TICKETS.values()) {
            for (int i = 0; i < rows.size(); i++) {
                assertThat(rows.get(i).update()).isEqualTo(i);
                assertThat(rows.get(i).at()).isLessThan(SampleOptions.demo(11).endSecond());
                assertThat(i == 0 || rows.get(i).at() > rows.get(i - 1).at()).isTrue();
                assertThat(i == 0 || rows.get(i).worked() >= rows.get(i - 1).worked())
                        .isTrue();
            }
        }
    }

    @Test
    void reworkByTheStoryOfEachTicket() {
        Map<String, Long> found = new HashMap<>();
        for (List<Row> rows : TICKETS.values()) {
            for (int i = 0; i < rows.size(); i++) {
                found.merge(type(rows, i), 1L, Long::sum);
                if (type(rows, i).matches("reopen|repeat")) {
                    found.merge(
                            "lost",
                            rows.get(i).worked() - (i == 0 ? 0 : rows.get(i - 1).worked()),
                            Long::sum);
                }
            }
            found.merge("handled", rows.get(rows.size() - 1).worked(), Long::sum);
        }
        JsonNode events = total("rework_event_share");
        assertThat(found.get("reopen")).isEqualTo(events.get("reopen").asLong());
        assertThat(found.get("repeat")).isEqualTo(events.get("repeat").asLong());
        assertThat(found.get("hand_off")).isEqualTo(events.get("hand_off").asLong());
        JsonNode time = total("rework_time_share");
        assertThat(found.get("handled")).isEqualTo(time.get("denominator").asLong());
        assertThat(found.get("lost"))
                .isEqualTo(time.get("reopen").asLong() + time.get("repeat").asLong());
    }

    @Test
    void resolvedTicketsReworkedReopenedAndRightAtOnce() {
        long resolved = 0;
        long reworked = 0;
        long reopened = 0;
        long right = 0;
        for (List<Row> rows : TICKETS.values()) {
            long done = rows.stream()
                    .filter(Row::done)
                    .mapToLong(Row::at)
                    .findFirst()
                    .orElse(-1);
            if (done < 0) {
                continue;
            }
            Set<String> types = new HashSet<>();
            for (int i = 0; i < rows.size() && rows.get(i).at() <= done + FORTNIGHT; i++) {
                types.add(type(rows, i));
            }
            resolved++;
            reworked += types.equals(Set.of("first")) ? 0 : 1;
            reopened += types.contains("reopen") ? 1 : 0;
            right += types.contains("reopen") || types.contains("repeat") ? 0 : 1;
        }
        assertThat(total("tickets_resolved").get("numerator").asLong()).isEqualTo(resolved);
        assertThat(total("rework_case_rate").get("numerator").asLong()).isEqualTo(reworked);
        assertThat(total("reopened_within_14d").get("numerator").asLong()).isEqualTo(reopened);
        assertThat(total("first_time_right").get("numerator").asLong()).isEqualTo(right);
    }

    @Test
    void conformanceByARegularExpression() {
        long completed = 0;
        long conforming = 0;
        long asOf = SampleOptions.demo(11).endSecond();
        for (List<Row> rows : TICKETS.values()) {
            StringBuilder trace = new StringBuilder();
            for (Row row : rows) {
                String letter =
                        row.state().startsWith("Awaiting") ? "P" : row.state().substring(0, 1);
                if (trace.isEmpty() || !trace.substring(trace.length() - 1).equals(letter)) {
                    trace.append(letter);
                }
            }
            boolean over = rows.get(rows.size() - 1).at() + 90 * 86_400L <= asOf;
            if (trace.indexOf("C") >= 0 || over) {
                completed++;
                conforming += trace.toString().matches("N?[AP]*RC") ? 1 : 0;
            }
        }
        assertThat(total("conformance_rate").get("denominator").asLong()).isEqualTo(completed);
        assertThat(total("conformance_rate").get("numerator").asLong()).isEqualTo(conforming);
    }

    @Test
    void adoptionFromPromptsTrainingAndTeams() throws IOException {
        Map<String, String> goLive = new HashMap<>();
        for (String[] f : csv("people/teams")) {
            goLive.put(f[0], f[4]);
        }
        Map<String, String> qualified = new HashMap<>();
        for (String[] f : csv("learning/training")) {
            if (f.length == 14 && f[7].matches("completed") && !f[9].isEmpty() && !f[11].isEmpty() && !f[4].isEmpty()) {
                qualified.put(f[1], f[9].compareTo(f[11]) > 0 ? f[9] : f[11]);
            }
        }
        Map<String, List<Instant>> used = new HashMap<>();
        for (Path file : files("prompts/prompt_log")) {
            for (String line : Files.readAllLines(file)) {
                if (line.matches(".*\"decision\":\"(accepted|edited)\".*\"channel\":\"governed\".*}")) {
                    JsonNode prompt = JSON.readTree(line);
                    used.computeIfAbsent(prompt.path("ticket_number").asText(), n -> new ArrayList<>())
                            .add(Instant.parse(prompt.get("at").asText()));
                }
            }
        }
        long eligible = 0;
        long helped = 0;
        for (Map.Entry<String, List<Row>> ticket : TICKETS.entrySet()) {
            Row done = ticket.getValue().stream().filter(Row::done).findFirst().orElse(null);
            if (done == null) {
                continue;
            }
            String at = Instant.ofEpochSecond(done.at()).toString();
            String live = goLive.get(done.team());
            if (!live.isEmpty()
                    && live.compareTo(at) <= 0
                    && qualified.getOrDefault(done.person(), "9").compareTo(at) <= 0) {
                eligible++;
                helped += used.getOrDefault(ticket.getKey(), List.of()).stream()
                                .anyMatch(p -> p.getEpochSecond() >= done.opened() && p.getEpochSecond() <= done.at())
                        ? 1
                        : 0;
            }
        }
        assertThat(total("adoption_rate").get("denominator").asLong())
                .isEqualTo(eligible)
                .isGreaterThan(500);
        assertThat(total("adoption_rate").get("numerator").asLong()).isEqualTo(helped);
    }

    private static String type(List<Row> rows, int i) {
        Row row = rows.get(i);
        boolean everDone = rows.subList(0, i).stream().anyMatch(Row::done);
        if (!row.done() && everDone) {
            return "reopen";
        }
        if (row.state().matches("New|Resolved")) {
            int start = i;
            while (start > 0 && rows.get(start - 1).state().equals(row.state())) {
                start--;
            }
            if (rows.subList(0, start).stream().anyMatch(r -> r.state().equals(row.state()))) {
                return "repeat";
            }
        }
        String known = "?";
        for (Row earlier : rows.subList(0, i)) {
            known = earlier.team().equals("?") ? known : earlier.team();
        }
        boolean moves =
                !row.team().equals("?") && !known.equals("?") && !row.team().equals(known);
        return moves && !rows.get(i - 1).done() ? "hand_off" : "first";
    }

    private static JsonNode total(String metric) {
        for (JsonNode row : truth.get("kpis")) {
            if (row.get("metric").asText().equals(metric)
                    && row.get("grain").asText().equals("all")
                    && row.get("workflow").asText().equals("All")) {
                return row;
            }
        }
        throw new AssertionError("No truth of " + metric);
    }

    private static List<String[]> csv(String dataset) throws IOException {
        List<String[]> rows = new ArrayList<>();
        for (Path file : files(dataset)) {
            List<String> lines = Files.readAllLines(file);
            lines.subList(1, lines.size()).forEach(line -> rows.add(line.split(",", -1)));
        }
        return rows;
    }

    private static List<Path> files(String dataset) throws IOException {
        try (Stream<Path> files = Files.walk(out.resolve("landing").resolve(dataset))) {
            return files.filter(Files::isRegularFile)
                    .filter(f -> !f.endsWith("_manifest.json"))
                    .sorted()
                    .toList();
        }
    }

    private static boolean unreadable(String time) {
        try {
            return seconds(time) < 0;
        } catch (DateTimeParseException e) {
            return true;
        }
    }

    private static long seconds(String time) {
        return LocalDateTime.parse(time, DAY_FIRST).toEpochSecond(ZoneOffset.UTC);
    }
}
