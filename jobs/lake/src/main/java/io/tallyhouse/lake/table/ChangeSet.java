package io.tallyhouse.lake.table;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.storage.StorageLevel;

/**
 * The rows that differ between new rows and a table, found in one pass by a full outer join on the grain; the same pass counts the rows
 * of each key.
 *
 * @param rows declared columns, row hash and {@code _op}: I new, U different, D gone
 * @param close frees what was kept for reading {@code rows} more than once
 */
record ChangeSet(Dataset<Row> rows, long inserted, long updated, long deleted, Runnable close) {
    static final String OP = "_op";
    /** Up to so many changed rows are held by the driver, which makes the merge's source fixed and fast. */
    static final int COLLECTED = 50_000;

    private static final String COPIES = "_copies";
    private static final String BAD = "_bad";
    private static final String TARGET = "_target_";

    boolean isEmpty() {
        return inserted + updated + deleted == 0;
    }

    /**
     * @param staged rows with row hash
     * @param target grain columns and row hash of the table's rows in scope
     */
    static ChangeSet of(LakeTable table, Dataset<Row> staged, Dataset<Row> target) {
        Dataset<Row> diff = diff(table, staged, target);
        List<Row> rows = diff.limit(COLLECTED + 1).collectAsList();
        if (rows.size() <= COLLECTED) {
            Dataset<Row> local = staged.sparkSession().createDataFrame(rows, diff.schema());
            return counted(table, local, rows, () -> {});
        }
        diff.persist(StorageLevel.MEMORY_AND_DISK());
        List<Row> bad = diff.where(col(BAD)).limit(COLLECTED).collectAsList();
        refuseBadKeys(table, bad);
        Row counts = diff.agg(tally("I"), tally("U"), tally("D")).head();
        return new ChangeSet(
                diff.drop(BAD, COPIES), counts.getLong(0), counts.getLong(1), counts.getLong(2), diff::unpersist);
    }

    private static ChangeSet counted(LakeTable table, Dataset<Row> local, List<Row> rows, Runnable close) {
        refuseBadKeys(
                table,
                rows.stream().filter(r -> r.getBoolean(r.fieldIndex(BAD))).toList());
        long[] n = new long[3];
        for (Row row : rows) {
            n["IUD".indexOf(row.getString(row.fieldIndex(OP)))]++;
        }
        return new ChangeSet(local.drop(BAD, COPIES), n[0], n[1], n[2], close);
    }

    private static Dataset<Row> diff(LakeTable table, Dataset<Row> staged, Dataset<Row> target) {
        Column[] grain =
                table.grain().stream().map(k -> col(StagedRows.quoted(k))).toArray(Column[]::new);
        Dataset<Row> s = staged.withColumn(COPIES, count(lit(1)).over(Window.partitionBy(grain)));
        List<Column> renamed = new ArrayList<>();
        for (String key : table.grain()) {
            renamed.add(col(StagedRows.quoted(key)).as(TARGET + key));
        }
        renamed.add(col(LakeTable.ROW_HASH).as(TARGET + LakeTable.ROW_HASH));
        Dataset<Row> t = target.select(renamed.toArray(Column[]::new));
        Column on = table.grain().stream()
                .map(k -> col(StagedRows.quoted(k)).equalTo(col(StagedRows.quoted(TARGET + k))))
                .reduce(Column::and)
                .orElseThrow();
        Column gone = col(LakeTable.ROW_HASH).isNull();
        Column fresh = col(TARGET + LakeTable.ROW_HASH).isNull();
        Column same = col(LakeTable.ROW_HASH).eqNullSafe(col(TARGET + LakeTable.ROW_HASH));
        Column bad =
                coalesce(col(COPIES).gt(1), lit(false)).or(gone.unary_$bang().and(anyNull(table)));
        List<Column> columns = new ArrayList<>();
        for (String name : table.columnNames()) {
            Column own = col(StagedRows.quoted(name));
            columns.add(
                    table.grain().contains(name)
                            ? coalesce(own, col(StagedRows.quoted(TARGET + name)))
                                    .as(name)
                            : own);
        }
        columns.add(col(LakeTable.ROW_HASH));
        columns.add(when(gone, "D").when(fresh, "I").otherwise("U").as(OP));
        columns.add(bad.as(BAD));
        columns.add(col(COPIES));
        return s.join(t, on, "full_outer").where(same.unary_$bang().or(bad)).select(columns.toArray(Column[]::new));
    }

    private static Column anyNull(LakeTable table) {
        return table.grain().stream()
                .map(k -> col(StagedRows.quoted(k)).isNull())
                .reduce(Column::or)
                .orElseThrow();
    }

    private static Column tally(String op) {
        return coalesce(sum(when(col(OP).equalTo(op), 1L).otherwise(0L)), lit(0L));
    }

    /** For a table that does not exist yet: the same check without a comparison. */
    static void checkKeys(LakeTable table, Dataset<Row> staged) {
        Column[] grain =
                table.grain().stream().map(k -> col(StagedRows.quoted(k))).toArray(Column[]::new);
        List<Row> bad = staged.groupBy(grain)
                .agg(count(lit(1)).as(COPIES))
                .where(col(COPIES).gt(1).or(anyNull(table)))
                .limit(COLLECTED)
                .collectAsList();
        refuseBadKeys(table, bad);
    }

    private static void refuseBadKeys(LakeTable table, List<Row> bad) {
        if (bad.isEmpty()) {
            return;
        }
        List<String> nulls = bad.stream()
                .filter(r -> table.grain().stream().anyMatch(k -> r.isNullAt(r.fieldIndex(k))))
                .map(r -> key(table, r))
                .distinct()
                .sorted()
                .limit(3)
                .toList();
        if (!nulls.isEmpty()) {
            throw LakeWriteException.keys(table, "a null", nulls);
        }
        List<String> twice = bad.stream()
                .map(r -> key(table, r) + " (" + r.getLong(r.fieldIndex(COPIES)) + " rows)")
                .distinct()
                .sorted()
                .limit(3)
                .toList();
        throw LakeWriteException.keys(table, "a key that stands more than once", twice);
    }

    private static String key(LakeTable table, Row row) {
        return table.grain().stream()
                .map(k -> k + "=" + row.get(row.fieldIndex(k)))
                .collect(Collectors.joining(", "));
    }
}
