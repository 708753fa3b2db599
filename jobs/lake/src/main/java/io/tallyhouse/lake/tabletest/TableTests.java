package io.tallyhouse.lake.tabletest;

import io.tallyhouse.catalogue.contract.DatasetContract;
import io.tallyhouse.catalogue.model.ModelFolder;
import io.tallyhouse.catalogue.yaml.InvalidYamlException;
import io.tallyhouse.catalogue.yaml.Problems;
import io.tallyhouse.lake.LakeSession;
import io.tallyhouse.lake.query.QueryFence;
import io.tallyhouse.lake.run.Reference;
import io.tallyhouse.lake.run.TableEngine;
import io.tallyhouse.lake.table.LakeTables;
import io.tallyhouse.lake.table.StagedRows;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.StructType;

/**
 * Runs the cases that stand in the folders {@code tests} of tables: {@code given} rows per input and reference, {@code expect}ed
 * rows. Only columns that matter are named; the order of rows is not looked at. Nothing is written.
 */
public final class TableTests {
    private final LakeSession lake;
    private final LakeTables tables;
    private final Map<String, TableEngine> engines;
    private final Map<String, Reference> references;
    private final Map<String, StructType> schemas = new HashMap<>();

    /**
     * @param lake the Spark that all cases share, each in a session of its own
     * @param tables columns of all tables
     * @param engines Java engines by the name after {@code java:}
     * @param references columns of all references, and the rows of those that a case takes as {@code shipped}
     */
    public TableTests(
            LakeSession lake, LakeTables tables, Map<String, TableEngine> engines, Map<String, Reference> references) {
        this.lake = lake;
        this.tables = tables;
        this.engines = Map.copyOf(engines);
        this.references = Map.copyOf(references);
    }

    /**
     * The cases of a table in the order of its files; empty when it has none.
     *
     * @throws InvalidYamlException with every problem of every file
     * @throws io.tallyhouse.lake.query.InvalidQueryException when the query reads what the model does not declare
     */
    public List<TableCase> cases(ModelFolder model) {
        QueryFence.check(List.of(model));
        Problems problems = new Problems();
        List<TableCase> cases = new CaseReader(model, columns(), problems).read();
        problems.throwIfAny();
        return cases;
    }

    private CaseReader.Schemas columns() {
        return new CaseReader.Schemas() {
            @Override
            public StructType of(String table) {
                return schemas.computeIfAbsent(table, t -> schema(t));
            }

            @Override
            public List<String> grain(String table) {
                // The winner among bronze records of one key is part of what a case may show.
                return tables.find(table).map(t -> t.grain()).orElse(List.of());
            }
        };
    }

    private StructType schema(String name) {
        return tables.find(name)
                .map(StagedRows::schema)
                .orElseGet(() -> reference(name).rows(lake.newSession()).schema());
    }

    /**
     * Runs a case.
     *
     * @return empty when it holds, else everything that differs and what the parts of the query made of those keys
     * @throws io.tallyhouse.lake.query.InvalidQueryException when Spark cannot analyse the query
     */
    public Optional<String> failure(TableCase tableCase) {
        return new CaseRun(this, tableCase).failure();
    }

    LakeSession lake() {
        return lake;
    }

    LakeTables tables() {
        return tables;
    }

    StructType columnsOf(String table) {
        return columns().of(table);
    }

    Optional<DatasetContract> contract(String table) {
        return tables.contract(table);
    }

    Reference reference(String name) {
        Reference reference = references.get(name);
        if (reference == null) {
            throw new IllegalArgumentException("Unknown reference table " + name + "; known: " + references.keySet());
        }
        return reference;
    }

    TableEngine engine(String name) {
        TableEngine engine = engines.get(name);
        if (engine == null) {
            throw new IllegalArgumentException("Unknown engine java:" + name + "; known: " + engines.keySet());
        }
        return engine;
    }
}
