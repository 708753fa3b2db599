package io.tallyhouse.stages.kpi;

import io.tallyhouse.catalogue.metric.Metric;
import org.jspecify.annotations.Nullable;

/**
 * What one row of kpi_current says of itself, before it is compared.
 *
 * @param name the metric's, or {@code metric.part}
 * @param estimate null where everything was counted
 */
record FigureRow(
        Metric metric,
        String name,
        Period period,
        Member member,
        Judgement judgement,
        @Nullable Estimate estimate,
        String basis) {

    /**
     * What belongs to a figure that was estimated.
     *
     * @param lower lower end of the 95 % interval
     * @param upper upper end of it
     * @param clusters teams behind it
     * @param baselineId the baselines it was estimated against
     */
    record Estimate(
            @Nullable Double lower,
            @Nullable Double upper,
            @Nullable Long clusters,
            @Nullable String baselineId) {}
}
