package io.tallyhouse.mining.conformance;

import io.tallyhouse.mining.align.Deviation;
import io.tallyhouse.mining.align.ShownAs;

/**
 * How often, and at what cost, the cases of a log deviate in one way.
 *
 * @param shownAs what a person calls it
 * @param kind the move of the alignment
 * @param activity the one skipped or inserted
 * @param cost Σ of these moves over all cases; with unit costs as many as {@code times}
 * @param cases in how many
 * @param times how often
 * @param example where it happens in the most frequent variant that has it
 */
public record DeviationCount(
        ShownAs shownAs, Deviation.Kind kind, String activity, long cost, long cases, long times, Deviation example) {}
