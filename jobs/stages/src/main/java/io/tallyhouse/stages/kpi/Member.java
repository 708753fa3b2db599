package io.tallyhouse.stages.kpi;

import io.tallyhouse.catalogue.metric.Metric.Dimension;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What a figure is about.
 *
 * @param values one per {@link Dimension}, in its order: a name, or {@link #ALL} where the figure is not split
 */
record Member(List<String> values) {
    static final String ALL = "All";
    static final String UNKNOWN = "(unknown)";
    static final Member TOTAL = new Member(Collections.nCopies(Dimension.values().length, ALL));

    static Member of(Map<Dimension, String> named) {
        return new Member(Arrays.stream(Dimension.values())
                .map(d -> named.getOrDefault(d, ALL))
                .toList());
    }

    String value(Dimension dimension) {
        return values.get(dimension.ordinal());
    }

    String source() {
        return value(Dimension.SOURCE);
    }

    boolean isTotal() {
        return equals(TOTAL);
    }

    /** The wider member that keeps only these dimensions apart. */
    Member within(Split split) {
        return new Member(Arrays.stream(Dimension.values())
                .map(d -> split.dimensions().contains(d) ? value(d) : ALL)
                .toList());
    }
}
