package io.tallyhouse.stages.kpi;

import io.tallyhouse.catalogue.metric.Metric;
import io.tallyhouse.catalogue.metric.Metric.Dimension;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** What figures are compared with: targets stand beside totals and members alike, baselines beside the function they were frozen for. */
final class Comparisons {
    private final Map<String, Target> targets = new HashMap<>();
    private final Map<String, Map<String, BaselineValue>> baselines = new HashMap<>();

    record Target(double value, String source) {
        /** Whether a value meets it. */
        String status(Metric metric, @Nullable Double figure) {
            if (figure == null) {
                return "none";
            }
            boolean met = metric.direction() == Metric.Direction.UP ? figure >= value : figure <= value;
            return met ? "met" : "missed";
        }
    }

    record BaselineValue(String id, @Nullable Double value) {}

    /**
     * @param targets rows of the reference target
     * @param baselineValues rows of the reference baseline_value
     */
    Comparisons(List<Row> targets, List<Row> baselineValues) {
        for (Row row : targets) {
            this.targets.put(row.getAs("metric"), new Target(row.<Double>getAs("target"), row.getAs("target_source")));
        }
        for (Row row : baselineValues) {
            BaselineValue value = new BaselineValue(row.getAs("baseline_id"), row.getAs("value"));
            BaselineValue other = baselines
                    .computeIfAbsent(row.getAs("metric"), m -> new HashMap<>())
                    .put(row.getAs("function"), value);
            if (other != null) {
                throw new IllegalStateException("Invalid baselines: " + other.id() + " and " + value.id()
                        + " are both in force for " + row.getAs("function") + "; see tallyhouse baseline list");
            }
        }
    }

    @Nullable
    Target target(String name) {
        return targets.get(name);
    }

    @Nullable
    BaselineValue baseline(String name, Member member) {
        if (!member.equals(member.within(Split.FUNCTION))) {
            return null;
        }
        return baselines.getOrDefault(name, Map.of()).get(member.value(Dimension.FUNCTION));
    }
}
