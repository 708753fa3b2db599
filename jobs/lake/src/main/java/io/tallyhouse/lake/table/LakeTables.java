package io.tallyhouse.lake.table;

import io.tallyhouse.catalogue.contract.Contracts;
import io.tallyhouse.catalogue.contract.DatasetContract;
import io.tallyhouse.catalogue.model.ModelFolder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every table of a warehouse by name: the bronze tables of the contracts and the tables of the models. Plain Java. */
public final class LakeTables {
    private final Path warehouse;
    private final Map<String, DatasetContract> contracts = new LinkedHashMap<>();
    private final Map<String, LakeTable> tables = new LinkedHashMap<>();

    private LakeTables(Path warehouse) {
        this.warehouse = warehouse.toAbsolutePath().normalize();
    }

    public static LakeTables of(Path warehouse, Contracts contracts, List<ModelFolder> models) {
        return of(warehouse, warehouse, contracts, models);
    }

    /** Bronze of one warehouse, derived tables in another folder: the shape of a rebuild. */
    public static LakeTables of(Path bronze, Path warehouse, Contracts contracts, List<ModelFolder> models) {
        LakeTables all = new LakeTables(warehouse);
        for (DatasetContract contract : contracts.all()) {
            all.contracts.put(contract.table(), contract);
            all.tables.put(contract.table(), LakeTable.bronze(bronze, contract));
        }
        models.forEach(m -> all.tables.put(m.name(), LakeTable.of(warehouse, m)));
        return all;
    }

    /** Where derived tables and receipts lie. */
    public Path warehouse() {
        return warehouse;
    }

    /**
     * The table of that name.
     *
     * @throws IllegalArgumentException when neither a contract nor a model declares the table
     */
    public LakeTable table(String name) {
        LakeTable table = tables.get(name);
        if (table == null) {
            throw new IllegalArgumentException("Unknown table " + name);
        }
        return table;
    }

    public Optional<LakeTable> find(String name) {
        return Optional.ofNullable(tables.get(name));
    }

    /** The contract behind a bronze table; empty for derived tables. */
    public Optional<DatasetContract> contract(String table) {
        return Optional.ofNullable(contracts.get(table));
    }
}
