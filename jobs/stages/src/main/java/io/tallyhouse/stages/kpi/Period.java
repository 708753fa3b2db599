package io.tallyhouse.stages.kpi;

import io.tallyhouse.catalogue.metric.Metric.Grain;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/**
 * Days, weeks from Monday, months and quarters of the calendar, 28 days up to one, or all days up to as_of. UTC.
 *
 * @param start first day
 * @param end last day, included
 */
record Period(Grain grain, LocalDate start, LocalDate end) {
    private static final int TRAILING_DAYS = 28;

    /**
     * The day, week, month or quarter that holds a day.
     *
     * @throws IllegalArgumentException for other grains, of which a day has many or none of its own
     */
    static Period holding(Grain grain, LocalDate day) {
        LocalDate month = day.withDayOfMonth(1);
        return switch (grain) {
            case DAY -> new Period(grain, day, day);
            case WEEK -> {
                LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                yield new Period(grain, monday, monday.plusDays(6));
            }
            case MONTH -> new Period(grain, month, month.plusMonths(1).minusDays(1));
            case QUARTER -> {
                LocalDate first = month.withMonth((day.getMonthValue() - 1) / 3 * 3 + 1);
                yield new Period(grain, first, first.plusMonths(3).minusDays(1));
            }
            case TRAILING28, ALL -> throw new IllegalArgumentException("Cannot find the " + grain + " of a day");
        };
    }

    /** Every span of 28 days that holds the day and ends by as_of. */
    static List<Period> trailing(LocalDate day, LocalDate today) {
        List<Period> periods = new ArrayList<>();
        for (LocalDate end = day;
                end.isBefore(day.plusDays(TRAILING_DAYS)) && !end.isAfter(today);
                end = end.plusDays(1)) {
            periods.add(new Period(Grain.TRAILING28, end.minusDays(TRAILING_DAYS - 1), end));
        }
        return periods;
    }

    /** The days, weeks, months or quarters that hold a day of the range, in order. */
    static List<Period> between(Grain grain, LocalDate from, LocalDate until) {
        List<Period> periods = new ArrayList<>();
        for (Period p = holding(grain, from);
                !p.start().isAfter(until);
                p = holding(grain, p.end().plusDays(1))) {
            periods.add(p);
        }
        return periods;
    }

    /** Whether late data cannot change it any more. All days up to as_of never end. */
    boolean isFinal(Duration settlesAfter, Instant asOf) {
        Instant over = end.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return grain != Grain.ALL && !over.plus(settlesAfter).isAfter(asOf);
    }

    boolean endsOnSunday() {
        return end.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
