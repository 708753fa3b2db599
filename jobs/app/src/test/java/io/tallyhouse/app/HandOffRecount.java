package io.tallyhouse.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The waits after hand-offs of an audit export, walked through ticket by ticket in plain Java: the second method of hand_off_wait. */
final class HandOffRecount {
    private static final DateTimeFormatter DAY_FIRST = DateTimeFormatter.ofPattern("d/M/yyyy H:mm");

    private final Map<String, List<Update>> tickets = new TreeMap<>();

    private record Update(LocalDateTime at, int number, String state, String team) {
        boolean done() {
            return state.equals("Resolved") || state.equals("Closed");
        }
    }

    /** @param export CSV without quoted commas, gzipped */
    HandOffRecount(Path export) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(export)), StandardCharsets.UTF_8))) {
            List<String> head = List.of(lines.readLine().split(",", -1));
            int number = head.indexOf("number");
            int state = head.indexOf("incident_state");
            int count = head.indexOf("sys_mod_count");
            int at = head.indexOf("sys_updated_at");
            int team = head.indexOf("assignment_group");
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split(",", -1);
                tickets.computeIfAbsent(cells[number], n -> new ArrayList<>())
                        .add(new Update(
                                LocalDateTime.parse(cells[at], DAY_FIRST),
                                Integer.parseInt(cells[count]),
                                cells[state],
                                cells[team]));
            }
        }
    }

    /** Waits in seconds by the Monday of the ticket's first resolution, in ascending order. */
    Map<String, List<Long>> byWeek() {
        Map<String, List<Long>> weeks = new TreeMap<>();
        for (List<Update> updates : tickets.values()) {
            updates.sort(Comparator.comparing(Update::at).thenComparing(Update::number));
            LocalDateTime resolved = updates.stream()
                    .filter(Update::done)
                    .map(Update::at)
                    .findFirst()
                    .orElse(null);
            if (resolved != null) {
                String monday = resolved.toLocalDate()
                        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                        .toString();
                weeks.computeIfAbsent(monday, w -> new ArrayList<>())
                        .addAll(waits(updates.stream()
                                .filter(u -> !u.at().isAfter(resolved.plusDays(14)))
                                .toList()));
            }
        }
        weeks.values().forEach(w -> w.sort(Comparator.naturalOrder()));
        return weeks;
    }

    /** For each change of hands everything that follows is looked through for the new team's work. */
    private static List<Long> waits(List<Update> updates) {
        List<Long> waits = new ArrayList<>();
        String[] holder = new String[updates.size()];
        for (int i = 0; i < updates.size(); i++) {
            String named = updates.get(i).team();
            holder[i] = named.equals("?") ? i == 0 ? "" : holder[i - 1] : named;
        }
        for (int i = 1; i < updates.size(); i++) {
            if (holder[i - 1].isEmpty() || holder[i].equals(holder[i - 1])) {
                continue;
            }
            for (int j = i; j < updates.size(); j++) {
                Update later = updates.get(j);
                if (holder[j].equals(holder[i])
                        && (later.done() || later.state().equals("Active"))) {
                    waits.add(Duration.between(updates.get(i).at(), later.at()).toSeconds());
                    break;
                }
            }
        }
        return waits;
    }

    /** @param sorted in ascending order */
    static @Nullable Double median(List<Long> sorted) {
        long[] values = sorted.stream().mapToLong(Long::longValue).toArray();
        int half = values.length / 2;
        if (values.length == 0) {
            return null;
        }
        return values.length % 2 == 1
                ? (double) values[half]
                : Arrays.stream(values, half - 1, half + 1).average().orElseThrow();
    }
}
