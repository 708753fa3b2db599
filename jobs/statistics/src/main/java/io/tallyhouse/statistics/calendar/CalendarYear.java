package io.tallyhouse.statistics.calendar;

import java.util.Arrays;

/** The open spans of one UTC year as epoch seconds, with the number of open seconds before each. */
final class CalendarYear {
    private final long[] starts;
    private final long[] ends;
    private final long[] openBefore;
    private final long total;

    /** @param edges alternating first second and first second after, in order and apart */
    CalendarYear(long[] edges) {
        int size = edges.length / 2;
        starts = new long[size];
        ends = new long[size];
        openBefore = new long[size];
        long open = 0;
        for (int i = 0; i < size; i++) {
            starts[i] = edges[2 * i];
            ends[i] = edges[2 * i + 1];
            openBefore[i] = open;
            open += ends[i] - starts[i];
        }
        total = open;
    }

    /** Open seconds of the year before an epoch second. */
    long openBefore(long second) {
        int at = Arrays.binarySearch(starts, second);
        int span = at >= 0 ? at : -at - 2;
        return span < 0 ? 0 : openBefore[span] + Math.min(second, ends[span]) - starts[span];
    }

    /**
     * @param count from 1 to the open seconds of the year
     * @return the end of the count-th open second
     */
    long endOf(long count) {
        if (count < 1 || count > total) {
            throw new IllegalArgumentException("Invalid count: " + count + ", the year has " + total + " open seconds");
        }
        int at = Arrays.binarySearch(openBefore, count);
        int span = at >= 0 ? at - 1 : -at - 2;
        return starts[span] + count - openBefore[span];
    }
}
