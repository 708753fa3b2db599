package io.tallyhouse.stages.kpi;

import io.tallyhouse.catalogue.metric.Metric;
import io.tallyhouse.catalogue.metric.Metric.Dimension;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Leaf sums written by hand. */
final class Leaves {
    private final SourceGroup group;
    private final LeafQuery query;
    private final List<Leaf> leaves = new ArrayList<>();

    Leaves(Metric... metrics) {
        group = SourceGroup.of(List.of(metrics)).get(0);
        query = new LeafQuery(group, e -> true);
    }

    /** @param sums in the order in which {@link LeafQuery} first meets the expressions */
    Leaves with(String day, Map<Dimension, String> member, String... sums) {
        return with(day, false, member, sums);
    }

    Leaves with(String day, boolean isLog, Map<Dimension, String> member, String... sums) {
        if (sums.length != query.size()) {
            throw new IllegalArgumentException("Cannot take " + sums.length + " sums for\n" + query.sql());
        }
        leaves.add(new Leaf(
                LocalDate.parse(day),
                isLog,
                Member.of(member),
                Sums.of(Arrays.stream(sums).map(BigDecimal::new).toList())));
        return this;
    }

    LeafSums make() {
        return new LeafSums(group, query.terms(), query.size(), leaves);
    }
}
