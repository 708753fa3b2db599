package io.tallyhouse.quality.rule;

import io.tallyhouse.catalogue.metric.Metric;
import io.tallyhouse.catalogue.model.Layer;
import io.tallyhouse.catalogue.model.ModelFolder;
import io.tallyhouse.catalogue.yaml.NearestName;
import io.tallyhouse.catalogue.yaml.Place;
import io.tallyhouse.catalogue.yaml.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every rule of the house, in the order of the models; generated ones of a table before those written by hand. */
public final class Rules {
    private final List<Rule> all;

    private Rules(List<Rule> all) {
        this.all = List.copyOf(all);
    }

    /**
     * @param folder the folder {@code quality/rules}
     * @param models all models
     * @param metrics all metrics, which say what each group of figures is made of
     * @param problems gets whatever is wrong in any rule file, with file, line and column
     */
    public static Rules load(
            Path folder, Collection<ModelFolder> models, Collection<Metric> metrics, Problems problems) {
        Map<String, ModelFolder> byName = new LinkedHashMap<>();
        models.forEach(m -> byName.put(m.name(), m));
        Map<String, List<Rule>> byTable = new LinkedHashMap<>();
        models.forEach(m -> byTable.put(m.name(), new ArrayList<>(ModelRules.of(m, problems))));
        for (Path file : files(folder, problems)) {
            ModelFolder table = tableOf(folder, file, byName, problems);
            if (table != null) {
                List<Rule> read = DqdlRules.of(file.toString(), text(file, problems), table, byName.keySet(), problems);
                byTable.getOrDefault(table.name(), new ArrayList<>()).addAll(read);
            }
        }
        Downstream downstream = new Downstream(models, metrics);
        List<Rule> all = byTable.values().stream()
                .flatMap(List::stream)
                .map(r -> r.before(downstream))
                .toList();
        requireOneEach(all, problems);
        return new Rules(all);
    }

    private static List<Path> files(Path folder, Problems problems) {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            problems.add(new Place(folder.toString(), 1, 1), "", "Cannot list the rule files: " + e.getMessage());
            return List.of();
        }
    }

    private static String text(Path file, Problems problems) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            problems.add(new Place(file.toString(), 1, 1), "", "Cannot read as UTF-8: " + e.getMessage());
            return "Rules = [ ]";
        }
    }

    private static @Nullable ModelFolder tableOf(
            Path folder, Path file, Map<String, ModelFolder> byName, Problems problems) {
        Path relative = folder.relativize(file);
        String name = file.getFileName().toString();
        Place place = new Place(file.toString(), 1, 1);
        List<String> layers = Arrays.stream(Layer.values()).map(Layer::folder).toList();
        if (relative.getNameCount() != 2 || !name.endsWith(".dqdl")) {
            problems.add(place, "", "Unexpected file: rules stand in <layer>/<table>.dqdl");
            return null;
        }
        String layer = relative.getName(0).toString();
        if (!layers.contains(layer)) {
            problems.add(place, "", "Unknown layer \"" + layer + "\"" + NearestName.hint(layer, layers));
            return null;
        }
        String table = name.substring(0, name.length() - ".dqdl".length());
        ModelFolder model = byName.get(table);
        if (model == null) {
            problems.add(place, "", "Unknown table \"" + table + "\"" + NearestName.hint(table, byName.keySet()));
        } else if (!model.layer().folder().equals(layer)) {
            problems.add(
                    place,
                    "",
                    "Table " + table + " is in layer " + model.layer().folder() + ": move the file there");
            return null;
        }
        return model;
    }

    private static void requireOneEach(List<Rule> rules, Problems problems) {
        Set<String> seen = new HashSet<>();
        for (Rule rule : rules) {
            if (!seen.add(rule.id())) {
                problems.add(rule.place(), "id", "The rule " + rule.id() + " stands twice");
            }
        }
    }

    /** All rules. */
    public List<Rule> all() {
        return all;
    }

    /** The rules of one table; empty for a table without a model. */
    public List<Rule> of(String table) {
        return all.stream().filter(r -> r.table().equals(table)).toList();
    }
}
