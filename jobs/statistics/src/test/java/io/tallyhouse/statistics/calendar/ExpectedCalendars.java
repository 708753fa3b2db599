package io.tallyhouse.statistics.calendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallyhouse.testing.TestData;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The calendars and cases of the expected-values file, counted second by second by another program. */
final class ExpectedCalendars {
    private final JsonNode root;

    private ExpectedCalendars(JsonNode root) {
        this.root = root;
    }

    static ExpectedCalendars read() throws IOException {
        return new ExpectedCalendars(new ObjectMapper()
                .readTree(TestData.design("expected-calendars.json").toFile()));
    }

    List<JsonNode> cases() {
        List<JsonNode> cases = new ArrayList<>();
        root.get("cases").forEach(cases::add);
        return cases;
    }

    Map<String, BusinessCalendar> calendars() {
        Map<String, BusinessCalendar> calendars = new HashMap<>();
        root.get("calendars").fields().forEachRemaining(e -> calendars.put(e.getKey(), calendar(e.getValue())));
        return calendars;
    }

    static List<TimeSpan> pauses(JsonNode pauses) {
        List<TimeSpan> spans = new ArrayList<>();
        pauses.forEach(p -> spans.add(new TimeSpan(
                Instant.parse(p.get(0).asText()), Instant.parse(p.get(1).asText()))));
        return spans;
    }

    private static BusinessCalendar calendar(JsonNode node) {
        Map<DayOfWeek, List<OpenSpan>> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            String name = day.name().substring(0, 3).toLowerCase(Locale.ROOT);
            week.put(day, spans(node.get("week").get(name)));
        }
        Map<LocalDate, List<OpenSpan>> special = new HashMap<>();
        node.get("special_days")
                .fields()
                .forEachRemaining(e -> special.put(LocalDate.parse(e.getKey()), spans(e.getValue())));
        return BusinessCalendar.of(ZoneId.of(node.get("zone").asText()), week, special);
    }

    private static List<OpenSpan> spans(JsonNode list) {
        List<OpenSpan> spans = new ArrayList<>();
        list.forEach(s -> spans.add(OpenSpan.between(s.get(0).asText(), s.get(1).asText())));
        return spans;
    }
}
