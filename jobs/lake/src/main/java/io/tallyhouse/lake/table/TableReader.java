package io.tallyhouse.lake.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.tallyhouse.catalogue.model.TableColumn;
import io.tallyhouse.lake.log.DeltaLogs;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Tables as rows. */
public final class TableReader {
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
        return shaped(TableWriter.current(table, session), table.columns());
    }

    /** The newest version with its row hash, for comparing two lakes; the table must exist. */
    public static Dataset<Row> readStored(SparkSession session, LakeTable table) {
        return TableWriter.current(table, session);
    }

    /**
     * What was written between two versions, as Delta's change feed tells it.
     *
     * @param from first version, inclusive
     * @param to last version, inclusive
     */
    public static Dataset<Row> changes(SparkSession session, LakeTable table, long from, long to) {
        return session.read()
                .format("delta")
                .option("readChangeFeed", true)
                .option("startingVersion", from)
                .option("endingVersion", to)
                .load(table.path().toString());
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
