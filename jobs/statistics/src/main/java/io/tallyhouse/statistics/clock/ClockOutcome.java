package io.tallyhouse.statistics.clock;

/** How a clock stands as of an instant. */
public enum ClockOutcome {
    /** Stopped, and not after its target. */
    MET,
    /** Past its target, whether it has stopped since or still runs. */
    BREACHED,
    /** Running, target not yet reached. */
    OPEN,
    /** Cancelled before it stopped: counts neither as met nor as breached. */
    CANCELLED
}
