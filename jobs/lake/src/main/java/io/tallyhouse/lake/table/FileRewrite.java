package io.tallyhouse.lake.table;

import io.tallyhouse.lake.log.ActiveFile;
import io.tallyhouse.lake.log.DeltaLogs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Replaces the files that hold changed rows, with a change feed, in one Delta transaction. It writes what a merge writes; a merge has to
 * find the files and match the rows by queries, while here both are known already.
 */
final class FileRewrite {
    private static final InternalRow INSERT = type("insert");
    private static final InternalRow BEFORE = type("update_preimage");
    private static final InternalRow AFTER = type("update_postimage");
    private static final InternalRow DELETE = type("delete");

    private final LakeTable table;
    private final StructType schema;
    private final List<HeldChanges.Change> changes;
    private final Map<List<Object>, HeldChanges.Change> known = new HashMap<>();
    private final List<InternalRow> rows = new ArrayList<>();
    private final List<InternalRow> feed = new ArrayList<>();

    private FileRewrite(LakeTable table, HeldChanges changes) {
        this.table = table;
        this.schema = TableReader.storedSchema(table);
        this.changes = changes.changes();
        this.changes.stream().filter(c -> !c.op().equals("I")).forEach(c -> known.put(c.key(), c));
    }

    /** Writes and commits. */
    static void commit(SparkSession session, LakeTable table, HeldChanges changes) {
        List<ActiveFile> files = DeltaLogs.active(table.path());
        Set<String> names = new HashSet<>(changes.files());
        if (changes.count("I") > 0) {
            smallest(files).ifPresent(f -> names.add(name(f.path())));
        }
        FileRewrite rewrite = new FileRewrite(table, changes);
        List<Path> touched = files.stream()
                .map(ActiveFile::path)
                .filter(p -> names.contains(name(p)))
                .toList();
        new ParquetRows(session, rewrite.schema).read(touched).forEach(rewrite::replace);
        rewrite.insert();
        new FileCommit(session, table)
                .remove(names)
                .add(new HeldRows(rewrite.schema, rewrite.rows))
                .feed(new HeldRows(rewrite.schema.add(TableReader.CHANGE_TYPE, DataTypes.StringType), rewrite.feed))
                .commitMerge();
    }

    /** New rows fill a file up, else every night would leave a small one. */
    private static Optional<ActiveFile> smallest(List<ActiveFile> files) {
        return files.stream()
                .filter(f -> f.rows() < FileCommit.FILE_ROWS)
                .min(Comparator.comparing(ActiveFile::rows).thenComparing(ActiveFile::path));
    }

    private void replace(List<InternalRow> touched) {
        HeldRows held = new HeldRows(schema, touched);
        int[] grain = held.ordinals(table.grain());
        for (InternalRow stored : touched) {
            HeldChanges.Change change = known.isEmpty() ? null : known.get(held.values(stored, grain));
            if (change == null) {
                rows.add(stored);
            } else if (change.op().equals("D")) {
                feed.add(new JoinedRow(stored, DELETE));
            } else {
                InternalRow now = new GenericInternalRow(change.values());
                rows.add(now);
                feed.add(new JoinedRow(stored, BEFORE));
                feed.add(new JoinedRow(now, AFTER));
            }
        }
    }

    private void insert() {
        for (HeldChanges.Change change : changes) {
            if (change.op().equals("I")) {
                InternalRow now = new GenericInternalRow(change.values());
                rows.add(now);
                feed.add(new JoinedRow(now, INSERT));
            }
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static InternalRow type(String changeType) {
        return new GenericInternalRow(new Object[] {UTF8String.fromString(changeType)});
    }
}
