package io.tallyhouse.mining.rework;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What comes again in the cases of a log, added up over cases. The values of a case are its activities (what is done again) or who
 * works on it (who gets it again), in order; a missing value is passed over and counted.
 *
 * <pre>
 * repeated events   events whose value came before in the case: events − distinct values
 * self-loops        of these, those whose value is that of the event before
 * loops             of these, the others: work returns after something else
 * hand-offs         changes of value, by what it was and what it becomes
 * ping-pong         changes of value back to what it was before the last change: A-B-A is 1, A-B-A-B is 2
 * </pre>
 */
public final class Repetition {
    private long cases;
    private long casesWithRepeats;
    private long casesWithPingPong;
    private long events;
    private long missing;
    private long selfLoops;
    private long loops;
    private long pingPong;
    private final Map<String, Map<String, Long>> handOffs = new TreeMap<>();

    /**
     * Adds cases that went the same way.
     *
     * @param values of each event, in order; null where missing
     * @param number how many cases
     */
    public void add(List<@Nullable String> values, long number) {
        Set<String> seen = new HashSet<>();
        String last = null;
        String beforeLast = null;
        long repeats = 0;
        long returns = 0;
        for (String value : values) {
            if (value == null) {
                missing += number;
                continue;
            }
            events += number;
            boolean isRepeat = !seen.add(value);
            repeats += isRepeat ? 1 : 0;
            if (value.equals(last)) {
                selfLoops += number;
                continue;
            }
            loops += isRepeat ? number : 0;
            if (last != null) {
                handOffs.computeIfAbsent(last, f -> new TreeMap<>()).merge(value, number, Long::sum);
                returns += value.equals(beforeLast) ? 1 : 0;
                beforeLast = last;
            }
            last = value;
        }
        cases += number;
        casesWithRepeats += repeats > 0 ? number : 0;
        casesWithPingPong += returns > 0 ? number : 0;
        pingPong += returns * number;
    }

    /** @return cases added */
    public long cases() {
        return cases;
    }

    /** @return cases in which a value comes again */
    public long casesWithRepeats() {
        return casesWithRepeats;
    }

    /** @return cases that go back to where they were before the last change */
    public long casesWithPingPong() {
        return casesWithPingPong;
    }

    /** @return events that have a value */
    public long events() {
        return events;
    }

    /** @return events without a value; they are in no other count */
    public long missing() {
        return missing;
    }

    /** @return events whose value came before in their case */
    public long repeatedEvents() {
        return selfLoops + loops;
    }

    /** @return repeated events whose value is that of the event before */
    public long selfLoops() {
        return selfLoops;
    }

    /** @return repeated events that return after something else */
    public long loops() {
        return loops;
    }

    /** @return changes back to the value before the last change */
    public long pingPong() {
        return pingPong;
    }

    /** @return changes of value */
    public long handOffs() {
        return handOffs.values().stream()
                .flatMap(to -> to.values().stream())
                .mapToLong(n -> n)
                .sum();
    }

    /** @return changes by the value before and the value after, in their order; a pair that never occurs is not in it */
    public Map<String, Map<String, Long>> handOffMatrix() {
        Map<String, Map<String, Long>> matrix = new TreeMap<>();
        handOffs.forEach((from, to) -> matrix.put(from, Collections.unmodifiableMap(new TreeMap<>(to))));
        return Collections.unmodifiableMap(matrix);
    }
}
