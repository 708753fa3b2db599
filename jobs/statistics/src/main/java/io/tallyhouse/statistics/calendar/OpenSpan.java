package io.tallyhouse.statistics.calendar;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Opening hours within one local date: wall-clock seconds of the day, {@code from} included, {@code to} excluded.
 *
 * <p>Midnight at the end of the day is 86,400 ({@code 24:00}); hours over midnight are two spans on two dates.
 *
 * @param from seconds after local midnight, 0 to 86,399
 * @param to seconds after local midnight, above {@code from}, at most 86,400
 */
public record OpenSpan(int from, int to) implements Serializable {
    private static final int DAY = 86_400;
    private static final Pattern CLOCK = Pattern.compile("(\\d{2}):(\\d{2})(?::(\\d{2}))?");

    /** The whole local date. */
    public static final OpenSpan WHOLE_DAY = new OpenSpan(0, DAY);

    /** @throws IllegalArgumentException when the span is empty, reversed or leaves the day */
    public OpenSpan {
        if (from < 0 || to > DAY || from >= to) {
            throw new IllegalArgumentException(
                    "Invalid open span: " + from + " to " + to + " s of the day, expected 0 <= from < to <= " + DAY);
        }
    }

    /**
     * @param from {@code HH:mm} or {@code HH:mm:ss}
     * @param to the same, {@code 24:00} allowed
     * @throws IllegalArgumentException when a time cannot be read or the span is empty or reversed
     */
    public static OpenSpan between(String from, String to) {
        return new OpenSpan(secondOfDay(from), secondOfDay(to));
    }

    private static int secondOfDay(String text) {
        Matcher clock = CLOCK.matcher(text);
        if (!clock.matches()) {
            throw new IllegalArgumentException("Invalid time of day: '" + text + "', expected HH:mm or HH:mm:ss");
        }
        int hours = Integer.parseInt(clock.group(1));
        int minutes = Integer.parseInt(clock.group(2));
        int seconds = clock.group(3) == null ? 0 : Integer.parseInt(clock.group(3));
        int second = hours * 3600 + minutes * 60 + seconds;
        if (minutes > 59 || seconds > 59 || second > DAY) {
            throw new IllegalArgumentException("Invalid time of day: '" + text + "', expected 00:00 to 24:00");
        }
        return second;
    }

    /** The same opening hours in order, overlapping and touching spans joined: a second is open once. */
    static List<OpenSpan> joined(List<OpenSpan> spans) {
        List<OpenSpan> ordered = spans.stream()
                .sorted(Comparator.comparingInt(OpenSpan::from).thenComparingInt(OpenSpan::to))
                .toList();
        List<OpenSpan> joined = new ArrayList<>();
        for (OpenSpan span : ordered) {
            int last = joined.size() - 1;
            if (last >= 0 && span.from() <= joined.get(last).to()) {
                OpenSpan before = joined.get(last);
                joined.set(last, new OpenSpan(before.from(), Math.max(before.to(), span.to())));
            } else {
                joined.add(span);
            }
        }
        return List.copyOf(joined);
    }
}
