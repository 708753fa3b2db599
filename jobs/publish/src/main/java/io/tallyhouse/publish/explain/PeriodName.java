package io.tallyhouse.publish.explain;

import io.tallyhouse.catalogue.metric.Metric.Grain;
import io.tallyhouse.publish.kpi.KpiRow;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A period as people type it: {@code 2026-Q2}, {@code 2026-05}, {@code 2026-W23}, a day, {@code trailing28} (the newest 28 days) or
 * {@code all}. For a figure without days, a day means the 28 days that end with it.
 *
 * @param grain length
 * @param day first day; the last one for trailing28; null for all and for the newest 28 days
 */
record PeriodName(Grain grain, @Nullable LocalDate day) {
    private static final Pattern QUARTER = Pattern.compile("(\\d{4})-[Qq]([1-4])");
    private static final Pattern WEEK = Pattern.compile("(\\d{4})-[Ww](\\d{2})");
    private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");

    /**
     * @param grains the lengths that the figure has
     * @throws IllegalArgumentException with the shapes that are valid
     */
    static PeriodName parse(String text, Set<Grain> grains) {
        try {
            if (text.equalsIgnoreCase("all")) {
                return new PeriodName(Grain.ALL, null);
            }
            if (text.equalsIgnoreCase("trailing28")) {
                return new PeriodName(Grain.TRAILING28, null);
            }
            Matcher quarter = QUARTER.matcher(text);
            if (quarter.matches()) {
                int month = Integer.parseInt(quarter.group(2)) * 3 - 2;
                return new PeriodName(Grain.QUARTER, LocalDate.of(Integer.parseInt(quarter.group(1)), month, 1));
            }
            Matcher week = WEEK.matcher(text);
            if (week.matches()) {
                return new PeriodName(
                        Grain.WEEK, monday(Integer.parseInt(week.group(1)), Integer.parseInt(week.group(2))));
            }
            if (MONTH.matcher(text).matches()) {
                return new PeriodName(Grain.MONTH, YearMonth.parse(text).atDay(1));
            }
            boolean days = grains.contains(Grain.DAY) || !grains.contains(Grain.TRAILING28);
            return new PeriodName(days ? Grain.DAY : Grain.TRAILING28, LocalDate.parse(text));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "Invalid period \"" + text
                            + "\"; valid: a quarter such as 2026-Q2, a month such as 2026-05, a week such as 2026-W23,"
                            + " a day such as 2026-06-03, trailing28, all",
                    e);
        }
    }

    private static LocalDate monday(int year, int week) {
        LocalDate monday = LocalDate.of(year, 1, 4)
                .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, week)
                .with(ChronoField.DAY_OF_WEEK, 1);
        if (monday.get(IsoFields.WEEK_BASED_YEAR) != year) {
            throw new DateTimeException("No week " + week + " in " + year);
        }
        return monday;
    }

    /** Periods of one length are ordered, and found, by this day. */
    static LocalDate anchor(KpiRow row) {
        return row.grain() == Grain.TRAILING28 ? row.periodEnd() : row.periodStart();
    }
}
