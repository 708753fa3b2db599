package io.tallyhouse.sample.world;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Open times of a calendar as half-open intervals of seconds since 1970 UTC, laid out once for the simulated time.
 *
 * <p>Offices are open on weekdays from 08:00 to 18:00 of their own clock, so that no change of the clocks falls into an open span.
 */
public final class OfficeCalendar {
    /** When offices open. */
    public static final LocalTime OPENS = LocalTime.of(8, 0);

    /** When offices close. */
    public static final LocalTime CLOSES = LocalTime.of(18, 0);

    private final String id;
    private final List<LocalDate> holidays;
    private final long[] opens;
    private final long[] closes;

    private OfficeCalendar(String id, List<LocalDate> holidays, long[] opens, long[] closes) {
        this.id = id;
        this.holidays = holidays;
        this.opens = opens;
        this.closes = closes;
    }

    /** Open at every second. */
    static OfficeCalendar always() {
        return new OfficeCalendar(
                "always", List.of(), new long[] {Long.MIN_VALUE / 4}, new long[] {Long.MAX_VALUE / 4});
    }

    /** The offices of a region, from 60 days before to 400 days after the given first and last second. */
    static OfficeCalendar office(Region region, long first, long last) {
        ZoneId zone = region.zone();
        List<LocalDate> holidays = holidays(region);
        List<Long> opens = new ArrayList<>();
        List<Long> closes = new ArrayList<>();
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(first, 86_400) - 60);
        LocalDate end = LocalDate.ofEpochDay(Math.floorDiv(last, 86_400) + 400);
        for (; day.isBefore(end); day = day.plusDays(1)) {
            boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
            if (!weekend && !holidays.contains(day)) {
                opens.add(day.atTime(OPENS).atZone(zone).toEpochSecond());
                closes.add(day.atTime(CLOSES).atZone(zone).toEpochSecond());
            }
        }
        return new OfficeCalendar(
                "office_" + region.name().toLowerCase(java.util.Locale.ROOT),
                holidays,
                opens.stream().mapToLong(Long::longValue).toArray(),
                closes.stream().mapToLong(Long::longValue).toArray());
    }

    private static List<LocalDate> holidays(Region region) {
        return switch (region) {
            case US -> List.of(LocalDate.of(2026, 1, 19), LocalDate.of(2026, 5, 25), LocalDate.of(2026, 7, 3));
            case EU -> List.of(LocalDate.of(2026, 4, 3), LocalDate.of(2026, 4, 6), LocalDate.of(2026, 5, 1));
            case APAC -> List.of(LocalDate.of(2026, 2, 17), LocalDate.of(2026, 2, 18), LocalDate.of(2026, 5, 1));
        };
    }

    /** Name of the calendar: {@code always} or {@code office_us} and the like. */
    public String id() {
        return id;
    }

    /** Days on which the offices stay closed. */
    public List<LocalDate> holidays() {
        return holidays;
    }

    /** The first open second at or after a time. */
    long nextOpen(long second) {
        int i = firstClosingAfter(second);
        return Math.max(second, opens[i]);
    }

    /** Open seconds in [from, to). */
    public long elapsed(long from, long to) {
        long sum = 0;
        for (int i = firstClosingAfter(from); i < opens.length && opens[i] < to; i++) {
            sum += Math.min(closes[i], to) - Math.max(opens[i], from);
        }
        return sum;
    }

    /** The end of the given number of open seconds counted from a time, leaving out disjoint ordered pauses. */
    public long due(long start, long seconds, List<Span> pauses) {
        long rest = seconds;
        long from = start;
        for (Span pause : pauses) {
            long open = elapsed(from, pause.from());
            if (open >= rest) {
                return plus(from, rest);
            }
            rest -= open;
            from = pause.to();
        }
        return from == Span.OPEN_END ? Span.OPEN_END : plus(from, rest);
    }

    private long plus(long from, long seconds) {
        long rest = seconds;
        for (int i = firstClosingAfter(from); i < opens.length; i++) {
            long open = Math.max(opens[i], from);
            if (closes[i] - open >= rest) {
                return open + rest;
            }
            rest -= closes[i] - open;
        }
        throw new IllegalStateException("Calendar " + id + " ends before " + seconds + " open seconds after "
                + java.time.LocalDateTime.ofEpochSecond(from, 0, ZoneOffset.UTC));
    }

    private int firstClosingAfter(long second) {
        int found = Arrays.binarySearch(closes, second + 1);
        return found >= 0 ? found : -found - 1;
    }

    /**
     * A half-open interval of seconds since 1970 UTC.
     *
     * @param from first second
     * @param to first second after it; {@link #OPEN_END} while it lasts
     */
    public record Span(long from, long to) {
        /** The end of an interval that has not ended. */
        public static final long OPEN_END = Long.MAX_VALUE;
    }
}
