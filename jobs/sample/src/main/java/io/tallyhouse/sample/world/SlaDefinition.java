package io.tallyhouse.sample.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A promise on tickets of one priority. Those of priority 1 and 2 run around the clock, the others in office hours.
 *
 * @param kind {@code response} (until first worked on or done) or {@code resolution} (until first done)
 * @param priority priority of the tickets it is attached to
 * @param seconds open seconds until breach
 */
public record SlaDefinition(String kind, int priority, long seconds) {
    /** Kind that stops when work begins. */
    public static final String RESPONSE = "response";

    /** Kind that stops when the ticket is done for the first time and stands still while it waits. */
    public static final String RESOLUTION = "resolution";

    private static final long HOUR = 3_600;
    private static final long[] RESPONSE_SECONDS = {HOUR, 3 * HOUR, 9 * HOUR, 15 * HOUR};
    private static final long[] RESOLUTION_SECONDS = {3 * HOUR, 8 * HOUR, 15 * HOUR, 25 * HOUR};

    /** The definition of a kind for a priority of 1 to 4. */
    public static SlaDefinition of(String kind, int priority) {
        long[] seconds = kind.equals(RESPONSE) ? RESPONSE_SECONDS : RESOLUTION_SECONDS;
        return new SlaDefinition(kind, priority, seconds[priority - 1]);
    }

    /** All definitions. */
    public static List<SlaDefinition> all() {
        List<SlaDefinition> all = new ArrayList<>();
        for (int priority = 1; priority <= 4; priority++) {
            all.add(of(RESPONSE, priority));
            all.add(of(RESOLUTION, priority));
        }
        return all;
    }

    /** Internal id: the same in every sample organisation. */
    public String sysId() {
        return Draw.of(0, "sla-" + kind, priority).hex32();
    }

    /** Name that people see. */
    public String name() {
        return String.format(Locale.ROOT, "Priority %d %s (%d hours)", priority, kind, seconds / HOUR);
    }

    /** Whether it runs around the clock. */
    public boolean aroundTheClock() {
        return priority <= 2;
    }

    /** Whether it stands still while its ticket waits. */
    public boolean pauses() {
        return kind.equals(RESOLUTION);
    }
}
