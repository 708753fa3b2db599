package io.tallyhouse.lake.table;

import static org.apache.spark.sql.functions.col;

import io.delta.tables.DeltaTable;
import io.tallyhouse.catalogue.model.TableColumn;
import io.tallyhouse.lake.log.DeltaLogs;
import io.tallyhouse.lake.log.TableVersion;
import io.tallyhouse.lake.table.Scope.Keys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * The one door through which tables are written. Each call makes one commit, or none when no row differs; the note given by the caller
 * becomes part of that commit. Use one Spark session per model.
 */
public final class TableWriter {
    private static final String USER_METADATA = "spark.databricks.delta.commitInfo.userMetadata";

    private TableWriter() {}

    /**
     * Brings the scope of a table to the given rows.
     *
     * @param rows the declared columns in any order
     * @param note JSON text for the commit's user metadata
     * @throws LakeWriteException when a key stands twice or holds a null, columns are missing or undeclared, a value does not fit its
     *     type, or the version did not advance by exactly one; in all but the last case nothing was written
     */
    public static WriteResult write(LakeTable table, Dataset<Row> rows, Scope scope, String note) {
        boolean exists = DeltaLogs.state(table.path()).exists();
        // With other columns than the declared ones it has to be written whole.
        boolean fits = exists && sameShape(table);
        if (!fits && scope instanceof Keys) {
            throw LakeWriteException.changedColumns(table);
        }
        if (exists && !fits) {
            changeStatistics(rows.sparkSession(), table);
        }
        Write write = new Write(table, note, DeltaLogs.state(table.path()), System.nanoTime());
        Optional<HeldRows> held =
                HeldWriter.holds(table, scope) ? HeldRows.of(StagedRows.shape(table, rows)) : Optional.empty();
        if (held.isPresent()) {
            return new HeldWriter(rows.sparkSession(), write).write(RowHash.added(table, held.get()), scope, fits);
        }
        Dataset<Row> staged = StagedRows.hashed(table, rows);
        if (scope instanceof Keys keys) {
            return mergeKeys(write, staged, keys);
        }
        staged.persist(StorageLevel.MEMORY_AND_DISK());
        try {
            return writeWhole(write, staged, fits);
        } finally {
            staged.unpersist();
        }
    }

    /** A commit of its own, which changes no row: what comes after it may fail, and the next run goes on from there. */
    private static void changeStatistics(SparkSession session, LakeTable table) {
        Map<String, String> present = new LinkedHashMap<>();
        DeltaLogs.metadata(table.path())
                .path("configuration")
                .properties()
                .forEach(p -> present.put(p.getKey(), p.getValue().asText()));
        List<String> stored = Arrays.asList(TableReader.storedSchema(table).fieldNames());
        TableProperties.beforeColumnsChange(table, stored, present)
                .ifPresent(properties -> new FileCommit(session, table).commitProperties(properties));
    }

    /** What stays the same during one write. */
    record Write(LakeTable table, String note, TableVersion before, long start) {
        WriteResult done(long inserted, long updated, long deleted, long affected, boolean rewritten) {
            TableVersion after = DeltaLogs.state(table.path());
            boolean expected = inserted + updated + deleted > 0 || rewritten;
            if (after.version() != before.version() + (expected ? 1 : 0)
                    || (before.exists() && !after.equals(new TableVersion(before.id(), after.version())))) {
                throw LakeWriteException.version(table, before.version(), after.version());
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            return new WriteResult(
                    table.name(), before, after, inserted, updated, deleted, affected, rewritten, seconds);
        }
    }

    private static WriteResult mergeKeys(Write write, Dataset<Row> staged, Keys keys) {
        LakeTable table = write.table();
        String[] names = keys.keys().columns();
        Dataset<Row> target = semi(TableReader.comparable(staged.sparkSession(), table), keys.keys(), names);
        ChangeSet changes = ChangeSet.of(table, semi(staged, keys.keys(), names), target);
        try {
            if (!changes.isEmpty()) {
                merge(write, changes);
            }
            return write.done(changes.inserted(), changes.updated(), changes.deleted(), keys.count(), false);
        } finally {
            changes.close().run();
        }
    }

    private static WriteResult writeWhole(Write write, Dataset<Row> staged, boolean fits) {
        LakeTable table = write.table();
        if (!fits) {
            ChangeSet.checkKeys(table, staged);
            overwrite(write, staged);
            return write.done(written(write), 0, 0, written(write), true);
        }
        ChangeSet changes = ChangeSet.of(table, staged, TableReader.comparable(staged.sparkSession(), table));
        try {
            boolean rewrite = table.kind() == LakeTable.Kind.REWRITE && !changes.isEmpty();
            if (rewrite) {
                overwrite(write, staged);
            } else if (!changes.isEmpty()) {
                merge(write, changes);
            }
            long affected = changes.inserted() + changes.updated() + changes.deleted();
            return write.done(changes.inserted(), changes.updated(), changes.deleted(), affected, rewrite);
        } finally {
            changes.close().run();
        }
    }

    /** Rows that the next commit wrote, as it counted them. */
    private static long written(Write write) {
        return DeltaLogs.operationMetrics(write.table().path(), write.before().version() + 1)
                .path("numOutputRows")
                .asLong();
    }

    /**
     * Adds rows, in one commit. Columns that the table does not have yet are added to it.
     *
     * @param rows the declared columns, technical ones included, in any order
     * @param note JSON text for the commit's user metadata
     */
    public static WriteResult append(LakeTable table, Dataset<Row> rows, String note) {
        Write write = new Write(table, note, DeltaLogs.state(table.path()), System.nanoTime());
        Dataset<Row> staged = StagedRows.shape(table, rows);
        if (write.before().exists()) {
            checkStoredTypes(table);
        }
        Optional<HeldRows> held = table.partition().isEmpty() ? HeldRows.of(staged) : Optional.empty();
        if (held.isPresent()
                && (!write.before().exists() || isStoredAs(table, held.get().schema()))) {
            return new HeldWriter(rows.sparkSession(), write).append(held.get());
        }
        writer(write, staged)
                .mode(SaveMode.Append)
                .option("mergeSchema", true)
                .save(table.path().toString());
        long n = written(write);
        return write.done(n, 0, 0, n, true);
    }

    /**
     * Takes rows out of an append-only table.
     *
     * @param condition SQL over its columns
     * @param note JSON text for the commit's user metadata
     * @return deleted rows; nothing is committed when no row matches
     */
    public static WriteResult delete(SparkSession session, LakeTable table, Column condition, String note) {
        Write write = new Write(table, note, DeltaLogs.state(table.path()), System.nanoTime());
        long n = write.before().exists()
                ? TableReader.readStored(session, table).where(condition).count()
                : 0;
        if (n > 0) {
            noted(
                    session,
                    note,
                    () -> DeltaTable.forPath(session, table.path().toString()).delete(condition));
        }
        return write.done(0, 0, n, n, false);
    }

    private static void merge(Write write, ChangeSet changes) {
        if (changes.updated() + changes.deleted() == 0) { // an append costs a sixth of a merge and rewrites no file
            writer(write, changes.rows().drop(ChangeSet.OP))
                    .mode(SaveMode.Append)
                    .save(write.table().path().toString());
            return;
        }
        LakeTable table = write.table();
        SparkSession session = changes.rows().sparkSession();
        Map<String, String> set = new LinkedHashMap<>();
        List<String> names = new ArrayList<>(table.columnNames());
        names.add(LakeTable.ROW_HASH);
        names.forEach(n -> set.put(StagedRows.quoted(n), "d." + StagedRows.quoted(n)));
        Column on = table.grain().stream()
                .map(k -> col("t." + StagedRows.quoted(k)).equalTo(col("d." + StagedRows.quoted(k))))
                .reduce(Column::and)
                .orElseThrow();
        noted(
                session,
                write.note(),
                () -> DeltaTable.forPath(session, table.path().toString())
                        .as("t")
                        .merge(changes.rows().as("d"), on)
                        .whenMatched("d." + ChangeSet.OP + " = 'D'")
                        .delete()
                        .whenMatched("d." + ChangeSet.OP + " = 'U'")
                        .updateExpr(set)
                        .whenNotMatched("d." + ChangeSet.OP + " <> 'D'")
                        .insertExpr(set)
                        .execute());
    }

    /** Statements other than plain writes take their note from the session. */
    static void noted(SparkSession session, String note, Runnable statement) {
        session.conf().set(USER_METADATA, note);
        try {
            statement.run();
        } finally {
            session.conf().unset(USER_METADATA);
        }
    }

    static void overwrite(Write write, Dataset<Row> staged) {
        writer(write, staged)
                .mode(SaveMode.Overwrite)
                .option("overwriteSchema", true)
                .save(write.table().path().toString());
    }

    private static DataFrameWriter<Row> writer(Write write, Dataset<Row> rows) {
        LakeTable table = write.table();
        DataFrameWriter<Row> writer = rows.write().format("delta").option("userMetadata", write.note());
        if (!write.before().exists()) {
            TableProperties.atCreation(table).forEach(writer::option);
        }
        return table.partition().isEmpty()
                ? writer
                : writer.partitionBy(table.partition().toArray(String[]::new));
    }

    private static Dataset<Row> semi(Dataset<Row> rows, Dataset<Row> keys, String[] names) {
        Dataset<Row> left = rows.as("l");
        Dataset<Row> right = keys.as("r");
        Column on = Arrays.stream(names)
                .map(n -> col("l." + StagedRows.quoted(n)).equalTo(col("r." + StagedRows.quoted(n))))
                .reduce(Column::and)
                .orElseThrow();
        return left.join(right, on, "left_semi");
    }

    private static boolean sameShape(LakeTable table) {
        StructType stored = TableReader.storedSchema(table);
        if (stored.size() != table.columns().size() + 1) {
            return false;
        }
        for (int i = 0; i < table.columns().size(); i++) {
            TableColumn declared = table.columns().get(i);
            StructField field = stored.apply(i);
            if (!field.name().equals(declared.name()) || !field.dataType().equals(StagedRows.type(declared))) {
                return false;
            }
        }
        return TableReader.storedPartition(table).equals(table.partition());
    }

    private static boolean isStoredAs(LakeTable table, StructType schema) {
        StructType stored = TableReader.storedSchema(table);
        return Arrays.equals(stored.fieldNames(), schema.fieldNames());
    }

    private static void checkStoredTypes(LakeTable table) {
        StructType stored = TableReader.storedSchema(table);
        for (TableColumn declared : table.columns()) {
            if (stored.getFieldIndex(declared.name()).isDefined()) {
                String was = stored.apply(declared.name()).dataType().sql();
                String is = StagedRows.type(declared).sql();
                if (!was.equals(is)) {
                    throw LakeWriteException.bronzeColumn(table, declared.name(), was, is);
                }
            }
        }
    }
}
