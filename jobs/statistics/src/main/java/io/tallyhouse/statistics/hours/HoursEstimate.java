package io.tallyhouse.statistics.hours;

import io.tallyhouse.statistics.Figure;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a function's tools gave back in a period. All amounts are seconds (hours are a matter of display), positive when less
 * time was needed than in the baseline.
 *
 * @param standardised Σ n (μ − ȳ) over the covered strata, at the period's own mix
 * @param net standardised − overhead, capped by team: the figure {@code hours_returned}
 * @param naive baseline mean − period mean, times covered tickets: what a before and after comparison would claim; null as
 *     {@code mix}
 * @param mix the part of {@code naive} that is only a change of mix, n Σ (p⁰ − p¹) μ (Kitagawa 1955, at baseline means, so that
 *     {@code naive = standardised + mix}); null without baseline or covered tickets
 * @param coverage tickets by what can be said of them
 * @param strata the calculation line by line, in order of the strata
 * @param teams the same by team, for teams with tickets or overhead
 * @param clusters teams with measured tickets in the period
 * @param standardisedInterval 95 % interval of {@code standardised}; null with {@code intervalReason}
 * @param netInterval 95 % interval of {@code net}; its lower bound is {@code hours_returned_lower95}; null with
 *     {@code intervalReason}
 * @param pValue sign-flip p-value of {@code net} where there are too few clusters for an interval; else null
 * @param intervalReason why there is no interval; null when there is one
 * @param seed seed of the draws
 */
public record HoursEstimate(
        Figure standardised,
        Figure net,
        @Nullable Double naive,
        @Nullable Double mix,
        Coverage coverage,
        List<StratumRow> strata,
        List<TeamRow> teams,
        int clusters,
        @Nullable Interval standardisedInterval,
        @Nullable Interval netInterval,
        @Nullable Double pValue,
        @Nullable String intervalReason,
        long seed)
        implements Serializable {}
