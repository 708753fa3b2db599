package io.tallyhouse.statistics.calendar;

import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Opening hours of a weekly pattern in a time zone, with special days.
 *
 * <p>A business second is a real (UTC) second whose wall-clock time in the zone lies in an open span of its local date: the
 * hour repeated in autumn counts twice, the hour skipped in spring not at all. A special day replaces the spans of its date; an
 * empty list is a holiday. All results are whole seconds; fractions of the instants given are cut off.
 *
 * <p>Immutable and safe to share between threads. The spans of a year are worked out when the year is first asked for, so a
 * question costs a few binary searches, not a walk over seconds.
 */
public final class BusinessCalendar implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final long DAY = 86_400;

    private final ZoneId zone;
    /** Monday first, each in order and without overlaps. */
    private final List<List<OpenSpan>> week;

    private final Map<LocalDate, List<OpenSpan>> specialDays;
    private final transient Map<Integer, CalendarYear> years = new ConcurrentHashMap<>();

    private BusinessCalendar(ZoneId zone, List<List<OpenSpan>> week, Map<LocalDate, List<OpenSpan>> specialDays) {
        this.zone = zone;
        this.week = week;
        this.specialDays = specialDays;
    }

    /**
     * @param zone the zone of the wall clock
     * @param week open spans by weekday; a weekday that is missing is closed; overlapping spans are joined
     * @param specialDays open spans by local date, instead of the weekday's; empty for a holiday
     */
    public static BusinessCalendar of(
            ZoneId zone, Map<DayOfWeek, List<OpenSpan>> week, Map<LocalDate, List<OpenSpan>> specialDays) {
        List<List<OpenSpan>> days = new ArrayList<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            days.add(OpenSpan.joined(week.getOrDefault(day, List.of())));
        }
        Map<LocalDate, List<OpenSpan>> special = new HashMap<>();
        specialDays.forEach((date, spans) -> special.put(date, OpenSpan.joined(spans)));
        return new BusinessCalendar(zone, List.copyOf(days), Map.copyOf(special));
    }

    /** Open round the clock: business seconds are real seconds. */
    public static BusinessCalendar always() {
        List<List<OpenSpan>> days = new ArrayList<>();
        for (int day = 0; day < 7; day++) {
            days.add(List.of(OpenSpan.WHOLE_DAY));
        }
        return new BusinessCalendar(ZoneOffset.UTC, List.copyOf(days), Map.of());
    }

    public ZoneId zone() {
        return zone;
    }

    /** Business seconds in {@code [from, to)}; 0 when {@code to} is not after {@code from}. */
    public long businessSeconds(Instant from, Instant to) {
        return open(from.getEpochSecond(), to.getEpochSecond());
    }

    /**
     * Business seconds in {@code [from, to)} outside all pauses.
     *
     * @param pauses in any order; may overlap each other and reach beyond both ends
     */
    public long businessSeconds(Instant from, Instant to, List<TimeSpan> pauses) {
        long[] gaps = TimeSpan.gaps(pauses, from.getEpochSecond(), to.getEpochSecond());
        long open = 0;
        for (int i = 0; i < gaps.length; i += 2) {
            open += open(gaps[i], gaps[i + 1]);
        }
        return open;
    }

    /**
     * When a target is used up: the end of the target-th business second after {@code start} that is not paused.
     *
     * @param targetSeconds business seconds, not negative; a target of 0 is due at {@code start}
     * @param pauses in any order; may overlap
     * @param horizon how far after {@code start} to look, in real time
     * @return null when the target is not reached within the horizon
     * @throws IllegalArgumentException when the target is negative
     */
    public @Nullable Instant dueAt(Instant start, long targetSeconds, List<TimeSpan> pauses, Duration horizon) {
        if (targetSeconds < 0) {
            throw new IllegalArgumentException("Invalid target: " + targetSeconds + " s, expected 0 or more");
        }
        if (targetSeconds == 0) {
            return start;
        }
        long from = start.getEpochSecond();
        long[] gaps = TimeSpan.gaps(pauses, from, Math.addExact(from, horizon.toSeconds()));
        long left = targetSeconds;
        for (int i = 0; i < gaps.length; i += 2) {
            for (int year = yearOf(gaps[i]); year <= yearOf(gaps[i + 1] - 1); year++) {
                CalendarYear spans = year(year);
                long before = spans.openBefore(Math.max(gaps[i], startOf(year)));
                long open = spans.openBefore(Math.min(gaps[i + 1], startOf(year + 1))) - before;
                if (left <= open) {
                    return Instant.ofEpochSecond(spans.endOf(before + left));
                }
                left -= open;
            }
        }
        return null;
    }

    private long open(long from, long to) {
        long open = 0;
        if (from < to) {
            for (int year = yearOf(from); year <= yearOf(to - 1); year++) {
                CalendarYear spans = year(year);
                open += spans.openBefore(Math.min(to, startOf(year + 1)))
                        - spans.openBefore(Math.max(from, startOf(year)));
            }
        }
        return open;
    }

    private CalendarYear year(int year) {
        return years.computeIfAbsent(year, this::spansOf);
    }

    /** Works offset by offset: while it does not change, local time is UTC shifted by a constant. */
    private CalendarYear spansOf(int year) {
        LongStream.Builder edges = LongStream.builder();
        long end = startOf(year + 1);
        long from = startOf(year);
        while (from < end) {
            Instant at = Instant.ofEpochSecond(from);
            ZoneOffsetTransition next = zone.getRules().nextTransition(at);
            long to = next == null ? end : Math.min(end, next.getInstant().getEpochSecond());
            addSpans(edges, from, to, zone.getRules().getOffset(at).getTotalSeconds());
            from = to;
        }
        return new CalendarYear(edges.build().toArray());
    }

    private void addSpans(LongStream.Builder edges, long from, long to, int offset) {
        long localFrom = from + offset;
        long localTo = to + offset;
        for (long day = Math.floorDiv(localFrom, DAY); day * DAY < localTo; day++) {
            for (OpenSpan span : spansOn(LocalDate.ofEpochDay(day))) {
                long first = Math.max(day * DAY + span.from(), localFrom);
                long after = Math.min(day * DAY + span.to(), localTo);
                if (first < after) {
                    edges.add(first - offset).add(after - offset);
                }
            }
        }
    }

    private List<OpenSpan> spansOn(LocalDate date) {
        List<OpenSpan> special = specialDays.get(date);
        return special == null ? week.get(date.getDayOfWeek().getValue() - 1) : special;
    }

    private static int yearOf(long second) {
        return LocalDate.ofEpochDay(Math.floorDiv(second, DAY)).getYear();
    }

    private static long startOf(int year) {
        return LocalDate.of(year, 1, 1).toEpochDay() * DAY;
    }

    /** The table of years is not written; it starts empty again. */
    private Object readResolve() {
        return new BusinessCalendar(zone, week, specialDays);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BusinessCalendar that
                && zone.equals(that.zone)
                && week.equals(that.week)
                && specialDays.equals(that.specialDays);
    }

    @Override
    public int hashCode() {
        return Objects.hash(zone, week, specialDays);
    }

    @Override
    public String toString() {
        return "BusinessCalendar[" + zone + ", " + week + ", special " + specialDays + "]";
    }
}
