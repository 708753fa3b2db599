package io.tallyhouse.stages.kpi;

import io.tallyhouse.catalogue.metric.Metric;
import org.jspecify.annotations.Nullable;

/**
 * A metric, or a part of one, with the places of what it needs among the {@link Sums} of its group.
 *
 * @param name the metric's, or {@code metric.part}
 * @param numerator place of the sum of numerators
 * @param denominator place of the sum of denominators; null for sums and counts
 * @param units place of the number of units that pass the filter
 * @param missing place of the number of those without numerator; null where there is no limit to them
 * @param delivered place of the number of units that show that the input was delivered
 * @param caveat place of the number of units for which the caveat holds; null where there is none
 */
record Term(
        Metric metric,
        String name,
        int numerator,
        @Nullable Integer denominator,
        int units,
        @Nullable Integer missing,
        int delivered,
        @Nullable Integer caveat) {}
