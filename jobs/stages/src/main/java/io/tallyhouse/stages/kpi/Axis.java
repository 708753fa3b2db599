package io.tallyhouse.stages.kpi;

import io.tallyhouse.catalogue.metric.Metric.Grain;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The periods for which totals and sources have rows, whether or not they have units: from the first unit, of tickets together and of
 * each source, up to as_of. It follows from the units of all groups and as_of, not from any metric.
 */
final class Axis {
    private static final String LOGS = "eventlog/";

    /** From the first to the last day with units. */
    private record Span(LocalDate first, LocalDate last) {
        Span with(Span other) {
            return new Span(
                    first.isBefore(other.first) ? first : other.first, last.isAfter(other.last) ? last : other.last);
        }
    }

    private final LocalDate today;
    private final Map<String, Span> spans = new TreeMap<>();

    /** @param today the day of as_of; units after it have not happened */
    Axis(List<Leaf> leaves, LocalDate today) {
        this.today = today;
        for (Leaf leaf : leaves) {
            if (!leaf.day().isAfter(today)) {
                Span day = new Span(leaf.day(), leaf.day());
                if (!leaf.isLog()) {
                    spans.merge(Member.ALL, day, Span::with);
                }
                if (!leaf.member().source().equals(Member.ALL)) {
                    spans.merge(leaf.member().source(), day, Span::with);
                }
            }
        }
    }

    static boolean isLog(String source) {
        return source.startsWith(LOGS);
    }

    LocalDate today() {
        return today;
    }

    /** Snapshots count at the end of a day: that of as_of is not over. */
    LocalDate lastFinishedDay() {
        return today.minusDays(1);
    }

    boolean hasFinishedDay(Period period) {
        return !period.start().isAfter(lastFinishedDay());
    }

    /** Sources with units, and All where tickets have some. */
    Set<String> sources() {
        return spans.keySet();
    }

    /** All days of a source up to as_of. */
    Period all(String source) {
        return new Period(Grain.ALL, span(source).first(), today);
    }

    /** The periods of a source. Those of a process log end with it: one that ended long ago has no weeks up to as_of. */
    List<Period> periods(String source, Grain grain) {
        if (grain == Grain.ALL) {
            return List.of(all(source));
        }
        return Period.between(
                grain, span(source).first(), isLog(source) ? span(source).last() : today);
    }

    private Span span(String source) {
        Span span = spans.get(source);
        if (span == null) {
            throw new IllegalArgumentException("Cannot find units of " + source + " up to " + today);
        }
        return span;
    }
}
