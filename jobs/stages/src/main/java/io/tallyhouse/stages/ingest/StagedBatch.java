package io.tallyhouse.stages.ingest;

import io.tallyhouse.lake.table.HeldRows;
import io.tallyhouse.lake.table.LakeTable;
import io.tallyhouse.lake.table.StagedRows;
import io.tallyhouse.sources.ParsedRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Records of one dataset on their way to bronze. They are kept in memory up to a limit and beyond it in Parquet files inside the
 * warehouse's scratch folder, so that a delivery of any size passes through a small heap.
 */
final class StagedBatch {
    /** Position of the delivery in the batch, by which duplicates are told from first arrivals. */
    static final String ORDER = "_delivery_order";

    private final SparkSession session;
    private final StructType schema;
    private final Path scratch;
    private final List<Row> rows = new ArrayList<>();
    private boolean spilled;

    StagedBatch(SparkSession session, LakeTable bronze, Path scratch) {
        this.session = session;
        this.schema = StagedRows.schema(bronze).add(ORDER, DataTypes.LongType, false);
        this.scratch = scratch;
    }

    void add(ParsedRecord parsed, String deliveryId, long order) {
        Object[] values = new Object[schema.size()];
        int n = parsed.values().length;
        System.arraycopy(parsed.values(), 0, values, 0, n);
        values[n] = parsed.contentHash();
        values[n + 1] = deliveryId;
        values[n + 2] = parsed.recordNo();
        values[n + 3] = order;
        rows.add(RowFactory.create(values));
        if (rows.size() >= HeldRows.LIMIT) {
            session.createDataFrame(rows, schema)
                    .coalesce(1)
                    .write()
                    .mode(SaveMode.Append)
                    .parquet(scratch.toString());
            rows.clear();
            spilled = true;
        }
    }

    /** Takes back what was added for a delivery that turned out to be broken. Rows that went to disk are filtered by order. */
    Dataset<Row> without(List<Long> refusedOrders) {
        Dataset<Row> all = session.createDataFrame(rows, schema);
        if (spilled) {
            all = all.union(session.read().schema(schema).parquet(scratch.toString()));
        }
        if (refusedOrders.isEmpty()) {
            return all;
        }
        return all.where(org.apache.spark.sql.functions.not(
                org.apache.spark.sql.functions.col(ORDER).isin(refusedOrders.toArray())));
    }
}
