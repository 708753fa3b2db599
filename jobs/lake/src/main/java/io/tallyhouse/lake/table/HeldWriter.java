package io.tallyhouse.lake.table;

import io.tallyhouse.lake.log.DeltaLogs;
import io.tallyhouse.lake.table.Scope.Keys;
import io.tallyhouse.lake.table.TableWriter.Write;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;

/** Writes a small table: new rows are in memory, stored ones are read into it, and what is written is files and a commit, no query. */
final class HeldWriter {
    private final SparkSession session;
    private final Write write;
    private final LakeTable table;

    HeldWriter(SparkSession session, Write write) {
        this.session = session;
        this.write = write;
        this.table = write.table();
    }

    /** Whether the rows stored in a table, and the keys in scope, can be held. */
    static boolean holds(LakeTable table, Scope scope) {
        if (scope instanceof Keys keys && keys.count() > HeldRows.LIMIT) {
            return false;
        }
        return table.partition().isEmpty() && HeldRows.fit(DeltaLogs.active(table.path()));
    }

    /**
     * @param staged shaped rows with row hash
     * @param fits whether the table is there with the declared columns
     */
    WriteResult write(HeldRows staged, Scope scope, boolean fits) {
        if (scope instanceof Keys keys) {
            String[] names = keys.keys().columns();
            Set<List<Object>> wanted = wanted(keys, staged, names);
            HeldRows stored = of(TableReader.heldComparable(session, table), wanted, names);
            return merge(HeldChanges.of(table, of(staged, wanted, names), stored, session), keys.count());
        }
        if (!fits) {
            HeldChanges.checkKeys(table, staged, session);
            create(staged.sorted(table.grain()));
            long n = staged.rows().size();
            return write.done(n, 0, 0, n, true);
        }
        HeldChanges changes = HeldChanges.of(table, staged, TableReader.heldComparable(session, table), session);
        return merge(changes, changes.changes().size());
    }

    /** Adds rows to a table that has their columns, or makes it. */
    WriteResult append(HeldRows rows) {
        TableWriter.noted(session, write.note(), () -> {
            FileCommit commit = new FileCommit(session, table);
            (write.before().exists() ? commit : commit.describe(rows.schema()))
                    .add(rows)
                    .commitWrite(SaveMode.Append);
        });
        long n = rows.rows().size();
        return write.done(n, 0, 0, n, true);
    }

    private void create(HeldRows rows) {
        if (write.before().exists()) { // with other columns
            TableWriter.overwrite(write, rows.dataset(session));
            return;
        }
        TableWriter.noted(
                session,
                write.note(),
                () -> new FileCommit(session, table)
                        .describe(rows.schema())
                        .add(rows)
                        .commitWrite(SaveMode.Overwrite));
    }

    private WriteResult merge(HeldChanges changes, long affected) {
        if (!changes.changes().isEmpty()) {
            TableWriter.noted(session, write.note(), () -> FileRewrite.commit(session, table, changes));
        }
        return write.done(changes.count("I"), changes.count("U"), changes.count("D"), affected, false);
    }

    /** The keys in scope, in the types of the table. */
    private Set<List<Object>> wanted(Keys keys, HeldRows staged, String[] names) {
        Column[] typed = Arrays.stream(names)
                .map(n -> functions
                        .col(StagedRows.quoted(n))
                        .cast(staged.schema().apply(n).dataType())
                        .as(n))
                .toArray(Column[]::new);
        HeldRows held = HeldRows.of(keys.keys().select(typed))
                .orElseThrow(() -> new IllegalStateException("More keys than counted in the scope of " + table.name()));
        int[] ordinals = held.ordinals(List.of(names));
        Set<List<Object>> wanted = new HashSet<>();
        held.rows().forEach(r -> wanted.add(held.values(r, ordinals)));
        return wanted;
    }

    private static HeldRows of(HeldRows rows, Set<List<Object>> wanted, String[] names) {
        int[] ordinals = rows.ordinals(List.of(names));
        List<InternalRow> found = new ArrayList<>();
        for (InternalRow row : rows.rows()) {
            if (wanted.contains(rows.values(row, ordinals))) {
                found.add(row);
            }
        }
        return new HeldRows(rows.schema(), found);
    }
}
