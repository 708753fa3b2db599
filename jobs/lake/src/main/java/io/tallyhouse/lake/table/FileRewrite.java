package io.tallyhouse.lake.table;

import io.tallyhouse.lake.log.DeltaLogs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.Action$;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * Replaces the files that hold changed rows, with the change feed's files, in one Delta transaction. It writes what a merge writes; a
 * merge has to find the files and match the rows by queries, while here both are known already.
 */
final class FileRewrite {
    private static final InternalRow TABLE = type(null);
    private static final InternalRow INSERT = type("insert");
    private static final InternalRow BEFORE = type("update_preimage");
    private static final InternalRow AFTER = type("update_postimage");
    private static final InternalRow DELETE = type("delete");

    private final HeldRows touched;
    private final Map<List<Object>, HeldChanges.Change> byKey = new HashMap<>();
    private final List<InternalRow> rows = new ArrayList<>();
    private final List<HeldChanges.Change> changes;
    private final int[] grain;

    private FileRewrite(LakeTable table, HeldRows touched, List<HeldChanges.Change> changes) {
        this.touched = touched;
        this.changes = changes;
        this.grain = touched.ordinals(table.grain());
        changes.forEach(c -> byKey.put(c.key(), c));
    }

    /**
     * Writes and commits.
     *
     * @param names files of the table that hold rows which change or go
     * @return false when those files hold too many rows to be held; then nothing was done
     */
    static boolean changes(SparkSession session, LakeTable table, List<HeldChanges.Change> changes, Set<String> names) {
        Optional<HeldRows> touched = HeldRows.of(TableReader.readFiles(session, table, names));
        if (touched.isEmpty()) {
            return false;
        }
        FileRewrite rewrite = new FileRewrite(table, touched.get(), changes);
        commit(session, table, names.isEmpty() ? rewrite.inserts() : rewrite.replacement(), names);
        return true;
    }

    /** Replaces all files of a table. The feed then tells that all rows went and all came. */
    static void whole(SparkSession session, LakeTable table, HeldRows rows) {
        Set<String> names = DeltaLogs.activeFiles(table.path()).stream()
                .map(f -> f.getFileName().toString())
                .collect(Collectors.toSet());
        commit(session, table, rows, names);
    }

    private static void commit(SparkSession session, LakeTable table, HeldRows written, Set<String> names) {
        SparkSession.setActiveSession(session); // whose settings the transaction takes, the note among them
        OptimisticTransaction transaction =
                DeltaLog.forTable(session, table.path().toString()).startTransaction(Option.empty(), Option.empty());
        List<Action> actions =
                new ArrayList<>(JavaConverters.seqAsJavaList(transaction.writeFiles(written.dataset(session))));
        for (String line : DeltaLogs.addActions(table.path(), names)) {
            AddFile file = (AddFile) Action$.MODULE$.fromJson(line);
            actions.add(file.removeWithTimestamp(file.removeWithTimestamp$default$1(), true)); // Delta's own clock
        }
        transaction.commit(JavaConverters.asScalaBuffer(actions), operation());
    }

    private static DeltaOperations.Operation operation() {
        Seq<DeltaOperations.MergePredicate> none = JavaConverters.asScalaBuffer(List.of());
        return new DeltaOperations.Merge(
                Option.empty(), Option.empty(), Option.empty(), Option.empty(), none, none, none);
    }

    /** Of a commit that only adds, the feed is the added file itself. */
    private HeldRows inserts() {
        changes.forEach(c -> rows.add(new GenericInternalRow(c.values())));
        return new HeldRows(touched.schema(), rows);
    }

    /** Rows without change type belong to the table, those with one to the feed. */
    private HeldRows replacement() {
        for (InternalRow stored : touched.rows()) {
            HeldChanges.Change change = byKey.get(touched.values(stored, grain));
            if (change == null) {
                rows.add(new JoinedRow(stored, TABLE));
            } else if (change.op().equals("D")) {
                rows.add(new JoinedRow(stored, DELETE));
            } else {
                InternalRow now = new GenericInternalRow(change.values());
                rows.add(new JoinedRow(now, TABLE));
                rows.add(new JoinedRow(stored, BEFORE));
                rows.add(new JoinedRow(now, AFTER));
            }
        }
        for (HeldChanges.Change change : changes) {
            if (change.op().equals("I")) {
                InternalRow now = new GenericInternalRow(change.values());
                rows.add(new JoinedRow(now, TABLE));
                rows.add(new JoinedRow(now, INSERT));
            }
        }
        return new HeldRows(touched.schema().add(TableReader.CHANGE_TYPE, DataTypes.StringType), rows);
    }

    private static InternalRow type(@Nullable String changeType) {
        @Nullable Object[] value = {changeType == null ? null : UTF8String.fromString(changeType)};
        return new GenericInternalRow(value);
    }
}
