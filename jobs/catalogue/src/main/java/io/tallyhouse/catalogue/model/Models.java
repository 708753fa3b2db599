package io.tallyhouse.catalogue.model;

import io.tallyhouse.catalogue.contract.Contracts;
import io.tallyhouse.catalogue.contract.DatasetContract;
import io.tallyhouse.catalogue.yaml.NearestName;
import io.tallyhouse.catalogue.yaml.Place;
import io.tallyhouse.catalogue.yaml.Problems;
import io.tallyhouse.catalogue.yaml.RecordBinder;
import io.tallyhouse.catalogue.yaml.YamlFiles;
import io.tallyhouse.catalogue.yaml.YamlNode;
import io.tallyhouse.catalogue.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All table models in an order in which each comes after its inputs. */
public final class Models {
    private final Map<String, ModelFolder> byName;

    private Models(Map<String, ModelFolder> byName) {
        this.byName = byName;
    }

    /**
     * @param sql the folder {@code sql}
     * @param contracts whose bronze tables models may read
     * @param references names of the small tables that the configuration provides
     * @param problems gets unknown keys, inputs and columns, folders named unlike their table, missing queries, cycles
     */
    public static Models load(Path sql, Contracts contracts, Set<String> references, Problems problems) {
        Map<String, ModelFolder> found = new LinkedHashMap<>();
        for (Layer layer : List.of(Layer.SILVER, Layer.GOLD, Layer.MARTS)) {
            for (Path file : YamlFiles.under(sql.resolve(layer.folder()), problems)) {
                if (file.getFileName().toString().equals("model.yaml")) {
                    read(layer, file, problems).ifPresent(m -> {
                        if (found.put(m.name(), m) != null) {
                            problem(problems, m, "name", "The name " + m.name() + " stands twice");
                        }
                    });
                }
            }
        }
        Set<String> tables = new LinkedHashSet<>(found.keySet());
        contracts.all().stream().map(DatasetContract::table).forEach(tables::add);
        for (ModelFolder model : found.values()) {
            checkNames(model, model.model().inputs().keySet(), tables, "inputs", problems);
            checkNames(model, Set.copyOf(model.model().references()), references, "references", problems);
        }
        return new Models(sorted(found, problems));
    }

    private static Optional<ModelFolder> read(Layer layer, Path file, Problems problems) {
        YamlNode node = YamlReader.read(file, problems);
        TableModel model = node == null ? null : new RecordBinder(problems).bind(node, TableModel.class);
        if (node == null || model == null) {
            return Optional.empty();
        }
        Path folder = java.util.Objects.requireNonNull(file.getParent());
        Place place = new Place(file.toString(), 1, 1);
        if (!folder.endsWith(model.name())) {
            problems.add(place, "name", "Invalid name: the folder says " + folder.getFileName());
        }
        String query = "";
        Path queryFile = folder.resolve("query.sql");
        if (model.isSql()) {
            try {
                query = Files.readString(queryFile);
            } catch (IOException e) {
                problems.add(new Place(queryFile.toString(), 1, 1), "", "Cannot read the model's query");
            }
        } else if (Files.exists(queryFile)) {
            problems.add(place, "engine", "A query.sql stands beside a Java engine: one of them is not used");
        }
        return Optional.of(new ModelFolder(layer, model, query, folder, ModelPlaces.of(node)));
    }

    private static void checkNames(
            ModelFolder model, Set<String> used, Set<String> valid, String key, Problems problems) {
        for (String name : used) {
            if (!valid.contains(name)) {
                problem(
                        problems,
                        model,
                        key + "." + name,
                        "Unknown table \"" + name + "\"" + NearestName.hint(name, valid));
            }
        }
    }

    private static void problem(Problems problems, ModelFolder model, String path, String message) {
        problems.add(new Place(model.folder().resolve("model.yaml").toString(), 1, 1), path, message);
    }

    private static Map<String, ModelFolder> sorted(Map<String, ModelFolder> found, Problems problems) {
        Map<String, ModelFolder> done = new LinkedHashMap<>();
        for (ModelFolder model : found.values()) {
            visit(model, found, done, new ArrayList<>(), problems);
        }
        return done;
    }

    private static void visit(
            ModelFolder model,
            Map<String, ModelFolder> all,
            Map<String, ModelFolder> done,
            List<String> path,
            Problems problems) {
        if (done.containsKey(model.name())) {
            return;
        }
        if (path.contains(model.name())) {
            problem(problems, model, "inputs", "Tables depend on each other in a circle: " + path);
            return;
        }
        path.add(model.name());
        for (String input : model.model().inputs().keySet()) {
            ModelFolder upstream = all.get(input);
            if (upstream != null) {
                visit(upstream, all, done, path, problems);
            }
        }
        path.remove(model.name());
        done.put(model.name(), model);
    }

    /** In an order in which each comes after its inputs. */
    public List<ModelFolder> all() {
        return List.copyOf(byName.values());
    }

    public List<ModelFolder> in(Layer layer) {
        return byName.values().stream().filter(m -> m.layer() == layer).toList();
    }

    public Optional<ModelFolder> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
