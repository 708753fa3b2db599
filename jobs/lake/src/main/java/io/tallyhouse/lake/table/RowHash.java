package io.tallyhouse.lake.table;

import io.tallyhouse.catalogue.model.TableColumn;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * The hash by which rows are compared: 64-bit xxHash over each value and whether it is null. Spark's hash functions pass over nulls,
 * so without the flags a value that moves to the neighbouring column would not be seen.
 */
final class RowHash {
    private RowHash() {}

    /** Over the declared columns that count, which must have their declared types already. */
    static Column of(LakeTable table) {
        List<Column> parts = new ArrayList<>();
        for (TableColumn column : table.columns()) {
            if (!table.outsideHash().contains(column.name())) {
                Column value = functions.col("`" + column.name() + "`");
                parts.add(value);
                parts.add(value.isNull());
            }
        }
        return functions.xxhash64(parts.toArray(Column[]::new));
    }
}
