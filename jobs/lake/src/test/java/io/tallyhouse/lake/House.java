package io.tallyhouse.lake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tallyhouse.catalogue.contract.Contracts;
import io.tallyhouse.catalogue.model.ModelFolder;
import io.tallyhouse.catalogue.model.Models;
import io.tallyhouse.catalogue.yaml.Problems;
import io.tallyhouse.lake.log.DeltaLogs;
import io.tallyhouse.lake.run.ModelRunner;
import io.tallyhouse.lake.run.Reference;
import io.tallyhouse.lake.run.RunContext;
import io.tallyhouse.lake.run.RunReport;
import io.tallyhouse.lake.run.StepListener;
import io.tallyhouse.lake.run.TableEngine;
import io.tallyhouse.lake.table.LakeTable;
import io.tallyhouse.lake.table.LakeTables;
import io.tallyhouse.lake.table.TableReader;
import io.tallyhouse.lake.table.TableWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A small house in a folder: contracts, models, a warehouse, and nights run over it. */
public final class House {
    public final Path sql;
    public final Path warehouse;
    public final Map<String, TableEngine> engines = new HashMap<>();
    public final Map<String, Reference> references = new HashMap<>();
    public Instant asOf = Instant.parse("2026-03-31T02:00:00Z");

    public House(Path folder) {
        sql = folder.resolve("sql");
        warehouse = folder.resolve("warehouse");
        for (String name : List.of("landing", "silver", "gold", "marts")) {
            make(sql.resolve(name));
        }
    }

    public House contract(String name, String yaml) {
        Path file = sql.resolve("landing").resolve(name + ".yaml");
        write(file, "name: " + name + "\nsentence: S.\nowner: me\n" + yaml);
        return this;
    }

    public House model(String layerAndName, String yaml, String query) {
        Path folder = sql.resolve(layerAndName);
        String name = folder.getFileName().toString();
        write(folder.resolve("model.yaml"), "name: " + name + "\nsentence: S.\nowner: me\n" + yaml);
        if (!query.isEmpty()) {
            write(folder.resolve("query.sql"), query);
        }
        return this;
    }

    public Contracts contracts() {
        Problems problems = new Problems();
        Contracts contracts = Contracts.load(sql.resolve("landing"), problems);
        problems.throwIfAny();
        return contracts;
    }

    public List<ModelFolder> models() {
        Problems problems = new Problems();
        Models models = Models.load(sql, contracts(), references.keySet(), problems);
        problems.throwIfAny();
        return models.all();
    }

    public LakeTables tables() {
        return LakeTables.of(warehouse, contracts(), models());
    }

    public RunContext context() {
        return new RunContext(
                tables(), "run-1", "refine", asOf, engines, references, "code-1", StepListener.silent(), 2);
    }

    public RunReport night() {
        return ModelRunner.run(models(), context(), SharedLake::lake).throwIfFailed();
    }

    public long version(String table) {
        return DeltaLogs.state(tables().table(table).path()).version();
    }

    /** Appends records to a bronze table; the last three values are record hash, delivery and number. */
    public void deliver(String table, Object[]... records) {
        LakeTable bronze = tables().table(table);
        SparkSession session = SharedLake.lake().newSession();
        List<Row> rows = new ArrayList<>();
        for (Object[] record : records) {
            rows.add(org.apache.spark.sql.RowFactory.create(record));
        }
        var schema = io.tallyhouse.lake.table.StagedRows.schema(bronze);
        TableWriter.append(bronze, session.createDataFrame(rows, schema), "{\"delivery\":\"d\"}");
    }

    /** The rows of a table as text, sorted. */
    public List<String> rows(String table) {
        Row[] rows = (Row[]) TableReader.read(SharedLake.lake().newSession(), tables().table(table))
                .collect();
        return Arrays.stream(rows).map(r -> r.mkString("|")).sorted().toList();
    }

    public static Object[] row(Object... values) {
        return values;
    }

    private static void write(Path file, String text) {
        make(file.getParent());
        try {
            Files.writeString(file, text, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void make(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
