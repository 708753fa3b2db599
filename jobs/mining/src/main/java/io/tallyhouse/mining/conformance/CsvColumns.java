package io.tallyhouse.mining.conformance;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of a CSV file hold what; null for the usual names, compared without case.
 *
 * @param caseId what tells cases apart: {@code case:concept:name}, {@code case_id}, {@code case id}, {@code caseid}, {@code case}
 * @param activity the columns whose values, joined by {@code +}, name an event: {@code concept:name}, {@code activity}
 * @param time when: {@code time:timestamp}, {@code timestamp}, {@code time}; a file may have none, its order then counts
 */
public record CsvColumns(
        @Nullable String caseId,
        @Nullable List<String> activity,
        @Nullable String time) {
    static final List<String> CASES = List.of("case:concept:name", "case_id", "case id", "caseid", "case");
    static final List<String> ACTIVITIES = List.of("concept:name", "activity");
    static final List<String> TIMES = List.of("time:timestamp", "timestamp", "time");
    static final List<String> TRANSITIONS = List.of("lifecycle:transition");
    static final List<String> INSTANCES = List.of("concept:instance");

    /** The usual names. */
    public static final CsvColumns USUAL = new CsvColumns(null, null, null);

    /** Defensive copy. */
    public CsvColumns {
        activity = activity == null ? null : List.copyOf(activity);
    }

    /** The first column with one of the names, or -1. */
    static int find(List<String> header, List<String> names) {
        for (String name : names) {
            for (int column = 0; column < header.size(); column++) {
                if (header.get(column).trim().toLowerCase(Locale.ROOT).equals(name)) {
                    return column;
                }
            }
        }
        return -1;
    }
}
