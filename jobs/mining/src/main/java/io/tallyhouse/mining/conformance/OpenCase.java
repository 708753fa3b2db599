package io.tallyhouse.mining.conformance;

import io.tallyhouse.mining.log.LoggedTime;
import io.tallyhouse.mining.log.LoggedTime.Kind;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** The events of a case that is still being read, by the number of what names them. */
final class OpenCase {
    private static final int FEW = 8;

    private int[] kinds = new int[FEW];
    private long[] seconds = new long[FEW];
    private int[] nanos = new int[FEW];
    private int size;
    private boolean isTimed = true;
    private Kind timeKind = Kind.ABSENT;
    private int inversions;

    void add(int kind, LoggedTime time) {
        if (size == kinds.length) {
            kinds = Arrays.copyOf(kinds, 2 * size);
            seconds = Arrays.copyOf(seconds, 2 * size);
            nanos = Arrays.copyOf(nanos, 2 * size);
        }
        kinds[size] = kind;
        seconds[size] = time.epochSecond();
        nanos[size] = time.nano();
        timeKind = size == 0 ? time.kind() : timeKind;
        isTimed &= time.isReadable() && time.kind() == timeKind;
        size++;
        if (size > 1 && isTimed && byTime().compare(size - 1, size - 2) < 0) {
            inversions++;
        }
    }

    private Comparator<Integer> byTime() {
        return (a, b) -> {
            int order = Long.compare(seconds[a], seconds[b]);
            return order != 0 ? order : Integer.compare(nanos[a], nanos[b]);
        };
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** Whether every event has a time, and all of one kind: only then do they have an order of time. */
    boolean isTimed() {
        return isTimed;
    }

    /** Events that stand before an earlier one. */
    int inversions() {
        return isTimed ? inversions : 0;
    }

    /** By time, events of one time as they came; as all came where they have no order of time. */
    int[] ordered() {
        int[] ordered = Arrays.copyOf(kinds, size);
        if (inversions() == 0) {
            return ordered;
        }
        return IntStream.range(0, size)
                .boxed()
                .sorted(byTime())
                .mapToInt(i -> kinds[i])
                .toArray();
    }
}
