package io.tallyhouse.lake.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.tallyhouse.catalogue.model.TableColumn;
import io.tallyhouse.lake.log.ChangedFiles;
import io.tallyhouse.lake.log.DeltaLogs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Tables as rows. The files to read are taken from the log by {@link DeltaLogs}, not by Delta's own reader: that one plans and runs
 * queries over the log for every scan, which costs more than the scan itself in a night of many small tables.
 */
public final class TableReader {
    static final String CHANGE_TYPE = "_change_type";
    /** Name of the file that holds a row. */
    static final String FILE = "_file";

    private static final long ONE_PART = 16L << 20; // some hundred thousand rows

    private TableReader() {}

    /**
     * The newest version in the declared shape. A table that does not exist yet is empty; a column that it does not have yet is null.
     *
     * @return declared columns, without the row hash
     */
    public static Dataset<Row> read(SparkSession session, LakeTable table) {
        if (!DeltaLogs.state(table.path()).exists()) {
            return session.createDataFrame(List.of(), StagedRows.schema(table));
        }
        return shaped(readStored(session, table), table.columns());
    }

    /** The newest version as it is stored, row hash included; the table must exist. */
    public static Dataset<Row> readStored(SparkSession session, LakeTable table) {
        return files(session, table, DeltaLogs.activeFiles(table.path()), storedSchema(table));
    }

    /** What a comparison needs: grain columns and row hash; the table must exist. */
    static Dataset<Row> comparable(SparkSession session, LakeTable table) {
        return readStored(session, table)
                .select(Arrays.stream(comparableSchema(table).fieldNames())
                        .map(n -> col(StagedRows.quoted(n)))
                        .toArray(Column[]::new));
    }

    /** The same in memory, with {@link #FILE}. */
    static HeldRows heldComparable(SparkSession session, LakeTable table) {
        List<Path> files = DeltaLogs.activeFiles(table.path());
        StructType schema = comparableSchema(table);
        List<List<InternalRow>> read = new ParquetRows(session, schema).read(files);
        List<InternalRow> rows = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            InternalRow file = new GenericInternalRow(new Object[] {
                UTF8String.fromString(files.get(i).getFileName().toString())
            });
            read.get(i).forEach(r -> rows.add(new JoinedRow(r, file)));
        }
        return new HeldRows(schema.add(FILE, DataTypes.StringType), rows);
    }

    private static StructType comparableSchema(LakeTable table) {
        StructType stored = storedSchema(table);
        StructType schema = new StructType();
        for (String name : table.grain()) {
            schema = schema.add(stored.apply(name));
        }
        return schema.add(stored.apply(LakeTable.ROW_HASH));
    }

    /**
     * What was written between two versions.
     *
     * @param from first version, inclusive
     * @param to last version, inclusive
     * @return stored columns and {@code _change_type}: insert, update_preimage, update_postimage, delete
     */
    public static Dataset<Row> changes(SparkSession session, LakeTable table, long from, long to) {
        ChangedFiles changed = DeltaLogs.changes(table.path(), from, to);
        StructType schema = storedSchema(table);
        StructType fed = schema.add(CHANGE_TYPE, DataTypes.StringType);
        List<Dataset<Row>> parts = new ArrayList<>();
        if (!changed.added().isEmpty()) {
            parts.add(files(session, table, changed.added(), schema).withColumn(CHANGE_TYPE, lit("insert")));
        }
        if (!changed.removed().isEmpty()) {
            parts.add(files(session, table, changed.removed(), schema).withColumn(CHANGE_TYPE, lit("delete")));
        }
        if (!changed.changes().isEmpty()) {
            parts.add(files(session, table, changed.changes(), fed));
        }
        return parts.stream().reduce(Dataset::union).orElseGet(() -> session.createDataFrame(List.of(), fed));
    }

    /** Columns of the newest version, row hash included; the table must exist. */
    static StructType storedSchema(LakeTable table) {
        String json = DeltaLogs.metadata(table.path()).path("schemaString").asText();
        return (StructType) DataType.fromJson(json);
    }

    static List<String> storedPartition(LakeTable table) {
        List<String> columns = new ArrayList<>();
        DeltaLogs.metadata(table.path()).path("partitionColumns").forEach(c -> columns.add(c.asText()));
        return columns;
    }

    private static Dataset<Row> files(SparkSession session, LakeTable table, List<Path> files, StructType schema) {
        if (files.isEmpty()) {
            return session.createDataFrame(List.of(), schema);
        }
        return loaded(session, table, files, schema)
                .select(Arrays.stream(schema.fieldNames())
                        .map(n -> col(StagedRows.quoted(n)))
                        .toArray(Column[]::new));
    }

    private static Dataset<Row> loaded(SparkSession session, LakeTable table, List<Path> files, StructType schema) {
        Dataset<Row> rows = session.read()
                .schema(schema)
                .option("basePath", table.path().toString())
                .option("__globPaths__", false) // names are names, also with a bracket in them
                .parquet(files.stream().map(Path::toString).toArray(String[]::new));
        // Of rows that are known to be in one part nothing has to be shuffled.
        return files.stream().mapToLong(ParquetRows::size).sum() <= ONE_PART ? rows.coalesce(1) : rows;
    }

    private static Dataset<Row> shaped(Dataset<Row> stored, List<TableColumn> columns) {
        Set<String> there = Set.copyOf(Arrays.asList(stored.columns()));
        return stored.select(columns.stream()
                .map(c -> there.contains(c.name())
                        ? col(StagedRows.quoted(c.name()))
                        : lit(null).cast(StagedRows.type(c)).as(c.name()))
                .toArray(Column[]::new));
    }
}
