package io.tallyhouse.quality.rule;

import io.tallyhouse.catalogue.metric.Metric;
import io.tallyhouse.catalogue.model.ModelFolder;
import io.tallyhouse.catalogue.model.TableModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which published tables and groups stand behind a table: those that have it among their inputs, directly or not, or are it. A table whose
 * rows belong to several groups is followed metric by metric, so that a broken source of one metric leaves the others alone.
 */
final class Downstream {
    /** What is published together, and every table that it is made of. */
    private record Publication(String group, String published, Set<String> upstream) {}

    private final Map<String, ModelFolder> models = new HashMap<>();
    private final List<Publication> publications = new ArrayList<>();

    /**
     * @param models all models; inputs outside of them (bronze tables) are followed no further
     * @param metrics all metrics, which say the groups of the rows of a table with a group column
     */
    Downstream(Collection<ModelFolder> models, Collection<Metric> metrics) {
        models.forEach(m -> this.models.put(m.name(), m));
        for (ModelFolder folder : models) {
            TableModel model = folder.model();
            if (model.groupColumn() != null) {
                byMetric(folder, metrics);
            } else if (model.group() != null) {
                publications.add(new Publication(model.group(), published(folder), upstream(List.of(folder.name()))));
            }
        }
    }

    private void byMetric(ModelFolder folder, Collection<Metric> metrics) {
        Map<String, Set<String>> sources = new TreeMap<>();
        metrics.forEach(
                m -> sources.computeIfAbsent(m.group(), g -> new HashSet<>()).add(m.source()));
        Set<String> ofMetrics = metrics.stream().map(Metric::source).collect(Collectors.toSet());
        Set<String> ofAll = new HashSet<>(folder.model().inputs().keySet());
        ofAll.removeAll(ofMetrics);
        sources.forEach((group, own) -> {
            own.addAll(ofAll);
            Set<String> upstream = upstream(own);
            upstream.add(folder.name());
            publications.add(new Publication(group, published(folder), upstream));
        });
    }

    private static String published(ModelFolder folder) {
        return Objects.requireNonNullElse(folder.model().publishedAs(), folder.name());
    }

    private Set<String> upstream(Collection<String> tables) {
        Set<String> closure = new HashSet<>();
        tables.forEach(t -> collect(t, closure));
        return closure;
    }

    private void collect(String table, Set<String> closure) {
        ModelFolder model = models.get(table);
        if (closure.add(table) && model != null) {
            model.model().inputs().keySet().forEach(input -> collect(input, closure));
        }
    }

    /** Names in the sinks of the tables behind a table, sorted. */
    List<String> marts(String table) {
        return behind(table).stream()
                .map(Publication::published)
                .distinct()
                .sorted()
                .toList();
    }

    /** Names of the groups behind a table, sorted. */
    List<String> groups(String table) {
        return behind(table).stream()
                .map(Publication::group)
                .distinct()
                .sorted()
                .toList();
    }

    private List<Publication> behind(String table) {
        return publications.stream().filter(p -> p.upstream().contains(table)).toList();
    }
}
