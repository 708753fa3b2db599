package io.tallyhouse.statistics.hours;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The tickets of the period by what can be said of them.
 *
 * @param covered measured, with a baseline mean
 * @param uncovered measured, without a baseline mean
 * @param unmeasured without handling seconds
 */
public record Coverage(long covered, long uncovered, long unmeasured) implements Serializable {

    /** Tickets of the period. */
    public long tickets() {
        return covered + uncovered + unmeasured;
    }

    /** Covered share of all tickets, 0 to 1; null without tickets. */
    public @Nullable Double share() {
        return tickets() == 0 ? null : (double) covered / tickets();
    }
}
