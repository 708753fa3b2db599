package io.tallyhouse.stages.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallyhouse.statistics.calendar.BusinessCalendar;
import io.tallyhouse.statistics.calendar.OpenSpan;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Calendars of ServiceNow. A span that repeats by day or week stands for its hours on its weekdays, also past midnight; one that repeats
 * yearly for its dates in each year from {@value #FIRST_YEAR} to {@value #LAST_YEAR}; one without repetition for its dates. A span of type
 * exclude closes what any other opens.
 */
final class Schedules {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter WALL = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss");
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2050;
    private static final int DAY_SECONDS = 86_400;

    private final Hours open = new Hours();
    private final Hours closed = new Hours();

    private Schedules() {}

    /** Spans by weekday and by date. */
    private record Hours(Map<DayOfWeek, List<OpenSpan>> week, Map<LocalDate, List<OpenSpan>> dates) {
        Hours() {
            this(new EnumMap<>(DayOfWeek.class), new TreeMap<>());
        }

        List<OpenSpan> on(DayOfWeek day) {
            return week.getOrDefault(day, List.of());
        }

        List<OpenSpan> on(LocalDate date) {
            List<OpenSpan> spans = new ArrayList<>(on(date.getDayOfWeek()));
            spans.addAll(dates.getOrDefault(date, List.of()));
            return spans;
        }
    }

    /**
     * @param id for messages
     * @param zone IANA zone, UTC when null
     * @param spans JSON list as the landing contract describes it
     * @throws IllegalArgumentException naming schedule and span when a span cannot be understood
     */
    static BusinessCalendar calendar(String id, @Nullable String zone, String spans) {
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
        return BusinessCalendar.of(ZoneId.of(zone == null ? "UTC" : zone), schedule.weekdays(), schedule.specialDays());
    }

    private void add(String id, int number, JsonNode span) {
        try {
            add(span);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException(
                    "Cannot read span " + number + " of schedule " + id + ": " + e.getMessage(), e);
        }
    }

    private void add(JsonNode span) {
        LocalDateTime from = LocalDateTime.parse(span.path("start_date_time").asText(), WALL);
        LocalDateTime to = LocalDateTime.parse(span.path("end_date_time").asText(), WALL);
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("it ends at " + to + ", before its start at " + from);
        }
        boolean allDay = span.path("all_day").asText().equals("true");
        Hours hours = span.path("type").asText().equals("exclude") ? closed : open;
        String repeat = span.path("repeat_type").asText();
        switch (repeat) {
            case "daily" -> weekly(hours, EnumSet.allOf(DayOfWeek.class), from, to, allDay);
            case "weekdays" -> weekly(hours, EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), from, to, allDay);
            case "weekly" -> weekly(hours, days(span, from), from, to, allDay);
            case "yearly" -> {
                for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
                    long shift = ChronoUnit.DAYS.between(from.toLocalDate(), inYear(year, from.toLocalDate(), span));
                    dates(hours, from.plusDays(shift), to.plusDays(shift), allDay);
                }
            }
            case "", "none" -> dates(hours, from, to, allDay);
            default ->
                throw new IllegalArgumentException(
                        "unknown repeat_type \"" + repeat + "\"; valid: daily, weekdays, weekly, yearly, none");
        }
    }

    /** The same day of the year, or such as the third Monday of a month; the source counts weekdays from Sunday, which is 1. */
    private static LocalDate inYear(int year, LocalDate first, JsonNode span) {
        String type = span.path("yearly_type").asText();
        if (!type.equals("float")) {
            if (!List.of("", "doy").contains(type)) {
                throw new IllegalArgumentException("unknown yearly_type \"" + type + "\"; valid: doy, float");
            }
            return first.plusYears(year - first.getYear());
        }
        DayOfWeek day = DayOfWeek.SUNDAY.plus(number(span, "float_day") - 1L);
        LocalDate month = LocalDate.of(year, number(span, "month"), 1);
        return span.path("float_week").asText().equals("last")
                ? month.with(TemporalAdjusters.lastInMonth(day))
                : month.with(TemporalAdjusters.dayOfWeekInMonth(number(span, "float_week"), day));
    }

    private static int number(JsonNode span, String key) {
        String text = span.path(key).asText();
        if (!text.matches("[1-9]|1[0-2]")) {
            throw new IllegalArgumentException("invalid " + key + " \"" + text + "\"");
        }
        return Integer.parseInt(text);
    }

    private static Set<DayOfWeek> days(JsonNode span, LocalDateTime from) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        span.path("days_of_week").asText().chars().forEach(c -> days.add(DayOfWeek.of(c - '0')));
        return days.isEmpty() ? EnumSet.of(from.getDayOfWeek()) : days;
    }

    private static void weekly(Hours hours, Set<DayOfWeek> days, LocalDateTime from, LocalDateTime to, boolean allDay) {
        for (DayOfWeek day : days) {
            parts(from, to, allDay).forEach((date, part) -> {
                long later = ChronoUnit.DAYS.between(from.toLocalDate(), date);
                hours.week()
                        .computeIfAbsent(day.plus(later), d -> new ArrayList<>())
                        .add(part);
            });
        }
    }

    private static void dates(Hours hours, LocalDateTime from, LocalDateTime to, boolean allDay) {
        parts(from, to, allDay)
                .forEach((date, part) -> hours.dates()
                        .computeIfAbsent(date, d -> new ArrayList<>())
                        .add(part));
    }

    /** What of each day lies between two times. */
    private static Map<LocalDate, OpenSpan> parts(LocalDateTime from, LocalDateTime to, boolean allDay) {
        Map<LocalDate, OpenSpan> parts = new TreeMap<>();
        for (LocalDate date = from.toLocalDate(); !date.isAfter(to.toLocalDate()); date = date.plusDays(1)) {
            int begin = allDay || date.isAfter(from.toLocalDate())
                    ? 0
                    : from.toLocalTime().toSecondOfDay();
            int end = allDay || date.isBefore(to.toLocalDate()) ? DAY_SECONDS : endOfDay(to);
            if (begin < end) {
                parts.put(date, new OpenSpan(begin, end));
            }
        }
        return parts;
    }

    /** The source writes the end of a day as its last second. */
    private static int endOfDay(LocalDateTime to) {
        int second = to.toLocalTime().toSecondOfDay();
        return second == DAY_SECONDS - 1 ? DAY_SECONDS : second;
    }

    private Map<DayOfWeek, List<OpenSpan>> weekdays() {
        Map<DayOfWeek, List<OpenSpan>> days = new EnumMap<>(DayOfWeek.class);
        open.week().keySet().forEach(day -> days.put(day, without(open.on(day), closed.on(day))));
        return days;
    }

    private Map<LocalDate, List<OpenSpan>> specialDays() {
        Set<LocalDate> dates = new TreeSet<>(open.dates().keySet());
        dates.addAll(closed.dates().keySet());
        Map<LocalDate, List<OpenSpan>> special = new TreeMap<>();
        dates.forEach(date -> special.put(date, without(open.on(date), closed.on(date))));
        return special;
    }

    private static List<OpenSpan> without(List<OpenSpan> open, List<OpenSpan> gaps) {
        List<OpenSpan> rest = open;
        for (OpenSpan gap : gaps) {
            rest = without(rest, gap);
        }
        return rest;
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
