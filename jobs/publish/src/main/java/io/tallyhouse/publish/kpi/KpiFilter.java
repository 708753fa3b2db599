package io.tallyhouse.publish.kpi;

import io.tallyhouse.catalogue.metric.Metric.Grain;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which figures to read.
 *
 * @param metrics names; empty for all
 * @param grain length of period; null for all
 * @param totalsOnly without the rows of members
 */
public record KpiFilter(List<String> metrics, @Nullable Grain grain, boolean totalsOnly) {
    public KpiFilter {
        metrics = List.copyOf(metrics);
    }

    public static KpiFilter everything() {
        return new KpiFilter(List.of(), null, false);
    }
}
