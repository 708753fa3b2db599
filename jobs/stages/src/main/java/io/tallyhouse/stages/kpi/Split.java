package io.tallyhouse.stages.kpi;

import io.tallyhouse.catalogue.metric.Metric.Dimension;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The dimensions by which a figure is split, in the order of {@link Dimension}, each once. */
record Split(List<Dimension> dimensions) {
    static final Split TOTAL = new Split(List.of());
    static final Split FUNCTION = new Split(List.of(Dimension.FUNCTION));
    static final Split SOURCE = new Split(List.of(Dimension.SOURCE));

    static Split of(Collection<Dimension> dimensions) {
        return new Split(dimensions.stream().sorted().distinct().toList());
    }

    /** Split further by one dimension. */
    Split and(Dimension dimension) {
        List<Dimension> all = new ArrayList<>(dimensions);
        all.add(dimension);
        return of(all);
    }

    /** Totals and sources have a row for every week, month and quarter, so that a period without units says so. */
    boolean isFilled() {
        return equals(TOTAL) || equals(SOURCE);
    }
}
