package io.tallyhouse.statistics.hours;

import java.io.Serializable;

/**
 * A 95 % interval from resampled estimates, in the unit of the estimate.
 *
 * @param lower lower bound
 * @param upper upper bound
 * @param draws resampled estimates that it rests on
 */
public record Interval(double lower, double upper, int draws) implements Serializable {}
