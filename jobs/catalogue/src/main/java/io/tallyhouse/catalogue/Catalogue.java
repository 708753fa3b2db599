package io.tallyhouse.catalogue;

import io.tallyhouse.catalogue.config.Playbook;
import io.tallyhouse.catalogue.config.Settings;
import io.tallyhouse.catalogue.config.Settings.PlaybookFile;
import io.tallyhouse.catalogue.config.Settings.SnowflakeSetting;
import io.tallyhouse.catalogue.contract.Contracts;
import io.tallyhouse.catalogue.metric.Metrics;
import io.tallyhouse.catalogue.model.ModelFolder;
import io.tallyhouse.catalogue.model.Models;
import io.tallyhouse.catalogue.process.ProcessModelFile;
import io.tallyhouse.catalogue.yaml.InvalidYamlException;
import io.tallyhouse.catalogue.yaml.NearestName;
import io.tallyhouse.catalogue.yaml.Problems;
import io.tallyhouse.catalogue.yaml.RecordBinder;
import io.tallyhouse.catalogue.yaml.YamlFiles;
import io.tallyhouse.catalogue.yaml.YamlMerge;
import io.tallyhouse.catalogue.yaml.YamlNode;
import io.tallyhouse.catalogue.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything the house says about itself, read once and checked as a whole.
 *
 * @param settings tallyhouse.yaml over the embedded defaults
 * @param playbooks by the day from which each is in force
 * @param contracts of all datasets
 * @param models of all tables, in the order of their inputs
 * @param metrics of all figures
 * @param processModels of all workflows
 */
public record Catalogue(
        Settings settings,
        TreeMap<LocalDate, Playbook> playbooks,
        Contracts contracts,
        Models models,
        Metrics metrics,
        List<ProcessModelFile> processModels) {

    /** Small tables that the configuration gives to models. */
    public static final Set<String> REFERENCES = Set.of(
            "state_map",
            "source_setting",
            "handling_default",
            "process_model",
            "accepted_deviation",
            "metric",
            "target",
            "baseline_value",
            "baseline_stratum",
            "hours_setting");

    /**
     * @param home the checkout, with {@code sql} and {@code orchestration/config}
     * @param config the organisation's own file; null for the embedded defaults
     * @throws InvalidYamlException with every problem of every file
     */
    public static Catalogue load(Path home, @Nullable Path config) {
        Problems problems = new Problems();
        Path defaults = home.resolve("orchestration/config/tallyhouse.yaml");
        Settings settings = settings(defaults, config, problems);
        TreeMap<LocalDate, Playbook> playbooks =
                settings == null ? new TreeMap<>() : playbooks(settings, defaults, config, problems);
        Path sql = home.resolve("sql");
        Contracts contracts = Contracts.load(sql.resolve("landing"), problems);
        Models models = Models.load(sql, contracts, REFERENCES, problems);
        Metrics metrics = Metrics.load(sql.resolve("metrics"), problems);
        List<ProcessModelFile> processModels = processModels(sql.resolve("process_models"), problems);
        if (settings != null) {
            snowflakeGroups(settings.snowflake(), models, problems);
        }
        problems.throwIfAny();
        if (settings == null) {
            throw new InvalidYamlException(problems.list());
        }
        return new Catalogue(settings, playbooks, contracts, models, metrics, processModels);
    }

    private static @Nullable Settings settings(Path defaults, @Nullable Path config, Problems problems) {
        YamlNode base = YamlReader.read(defaults, problems);
        YamlNode own = config == null ? base : YamlReader.read(config, problems);
        if (base == null || own == null) {
            return null;
        }
        return new RecordBinder(problems).bind(YamlMerge.merge(base, own), Settings.class);
    }

    /** A group is what models say; figures of a group of metrics are rows of a table that has a group itself. */
    private static void snowflakeGroups(SnowflakeSetting setting, Models models, Problems problems) {
        TreeSet<String> valid = new TreeSet<>();
        for (ModelFolder model : models.all()) {
            if (model.model().group() != null) {
                valid.add(model.model().group());
            }
        }
        for (String group : setting.groups()) {
            if (!valid.contains(group)) {
                problems.add(
                        setting.place(),
                        "snowflake.groups",
                        "Unknown group \"" + group + "\"" + NearestName.hint(group, valid));
            }
        }
        if (setting.groups().size() != Set.copyOf(setting.groups()).size()) {
            problems.add(setting.place(), "snowflake.groups", "A group stands twice");
        }
    }

    private static TreeMap<LocalDate, Playbook> playbooks(
            Settings settings, Path defaults, @Nullable Path config, Problems problems) {
        TreeMap<LocalDate, Playbook> playbooks = new TreeMap<>();
        for (PlaybookFile file : settings.playbooks()) {
            Path beside = (config == null ? defaults : config).toAbsolutePath().resolveSibling(file.file());
            Path path = Files.exists(beside) ? beside : defaults.resolveSibling(file.file());
            YamlNode node = YamlReader.read(path, problems);
            Playbook playbook = node == null ? null : new RecordBinder(problems).bind(node, Playbook.class);
            if (playbook != null) {
                playbooks.put(file.effectiveFrom(), playbook);
            }
        }
        return playbooks;
    }

    private static List<ProcessModelFile> processModels(Path folder, Problems problems) {
        List<ProcessModelFile> models = new ArrayList<>();
        for (Path file : YamlFiles.under(folder, problems)) {
            YamlNode node = YamlReader.read(file, problems);
            ProcessModelFile model =
                    node == null ? null : new RecordBinder(problems).bind(node, ProcessModelFile.class);
            if (model != null) {
                withText(model, file, problems).ifPresent(models::add);
            }
        }
        return List.copyOf(models);
    }

    private static Optional<ProcessModelFile> withText(ProcessModelFile model, Path yaml, Problems problems) {
        String file = model.file();
        if ((model.model() == null) == (file == null)) {
            problems.add(model.place(), "model", "Give the model here as model or name its file, one of the two");
        } else if (file == null) {
            return Optional.of(model);
        } else if (!file.endsWith(".pnml") && !file.endsWith(".ptml")) {
            problems.add(
                    model.place(), "file", "Expected a Petri net (.pnml) or a process tree (.ptml), found " + file);
        } else {
            try {
                return Optional.of(model.with(Files.readString(yaml.resolveSibling(file))));
            } catch (IOException e) {
                problems.add(
                        model.place(), "file", "Cannot read " + yaml.resolveSibling(file) + " as UTF-8 text: " + e);
            }
        }
        return Optional.empty();
    }

    /** The playbook in force on a day; the first one for days before it. */
    public Playbook playbook(LocalDate day) {
        Map.Entry<LocalDate, Playbook> entry = playbooks.floorEntry(day);
        return entry != null ? entry.getValue() : playbooks.firstEntry().getValue();
    }
}
