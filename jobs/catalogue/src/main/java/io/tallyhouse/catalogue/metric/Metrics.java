package io.tallyhouse.catalogue.metric;

import io.tallyhouse.catalogue.yaml.NearestName;
import io.tallyhouse.catalogue.yaml.Place;
import io.tallyhouse.catalogue.yaml.Problems;
import io.tallyhouse.catalogue.yaml.RecordBinder;
import io.tallyhouse.catalogue.yaml.YamlFiles;
import io.tallyhouse.catalogue.yaml.YamlNode;
import io.tallyhouse.catalogue.yaml.YamlReader;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The metric catalogue, by name. */
public final class Metrics {
    private final Map<String, Metric> byName;

    private Metrics(Map<String, Metric> byName) {
        this.byName = byName;
    }

    /**
     * @param folder {@code sql/metrics}
     * @param problems gets unknown keys and files named unlike their metric
     */
    public static Metrics load(Path folder, Problems problems) {
        Map<String, Metric> metrics = new TreeMap<>();
        for (Path file : YamlFiles.under(folder, problems)) {
            YamlNode node = YamlReader.read(file, problems);
            Metric metric = node == null ? null : new RecordBinder(problems).bind(node, Metric.class);
            if (metric == null) {
                continue;
            }
            if (!file.endsWith(metric.name() + ".yaml")) {
                problems.add(new Place(file.toString(), 1, 1), "name", "Invalid name: the file says otherwise");
            }
            metrics.put(metric.name(), metric);
        }
        return new Metrics(metrics);
    }

    public Collection<Metric> all() {
        return byName.values();
    }

    public Optional<Metric> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** @throws IllegalArgumentException naming the nearest metric */
    public Metric require(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Unknown metric \"" + name + "\"" + NearestName.hint(name, byName.keySet())));
    }
}
