package io.tallyhouse.lake.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** The rows that differ between new rows and a table, both held in memory: the same answer as {@link ChangeSet#of}. */
final class HeldChanges {
    private final StructType schema;
    private final List<Change> changes = new ArrayList<>();
    private final Set<String> files = new HashSet<>();

    private HeldChanges(StructType schema) {
        this.schema = schema;
    }

    /**
     * One row that differs.
     *
     * @param op I new, U different, D gone
     * @param values declared columns and row hash in Spark's internal form; of a row that is gone only the key
     */
    record Change(String op, List<Object> key, @Nullable Object[] values) {}

    /**
     * Compares by key and row hash.
     *
     * @param staged rows with row hash
     * @param target the table's rows in scope: grain columns, row hash, {@link TableReader#FILE}
     * @throws LakeWriteException when a key stands twice or holds a null
     */
    static HeldChanges of(LakeTable table, HeldRows staged, HeldRows target, SparkSession session) {
        checkKeys(table, staged, session);
        HeldChanges changes = new HeldChanges(staged.schema());
        changes.compare(staged, staged.ordinals(table.grain()), target, target.ordinals(table.grain()));
        return changes;
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

    private void compare(HeldRows staged, int[] stagedGrain, HeldRows target, int[] targetGrain) {
        int targetHash = target.schema().fieldIndex(LakeTable.ROW_HASH);
        int file = target.schema().fieldIndex(TableReader.FILE);
        Map<List<Object>, InternalRow> stored = new HashMap<>();
        target.rows().forEach(r -> stored.put(target.values(r, targetGrain), r));
        int stagedHash = staged.schema().fieldIndex(LakeTable.ROW_HASH);
        for (InternalRow row : staged.rows()) {
            List<Object> key = staged.values(row, stagedGrain);
            InternalRow former = stored.remove(key);
            if (former == null) {
                changes.add(new Change("I", key, staged.values(row)));
            } else if (former.getLong(targetHash) != row.getLong(stagedHash)) {
                changes.add(new Change("U", key, staged.values(row)));
                files.add(former.getString(file));
            }
        }
        stored.forEach((key, row) -> {
            @Nullable Object[] values = new Object[schema.size()];
            for (int i = 0; i < stagedGrain.length; i++) {
                values[stagedGrain[i]] = key.get(i);
            }
            changes.add(new Change("D", key, values));
            files.add(row.getString(file));
        });
    }

    List<Change> changes() {
        return changes;
    }

    /** Names of the table's files that hold rows which change or go. */
    Set<String> files() {
        return files;
    }

    /** How many rows came (I), differ (U) or went (D). */
    long count(String op) {
        return changes.stream().filter(c -> c.op().equals(op)).count();
    }
}
