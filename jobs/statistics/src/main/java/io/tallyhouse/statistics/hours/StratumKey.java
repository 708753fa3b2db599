package io.tallyhouse.statistics.hours;

import java.io.Serializable;
import java.util.Comparator;

/**
 * What tickets must share to be compared, read at opening.
 *
 * @param workflow the workflow
 * @param priority the priority as text, or {@link #ALL} where it was dropped
 * @param channel the channel, or {@link #ALL} where it was dropped
 */
public record StratumKey(String workflow, String priority, String channel)
        implements Comparable<StratumKey>, Serializable {
    /** Stands for a member that is not split. */
    public static final String ALL = "All";

    private static final Comparator<StratumKey> ORDER = Comparator.comparing(StratumKey::workflow)
            .thenComparing(StratumKey::priority)
            .thenComparing(StratumKey::channel);

    boolean sharesPriority(StratumKey other) {
        return workflow.equals(other.workflow) && priority.equals(other.priority);
    }

    boolean sharesWorkflow(StratumKey other) {
        return workflow.equals(other.workflow);
    }

    @Override
    public int compareTo(StratumKey other) {
        return ORDER.compare(this, other);
    }
}
