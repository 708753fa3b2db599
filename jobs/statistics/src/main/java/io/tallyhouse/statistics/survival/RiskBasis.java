package io.tallyhouse.statistics.survival;

/** What a clock's risk rests on, from the finest comparison to none. */
public enum RiskBasis {
    /** Nothing estimated: the clock has stopped or passed its target. */
    DECIDED,
    /** Clocks of the same workflow, priority and target. */
    WORKFLOW_PRIORITY_TARGET,
    /** Clocks of the same priority and target. */
    PRIORITY_TARGET,
    /** Clocks of the same target. */
    TARGET,
    /** All clocks. */
    ALL,
    /** Too few clocks ran this long before they stopped. */
    UNSCORED
}
