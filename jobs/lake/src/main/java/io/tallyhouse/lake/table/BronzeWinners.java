package io.tallyhouse.lake.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.row_number;

import io.tallyhouse.catalogue.contract.DatasetContract;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * One record per key of a dataset: the highest version columns win, then the highest content hash. The order of arrival has no say; delivery
 * and place only choose among records of equal content.
 */
public final class BronzeWinners {
    private static final String RANK = "_rank";

    private BronzeWinners() {}

    /**
     * The winning records.
     *
     * @param records bronze rows that hold all records of each key they hold
     */
    public static Dataset<Row> of(DatasetContract contract, Dataset<Row> records) {
        Column[] key =
                key(contract).stream().map(k -> col(StagedRows.quoted(k))).toArray(Column[]::new);
        List<Column> order = new ArrayList<>();
        contract.version().forEach(v -> order.add(col(StagedRows.quoted(v)).desc_nulls_last()));
        order.add(col(LakeTable.RECORD_HASH).desc());
        order.add(col(LakeTable.DELIVERY_ID).asc());
        order.add(col(LakeTable.RECORD_NO).asc());
        Column rank = row_number().over(Window.partitionBy(key).orderBy(order.toArray(Column[]::new)));
        return records.withColumn(RANK, rank).where(col(RANK).equalTo(1)).drop(RANK);
    }

    /** What identifies a record: the contract's key, or its content when the contract names none. */
    public static List<String> key(DatasetContract contract) {
        return contract.key().isEmpty() ? List.of(LakeTable.RECORD_HASH) : contract.key();
    }
}
