package io.tallyhouse.sample;

/** Whether the sample organisation holds what fools a careless measure. */
public enum Confounders {
    /**
     * The case mix gets easier, a promotion week comes, the pilot teams had a bad time before, tools claim too much and twice, one
     * go-live is recorded a week late, one team uses a shadow tool, people move.
     */
    ALL,
    /** None of these: a right estimator must then cover the truth. */
    NONE
}
