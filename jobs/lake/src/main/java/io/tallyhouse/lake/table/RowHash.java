package io.tallyhouse.lake.table;

import io.tallyhouse.catalogue.model.TableColumn;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.catalyst.expressions.XxHash64Function$;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The hash by which rows are compared: 64-bit xxHash over each value and whether it is null. Spark's hash functions pass over nulls,
 * so without the flags a value that moves to the neighbouring column would not be seen.
 */
final class RowHash {
    private static final long SEED = 42; // of Spark's function xxhash64

    private RowHash() {}

    /** Over the declared columns that count, which must have their declared types already. */
    static Column of(LakeTable table) {
        List<Column> parts = new ArrayList<>();
        for (String name : counted(table)) {
            Column value = functions.col(StagedRows.quoted(name));
            parts.add(value);
            parts.add(value.isNull());
        }
        return functions.xxhash64(parts.toArray(Column[]::new));
    }

    /** The same hash, added to rows in memory. */
    static HeldRows added(LakeTable table, HeldRows rows) {
        StructType schema = rows.schema();
        int[] ordinals = rows.ordinals(counted(table));
        DataType[] types = new DataType[ordinals.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = schema.apply(ordinals[i]).dataType();
        }
        List<InternalRow> hashed = new ArrayList<>(rows.rows().size());
        for (InternalRow row : rows.rows()) {
            hashed.add(new JoinedRow(row, new GenericInternalRow(new Object[] {hash(row, ordinals, types)})));
        }
        return new HeldRows(schema.add(LakeTable.ROW_HASH, DataTypes.LongType), hashed);
    }

    private static long hash(InternalRow row, int[] ordinals, DataType[] types) {
        long hash = SEED;
        for (int i = 0; i < ordinals.length; i++) {
            boolean absent = row.isNullAt(ordinals[i]);
            if (!absent) {
                hash = XxHash64Function$.MODULE$.hash(row.get(ordinals[i], types[i]), types[i], hash);
            }
            hash = XxHash64Function$.MODULE$.hash(absent, DataTypes.BooleanType, hash);
        }
        return hash;
    }

    private static List<String> counted(LakeTable table) {
        return table.columns().stream()
                .map(TableColumn::name)
                .filter(c -> !table.outsideHash().contains(c))
                .toList();
    }
}
