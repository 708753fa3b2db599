package io.tallyhouse.statistics.calendar;

import java.io.Serializable;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A stretch of real time, {@code from} included, {@code to} excluded; fractions of a second are cut off when it is counted.
 *
 * @param from first instant inside
 * @param to first instant after it; {@link Instant#MAX} while it lasts
 */
public record TimeSpan(Instant from, Instant to) implements Serializable {

    /** @throws IllegalArgumentException when {@code to} lies before {@code from} */
    public TimeSpan {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("Invalid time span: it ends at " + to + " before it starts at " + from);
        }
    }

    /** A span that has no end yet. */
    public static TimeSpan since(Instant from) {
        return new TimeSpan(from, Instant.MAX);
    }

    /** Real seconds of {@code [from, to)} that lie in at least one of the spans. */
    public static long secondsCovered(List<TimeSpan> spans, Instant from, Instant to) {
        long covered = Math.max(0, to.getEpochSecond() - from.getEpochSecond());
        long[] gaps = gaps(spans, from.getEpochSecond(), to.getEpochSecond());
        for (int i = 0; i < gaps.length; i += 2) {
            covered -= gaps[i + 1] - gaps[i];
        }
        return covered;
    }

    /**
     * What the spans leave free of {@code [from, to)}.
     *
     * @return alternating epoch seconds, first of a gap and first after it, in order; empty gaps are left out
     */
    static long[] gaps(List<TimeSpan> spans, long from, long to) {
        List<TimeSpan> ordered =
                spans.stream().sorted(Comparator.comparing(TimeSpan::from)).toList();
        long[] edges = new long[2 * (ordered.size() + 1)];
        int used = 0;
        long free = from;
        for (TimeSpan span : ordered) {
            long start = Math.min(span.from().getEpochSecond(), to);
            if (start > free) {
                edges[used++] = free;
                edges[used++] = start;
            }
            free = Math.max(free, span.to().getEpochSecond());
        }
        if (free < to) {
            edges[used++] = free;
            edges[used++] = to;
        }
        return Arrays.copyOf(edges, used);
    }
}
