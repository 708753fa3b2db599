package io.tallyhouse.stages.kpi;

import io.tallyhouse.catalogue.metric.Metric;
import io.tallyhouse.catalogue.metric.Metric.Dimension;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Counted metrics that are summed together: over the rows of one table, placed in periods by one of its columns.
 *
 * @param source the table
 * @param timeOf its timestamp or date
 * @param snapshot whether a period counts its last day only
 */
record SourceGroup(String source, String timeOf, boolean snapshot, List<Metric> metrics) {

    private record Key(String source, String timeOf, boolean snapshot) {}

    /** The groups of all counted metrics. */
    static List<SourceGroup> of(Collection<Metric> metrics) {
        Map<Key, List<Metric>> groups = new LinkedHashMap<>();
        for (Metric m : metrics) {
            if (m.engine() != Metric.Engine.ROWS) {
                groups.computeIfAbsent(
                                new Key(m.source(), Objects.requireNonNull(m.timeOf()), m.snapshot()),
                                k -> new ArrayList<>())
                        .add(m);
            }
        }
        return groups.entrySet().stream()
                .map(g -> new SourceGroup(
                        g.getKey().source(), g.getKey().timeOf(), g.getKey().snapshot(), g.getValue()))
                .toList();
    }

    /** The total and the splits of a metric. */
    static Set<Split> splitsOf(Metric metric) {
        Set<Split> splits = new LinkedHashSet<>();
        splits.add(Split.TOTAL);
        metric.splits().forEach(dimensions -> splits.add(Split.of(dimensions)));
        return splits;
    }

    /** The splits of all metrics, each once. */
    Set<Split> splits() {
        Set<Split> splits = new LinkedHashSet<>();
        metrics.forEach(m -> splits.addAll(splitsOf(m)));
        return splits;
    }

    /** Every dimension by which one of the metrics is split. */
    Set<Dimension> dimensions() {
        Set<Dimension> dimensions = new TreeSet<>();
        splits().forEach(s -> dimensions.addAll(s.dimensions()));
        metrics.stream().map(Metric::distinct).filter(Objects::nonNull).forEach(dimensions::add);
        return dimensions;
    }
}
