package io.tallyhouse.app;

import io.tallyhouse.catalogue.Catalogue;
import io.tallyhouse.catalogue.config.Settings.DatasetSetting;
import io.tallyhouse.catalogue.contract.DatasetContract;
import io.tallyhouse.catalogue.model.ModelFolder;
import io.tallyhouse.catalogue.yaml.Problems;
import io.tallyhouse.lake.LakeSession;
import io.tallyhouse.lake.table.LakeTables;
import io.tallyhouse.quality.rule.Rules;
import io.tallyhouse.stages.reference.ProcessModelTexts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The checked description of the house and its folders, and the one Spark session of the process, which is opened when first asked
 * for.
 */
public final class House implements AutoCloseable {
    private final Path home;
    private final Path landing;
    private final Path warehouse;
    private final Catalogue catalogue;
    private final Rules rules;
    private @Nullable LakeSession lake;

    /**
     * @param home the checkout
     * @param config the organisation's file; null for the embedded defaults
     * @param landing where deliveries arrive
     * @param warehouse where everything else lies
     * @throws io.tallyhouse.catalogue.yaml.InvalidYamlException with every problem of every file
     */
    public House(Path home, @Nullable Path config, Path landing, Path warehouse) {
        this.home = home;
        this.landing = landing.toAbsolutePath().normalize();
        this.warehouse = warehouse.toAbsolutePath().normalize();
        this.catalogue = Catalogue.load(home, config);
        Problems problems = new Problems();
        this.rules = Rules.load(
                home.resolve("quality/rules"),
                catalogue.models().all(),
                catalogue.metrics().all(),
                problems);
        ProcessModelTexts.check(catalogue.processModels(), problems);
        problems.throwIfAny();
    }

    public Path home() {
        return home;
    }

    public Path landing() {
        return landing;
    }

    public Path warehouse() {
        return warehouse;
    }

    /** The published marts. */
    public Path marts() {
        return warehouse.resolve("marts.duckdb");
    }

    public Catalogue catalogue() {
        return catalogue;
    }

    public Rules rules() {
        return rules;
    }

    public List<ModelFolder> models() {
        return catalogue.models().all();
    }

    /** Contracts by name, as the organisation's configuration changes them. */
    public Map<String, DatasetContract> contracts() {
        Map<String, DatasetContract> contracts = new TreeMap<>();
        for (DatasetContract contract : catalogue.contracts().all()) {
            DatasetSetting setting = catalogue.settings().datasets().get(contract.name());
            contracts.put(
                    contract.name(),
                    setting == null ? contract : contract.with(setting.zone(), setting.badShareLimit()));
        }
        return contracts;
    }

    public LakeTables tables() {
        return LakeTables.of(warehouse, catalogue.contracts(), models());
    }

    /** Opened when first asked for. */
    public synchronized LakeSession lake() {
        LakeSession open = lake;
        if (open == null) {
            open = LakeSession.open(warehouse, LakeSession.Options.small());
            lake = open;
        }
        return open;
    }

    @Override
    public synchronized void close() {
        if (lake != null) {
            lake.close();
        }
    }
}
