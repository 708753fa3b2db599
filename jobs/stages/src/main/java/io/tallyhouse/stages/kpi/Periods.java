package io.tallyhouse.stages.kpi;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/** Weeks from Monday, months and quarters of the calendar, UTC. */
final class Periods {
    private Periods() {}

    /**
     * @param grain week, month, quarter or all
     * @param start first day
     * @param end last day, included
     */
    record Period(String grain, LocalDate start, LocalDate end) {}

    /** Every period that holds a day of the range; the period all reaches from the first day to as_of. */
    static List<Period> between(LocalDate from, LocalDate until, LocalDate today) {
        List<Period> periods = new ArrayList<>();
        for (LocalDate start = week(from); !start.isAfter(until); start = start.plusWeeks(1)) {
            periods.add(new Period("week", start, start.plusDays(6)));
        }
        for (LocalDate start = from.withDayOfMonth(1); !start.isAfter(until); start = start.plusMonths(1)) {
            periods.add(new Period("month", start, start.plusMonths(1).minusDays(1)));
        }
        for (LocalDate start = quarter(from); !start.isAfter(until); start = start.plusMonths(3)) {
            periods.add(new Period("quarter", start, start.plusMonths(3).minusDays(1)));
        }
        periods.add(new Period("all", from, today));
        return periods;
    }

    private static LocalDate week(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    static LocalDate quarter(LocalDate day) {
        return day.withDayOfMonth(1).withMonth((day.getMonthValue() - 1) / 3 * 3 + 1);
    }
}
