package io.tallyhouse.stages.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallyhouse.statistics.calendar.BusinessCalendar;
import io.tallyhouse.statistics.calendar.OpenSpan;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Calendars of ServiceNow. A span that repeats opens its hours on its weekdays; a span without repetition opens them on its date; a
 * span of type exclude closes its hours on its dates, yearly ones in each year from {@value #FIRST_YEAR} to {@value #LAST_YEAR}.
 */
final class Schedules {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter WALL = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss");
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2050;
    private static final int DAY_SECONDS = 86_400;

    private final Map<DayOfWeek, List<OpenSpan>> week = new EnumMap<>(DayOfWeek.class);
    private final Map<LocalDate, List<OpenSpan>> opened = new TreeMap<>();
    private final Map<LocalDate, List<OpenSpan>> closed = new TreeMap<>();

    private Schedules() {}

    /**
     * @param id for messages
     * @param zone IANA zone, UTC when null
     * @param spans JSON list as the landing contract describes it
     * @throws IllegalArgumentException naming schedule and span when a span cannot be understood
     */
    static BusinessCalendar calendar(String id, @org.jspecify.annotations.Nullable String zone, String spans) {
        Schedules schedule = new Schedules();
        try {
            int number = 0;
            for (JsonNode span : JSON.readTree(spans)) {
                number++;
                schedule.add(id, number, span);
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("Cannot read the spans of schedule " + id + ": not JSON", e);
        }
        return BusinessCalendar.of(ZoneId.of(zone == null ? "UTC" : zone), schedule.week, schedule.specialDays());
    }

    private void add(String id, int number, JsonNode span) {
        LocalDateTime from = LocalDateTime.parse(span.path("start_date_time").asText(), WALL);
        LocalDateTime to = LocalDateTime.parse(span.path("end_date_time").asText(), WALL);
        boolean allDay = span.path("all_day").asText().equals("true");
        boolean exclude = span.path("type").asText().equals("exclude");
        String repeat = span.path("repeat_type").asText();
        switch (repeat) {
            case "daily" -> weekly(EnumSet.allOf(DayOfWeek.class), from, to, allDay);
            case "weekdays" -> weekly(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), from, to, allDay);
            case "weekly" -> weekly(days(span, from), from, to, allDay);
            case "yearly" -> {
                for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
                    int shift = year - from.getYear();
                    dates(exclude ? closed : opened, from.plusYears(shift), to.plusYears(shift), allDay);
                }
            }
            case "", "none" -> dates(exclude ? closed : opened, from, to, allDay);
            default ->
                throw new IllegalArgumentException("Cannot read span " + number + " of schedule " + id
                        + ": unknown repeat_type \"" + repeat + "\"; valid: daily, weekdays, weekly, yearly, none");
        }
    }

    private static Set<DayOfWeek> days(JsonNode span, LocalDateTime from) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        span.path("days_of_week").asText().chars().forEach(c -> days.add(DayOfWeek.of(c - '0')));
        return days.isEmpty() ? EnumSet.of(from.getDayOfWeek()) : days;
    }

    private void weekly(Set<DayOfWeek> days, LocalDateTime from, LocalDateTime to, boolean allDay) {
        for (DayOfWeek day : days) {
            week.computeIfAbsent(day, d -> new ArrayList<>()).add(span(from, to, allDay));
        }
    }

    private static void dates(
            Map<LocalDate, List<OpenSpan>> into, LocalDateTime from, LocalDateTime to, boolean allDay) {
        for (LocalDate date = from.toLocalDate(); !date.isAfter(to.toLocalDate()); date = date.plusDays(1)) {
            int begin = allDay || date.isAfter(from.toLocalDate())
                    ? 0
                    : from.toLocalTime().toSecondOfDay();
            int end = allDay || date.isBefore(to.toLocalDate()) ? DAY_SECONDS : endOfDay(to);
            if (begin < end) {
                into.computeIfAbsent(date, d -> new ArrayList<>()).add(new OpenSpan(begin, end));
            }
        }
    }

    private static OpenSpan span(LocalDateTime from, LocalDateTime to, boolean allDay) {
        return allDay ? OpenSpan.WHOLE_DAY : new OpenSpan(from.toLocalTime().toSecondOfDay(), endOfDay(to));
    }

    /** The source writes the end of a day as its last second. */
    private static int endOfDay(LocalDateTime to) {
        int second = to.toLocalTime().toSecondOfDay();
        return second == DAY_SECONDS - 1 ? DAY_SECONDS : second;
    }

    private Map<LocalDate, List<OpenSpan>> specialDays() {
        Map<LocalDate, List<OpenSpan>> special = new TreeMap<>();
        opened.forEach((date, spans) -> {
            List<OpenSpan> all = new ArrayList<>(week.getOrDefault(date.getDayOfWeek(), List.of()));
            all.addAll(spans);
            special.put(date, all);
        });
        closed.forEach((date, spans) -> {
            List<OpenSpan> open = special.getOrDefault(date, week.getOrDefault(date.getDayOfWeek(), List.of()));
            for (OpenSpan gap : spans) {
                open = without(open, gap);
            }
            special.put(date, open);
        });
        return special;
    }

    private static List<OpenSpan> without(List<OpenSpan> open, OpenSpan gap) {
        List<OpenSpan> rest = new ArrayList<>();
        for (OpenSpan span : open) {
            if (span.from() < Math.min(span.to(), gap.from())) {
                rest.add(new OpenSpan(span.from(), Math.min(span.to(), gap.from())));
            }
            if (Math.max(span.from(), gap.to()) < span.to()) {
                rest.add(new OpenSpan(Math.max(span.from(), gap.to()), span.to()));
            }
        }
        return rest;
    }
}
