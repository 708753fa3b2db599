package io.tallyhouse.stages.kpi;

import io.tallyhouse.catalogue.metric.Metric;
import io.tallyhouse.catalogue.metric.Metric.Dimension;
import io.tallyhouse.catalogue.metric.Metric.Direction;
import io.tallyhouse.catalogue.metric.Metric.Engine;
import io.tallyhouse.catalogue.metric.Metric.Grain;
import io.tallyhouse.catalogue.metric.Metric.Part;
import io.tallyhouse.catalogue.metric.Metric.Unit;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A metric of which a test says only what it is about. */
final class TestMetric {
    private final String name;
    private String source = "fct_ticket";
    private Engine engine = Engine.RATIO;
    private Direction direction = Direction.DOWN;
    private Duration settlesAfter = Duration.ZERO;
    private String numerator = "1";
    private @Nullable String denominator;
    private @Nullable String filter;
    private boolean snapshot;
    private @Nullable Dimension distinct;
    private @Nullable String delivered;
    private @Nullable String caveat;
    private @Nullable Double maxMissing;
    private final Map<String, Part> parts = new LinkedHashMap<>();
    private List<Grain> grains = List.of(Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.ALL);
    private List<List<Dimension>> splits = List.of();

    TestMetric(String name) {
        this.name = name;
    }

    TestMetric source(String table) {
        source = table;
        return this;
    }

    TestMetric finished() {
        engine = Engine.ROWS;
        return this;
    }

    TestMetric median(String expression) {
        engine = Engine.MEDIAN;
        numerator = expression;
        return this;
    }

    TestMetric precision(String expression) {
        engine = Engine.PRECISION;
        numerator = expression;
        return this;
    }

    TestMetric growth(String expression) {
        engine = Engine.GROWTH;
        numerator = expression;
        grains = List.of(Grain.WEEK, Grain.MONTH, Grain.QUARTER);
        return asSnapshot();
    }

    TestMetric distinct(Dimension dimension) {
        distinct = dimension;
        return this;
    }

    TestMetric upward() {
        direction = Direction.UP;
        return this;
    }

    TestMetric settlesAfter(Duration duration) {
        settlesAfter = duration;
        return this;
    }

    TestMetric ratio(String over, String under) {
        numerator = over;
        denominator = under;
        return this;
    }

    TestMetric sum(String expression) {
        numerator = expression;
        return this;
    }

    TestMetric filter(String condition) {
        filter = condition;
        return this;
    }

    TestMetric asSnapshot() {
        snapshot = true;
        return this;
    }

    TestMetric delivered(String condition) {
        delivered = condition;
        return this;
    }

    TestMetric caveat(String condition) {
        caveat = condition;
        return this;
    }

    TestMetric maxMissing(double share) {
        maxMissing = share;
        return this;
    }

    TestMetric part(String part, String expression) {
        parts.put(part, new Part(expression, null));
        return this;
    }

    TestMetric grains(Grain... lengths) {
        grains = List.of(lengths);
        return this;
    }

    TestMetric splits(Dimension... single) {
        splits = Arrays.stream(single).map(List::of).toList();
        return this;
    }

    Metric make() {
        boolean counted = engine != Engine.ROWS;
        return new Metric(
                name,
                name,
                name,
                name,
                Unit.SHARE,
                direction,
                "operations",
                "controller",
                source,
                engine,
                "at",
                settlesAfter,
                counted ? numerator : null,
                denominator,
                filter,
                snapshot,
                distinct,
                delivered,
                caveat,
                caveat == null ? null : "with_caveat",
                maxMissing,
                maxMissing == null ? null : "too_many_missing",
                parts,
                grains,
                splits,
                false,
                null,
                "rework",
                1);
    }
}
