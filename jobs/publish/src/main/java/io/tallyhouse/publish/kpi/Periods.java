package io.tallyhouse.publish.kpi;

import io.tallyhouse.catalogue.metric.Metric.Grain;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.Locale;

/** Names of periods. */
public final class Periods {
    private Periods() {}

    /** For instance 2026-W13, 2026-03, 2026-Q1, or "28 days to 2026-03-29". */
    public static String label(KpiRow row) {
        LocalDate start = row.periodStart();
        return switch (row.grain()) {
            case DAY -> start.toString();
            case WEEK ->
                String.format(
                        Locale.ROOT,
                        "%d-W%02d",
                        start.get(IsoFields.WEEK_BASED_YEAR),
                        start.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case MONTH -> String.format(Locale.ROOT, "%d-%02d", start.getYear(), start.getMonthValue());
            case QUARTER -> start.getYear() + "-Q" + start.get(IsoFields.QUARTER_OF_YEAR);
            case TRAILING28 -> "28 d to " + row.periodEnd();
            case ALL -> "all";
        };
    }

    /** The name under which a person asks for the row's period: 28 days by their last one. */
    public static String typed(KpiRow row) {
        return row.grain() == Grain.TRAILING28 ? row.periodEnd().toString() : label(row);
    }

    /** What a reader calls the length. */
    public static String noun(Grain grain) {
        return switch (grain) {
            case DAY -> "day";
            case WEEK -> "week";
            case MONTH -> "month";
            case QUARTER -> "quarter";
            case TRAILING28 -> "28 days";
            case ALL -> "all time";
        };
    }
}
