package io.tallyhouse.statistics.hours;

/** With which baseline tickets a stratum's tickets are compared. */
public enum StratumLevel {
    /** Same workflow, priority and channel. */
    FULL,
    /** Merged with other channels of the same workflow and priority: too few baseline tickets alone. */
    CHANNEL_DROPPED,
    /** Merged with other priorities of the same workflow: still too few without the channel. */
    PRIORITY_DROPPED,
    /** Not in the baseline; compared with all its baseline tickets of the same workflow and priority. */
    NEW_CHANNEL,
    /** Not in the baseline; compared with all its baseline tickets of the same workflow. */
    NEW_PRIORITY,
    /** Nothing to compare with: counted, without hours. */
    UNCOVERED;

    /** Whether there is a baseline mean. */
    public boolean covered() {
        return this != UNCOVERED;
    }
}
