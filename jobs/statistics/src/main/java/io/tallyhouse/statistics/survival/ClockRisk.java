package io.tallyhouse.statistics.survival;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The probability that one clock misses its target.
 *
 * @param probability from 0 to 1; null when {@code basis} is {@link RiskBasis#UNSCORED}
 * @param basis what it rests on
 */
public record ClockRisk(@Nullable Double probability, RiskBasis basis) implements Serializable {}
