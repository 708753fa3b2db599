package io.tallyhouse.mining.log;

import io.tallyhouse.mining.log.LoggedTime.Kind;

/**
 * Counts over a whole log, from which landing decides whether to take it.
 *
 * @param traces traces
 * @param unnamedTraces traces without {@code concept:name}
 * @param events events
 * @param unnamedEvents events without {@code concept:name}
 * @param timeAbsent events without {@code time:timestamp}
 * @param timeInvalid events whose timestamp cannot be read
 * @param timeZoneless events whose timestamp has no offset
 * @param inversions events that are earlier than the readable time before them in their trace
 * @param tracesWithInversions traces with at least one
 * @param ignoredElements elements that XES does not know, passed over with all they hold
 * @param bytes of the log, after decompression
 */
public record XesSummary(
        long traces,
        long unnamedTraces,
        long events,
        long unnamedEvents,
        long timeAbsent,
        long timeInvalid,
        long timeZoneless,
        long inversions,
        long tracesWithInversions,
        long ignoredElements,
        long bytes) {
    /** @return whether every event has a time that can be placed without a guess */
    public boolean everyEventTimed() {
        return timeAbsent + timeInvalid + timeZoneless == 0;
    }

    /** Adds up while reading. */
    static final class Counter {
        private long traces;
        private long unnamedTraces;
        private long events;
        private long unnamedEvents;
        private final long[] times = new long[Kind.values().length];
        private long inversions;
        private long tracesWithInversions;
        private long ignoredElements;

        void trace(XesTrace trace) {
            traces++;
            unnamedTraces += trace.named() ? 0 : 1;
        }

        void event(XesEvent event) {
            events++;
            unnamedEvents += event.activity() == null ? 1 : 0;
            times[event.time().kind().ordinal()]++;
        }

        void traceEnd(int inversionsOfTrace) {
            inversions += inversionsOfTrace;
            tracesWithInversions += inversionsOfTrace > 0 ? 1 : 0;
        }

        void ignored() {
            ignoredElements++;
        }

        long traces() {
            return traces;
        }

        XesSummary summary(long bytes) {
            return new XesSummary(
                    traces,
                    unnamedTraces,
                    events,
                    unnamedEvents,
                    times[Kind.ABSENT.ordinal()],
                    times[Kind.INVALID.ordinal()],
                    times[Kind.ZONELESS.ordinal()],
                    inversions,
                    tracesWithInversions,
                    ignoredElements,
                    bytes);
        }
    }
}
