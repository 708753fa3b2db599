package io.tallyhouse.quality.rule;

import io.tallyhouse.catalogue.model.Layer;
import io.tallyhouse.catalogue.model.ModelFolder;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Which marts and groups stand behind a table: those that have it among their inputs, directly or not, or are it. */
public final class Downstream {
    private final List<ModelFolder> marts;
    private final Map<String, Set<String>> upstream = new HashMap<>();

    /** @param models all models; inputs outside of them (bronze tables) are followed no further */
    public Downstream(Collection<ModelFolder> models) {
        Map<String, ModelFolder> byName = new HashMap<>();
        models.forEach(m -> byName.put(m.name(), m));
        marts = models.stream().filter(m -> m.layer() == Layer.MARTS).toList();
        for (ModelFolder mart : marts) {
            Set<String> closure = new HashSet<>();
            collect(mart.name(), byName, closure);
            upstream.put(mart.name(), closure);
        }
    }

    private static void collect(String table, Map<String, ModelFolder> byName, Set<String> closure) {
        ModelFolder model = byName.get(table);
        if (closure.add(table) && model != null) {
            model.model().inputs().keySet().forEach(input -> collect(input, byName, closure));
        }
    }

    /** Names of the marts behind a table, sorted. */
    public List<String> marts(String table) {
        return behind(table).stream().map(ModelFolder::name).sorted().toList();
    }

    /** Names of the groups behind a table, sorted; a mart without a group stands for itself. */
    public List<String> groups(String table) {
        return behind(table).stream()
                .map(m -> Objects.requireNonNullElse(m.model().group(), m.name()))
                .distinct()
                .sorted()
                .toList();
    }

    private List<ModelFolder> behind(String table) {
        return marts.stream()
                .filter(m -> upstream.getOrDefault(m.name(), Set.of()).contains(table))
                .toList();
    }
}
