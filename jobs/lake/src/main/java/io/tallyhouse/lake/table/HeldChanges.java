package io.tallyhouse.lake.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** The rows that differ between new rows and a table, both held in memory: the same answer as {@link ChangeSet#of}. */
final class HeldChanges {
    private final LakeTable table;
    private final HeldRows staged;
    private final List<InternalRow> changed = new ArrayList<>();
    private final long[] counts = new long[3];

    private HeldChanges(LakeTable table, HeldRows staged) {
        this.table = table;
        this.staged = staged;
    }

    /**
     * @param staged rows with row hash
     * @param target grain columns and row hash of the table's rows in scope
     */
    static ChangeSet of(LakeTable table, HeldRows staged, HeldRows target, SparkSession session) {
        checkKeys(table, staged, session);
        HeldChanges changes = new HeldChanges(table, staged);
        changes.compare(target);
        StructType schema = staged.schema().add(ChangeSet.OP, DataTypes.StringType);
        HeldRows rows = new HeldRows(schema, changes.changed);
        return new ChangeSet(rows.dataset(session), changes.counts[0], changes.counts[1], changes.counts[2], () -> {});
    }

    /** @throws LakeWriteException when a key stands twice or holds a null */
    static void checkKeys(LakeTable table, HeldRows staged, SparkSession session) {
        int[] grain = staged.ordinals(table.grain());
        Set<List<Object>> seen = new HashSet<>();
        for (InternalRow row : staged.rows()) {
            List<Object> key = staged.values(row, grain);
            if (key.contains(null) || !seen.add(key)) {
                ChangeSet.checkKeys(table, staged.dataset(session)); // names the rows in words
                throw new IllegalStateException("Keys of " + table.name() + " differ between two ways of comparing");
            }
        }
    }

    private void compare(HeldRows target) {
        int[] grain = target.ordinals(table.grain());
        int hash = target.schema().fieldIndex(LakeTable.ROW_HASH);
        Map<List<Object>, Object> stored = new HashMap<>();
        target.rows().forEach(r -> stored.put(target.values(r, grain), target.value(r, hash)));
        int[] stagedGrain = staged.ordinals(table.grain());
        int stagedHash = staged.schema().fieldIndex(LakeTable.ROW_HASH);
        for (InternalRow row : staged.rows()) {
            Object former = stored.remove(staged.values(row, stagedGrain));
            if (former == null) {
                add(row, "I");
            } else if (!former.equals(staged.value(row, stagedHash))) {
                add(row, "U");
            }
        }
        stored.keySet().forEach(this::gone);
    }

    private void add(InternalRow row, String op) {
        int n = staged.schema().size();
        @Nullable Object[] values = new Object[n + 1];
        for (int i = 0; i < n; i++) {
            values[i] = row.isNullAt(i) ? null : staged.value(row, i);
        }
        changed(values, op);
    }

    /** Of a row that is gone only the key is known, and no more is needed. */
    private void gone(List<Object> key) {
        @Nullable Object[] values = new Object[staged.schema().size() + 1];
        int[] grain = staged.ordinals(table.grain());
        for (int i = 0; i < grain.length; i++) {
            values[grain[i]] = key.get(i);
        }
        changed(values, "D");
    }

    private void changed(@Nullable Object[] values, String op) {
        values[values.length - 1] = UTF8String.fromString(op);
        changed.add(new GenericInternalRow(values));
        counts["IUD".indexOf(op)]++;
    }
}
