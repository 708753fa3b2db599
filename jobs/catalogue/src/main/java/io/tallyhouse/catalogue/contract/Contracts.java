package io.tallyhouse.catalogue.contract;

import io.tallyhouse.catalogue.yaml.Place;
import io.tallyhouse.catalogue.yaml.Problems;
import io.tallyhouse.catalogue.yaml.RecordBinder;
import io.tallyhouse.catalogue.yaml.YamlFiles;
import io.tallyhouse.catalogue.yaml.YamlNode;
import io.tallyhouse.catalogue.yaml.YamlReader;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The contracts of all datasets, by name. */
public final class Contracts {
    private final Map<String, DatasetContract> byName;

    private Contracts(Map<String, DatasetContract> byName) {
        this.byName = Collections.unmodifiableMap(byName);
    }

    /**
     * @param landing the folder {@code sql/landing}
     * @param problems gets what is wrong in any contract
     */
    public static Contracts load(Path landing, Problems problems) {
        Map<String, DatasetContract> contracts = new LinkedHashMap<>();
        for (Path file : YamlFiles.under(landing, problems)) {
            YamlNode node = YamlReader.read(file, problems);
            DatasetContract contract =
                    node == null ? null : new RecordBinder(problems).bind(node, DatasetContract.class);
            if (contract == null) {
                continue;
            }
            String expected =
                    landing.relativize(file).toString().replace('\\', '/').replaceAll("\\.yaml$", "");
            if (!contract.name().equals(expected)) {
                problems.add(
                        new Place(file.toString(), 1, 1), "name", "Invalid name: the file's path says " + expected);
            }
            contracts.put(contract.name(), contract);
        }
        return new Contracts(contracts);
    }

    public Collection<DatasetContract> all() {
        return byName.values();
    }

    public Optional<DatasetContract> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
