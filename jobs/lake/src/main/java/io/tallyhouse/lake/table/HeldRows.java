package io.tallyhouse.lake.table;

import io.tallyhouse.lake.log.ActiveFile;
import io.tallyhouse.lake.log.DeltaLogs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.types.DataTypeUtils;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SQLExecution$;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.collection.JavaConverters;
import scala.runtime.AbstractFunction0;

/**
 * The rows of a small table, held by the driver in Spark's own binary form. Most tables of a night are small, and for those comparing
 * in memory takes milliseconds where planning a cache, a window and a join takes seconds.
 *
 * @param schema shape of each row
 * @param rows values in Spark's internal form
 */
public record HeldRows(StructType schema, List<InternalRow> rows) {
    public HeldRows {
        schema = schema.asNullable(); // of a row that is gone only the key is known
    }

    /** Some hundred megabytes at most; two models compute at a time. */
    public static final int LIMIT = 150_000;

    /** Runs the query. Empty when it gives more rows than the limit. */
    public static Optional<HeldRows> of(Dataset<Row> query) {
        if (query.queryExecution().optimizedPlan()
                instanceof LocalRelation local) { // computed here, or by the optimizer
            List<InternalRow> rows = JavaConverters.seqAsJavaList(local.data());
            return rows.size() > LIMIT ? Optional.empty() : Optional.of(new HeldRows(query.schema(), rows));
        }
        QueryExecution execution = query.limit(LIMIT + 1).queryExecution();
        InternalRow[] rows = SQLExecution$.MODULE$.withNewExecutionId(
                execution, Option.apply("hold rows"), new AbstractFunction0<InternalRow[]>() {
                    @Override
                    public InternalRow[] apply() {
                        return execution.executedPlan().executeCollect();
                    }
                });
        return rows.length > LIMIT
                ? Optional.empty()
                : Optional.of(new HeldRows(query.schema(), new ArrayList<>(Arrays.asList(rows))));
    }

    /**
     * Some columns of a table as it is stored; no rows where there is no table, null in a column that it does not have yet.
     *
     * @return empty when it holds more rows than the limit, or the log does not tell how many
     */
    public static Optional<HeldRows> stored(SparkSession session, LakeTable table, List<String> columns) {
        List<ActiveFile> files = DeltaLogs.active(table.path());
        if (!fit(files)) {
            return Optional.empty();
        }
        StructType schema = new StructType();
        StructType declared = StagedRows.schema(table);
        for (String column : columns) {
            schema = schema.add(declared.apply(column));
        }
        List<InternalRow> rows = new ArrayList<>();
        new ParquetRows(session, schema)
                .read(files.stream().map(ActiveFile::path).toList())
                .forEach(rows::addAll);
        return Optional.of(new HeldRows(schema, rows));
    }

    /** Whether the log tells how many rows are in some files, and they are not too many. */
    static boolean fit(List<ActiveFile> files) {
        return files.stream().noneMatch(f -> f.rows() == ActiveFile.UNKNOWN)
                && files.stream().mapToLong(ActiveFile::rows).sum() <= LIMIT;
    }

    /** The rows for a query. */
    public Dataset<Row> dataset(SparkSession session) {
        List<Attribute> attributes = new ArrayList<>(JavaConverters.seqAsJavaList(DataTypeUtils.toAttributes(schema)));
        return Dataset.ofRows(
                session,
                new LocalRelation(JavaConverters.asScalaBuffer(attributes), JavaConverters.asScalaBuffer(rows), false));
    }

    /** Values of some columns of a row, comparable with {@code equals}; null values stay null. */
    public List<@Nullable Object> values(InternalRow row, int[] ordinals) {
        @Nullable Object[] values = new Object[ordinals.length];
        for (int i = 0; i < ordinals.length; i++) {
            values[i] = value(row, ordinals[i]);
        }
        return Arrays.asList(values);
    }

    /** All values of a row. */
    @Nullable
    Object[] values(InternalRow row) {
        @Nullable Object[] values = new Object[schema.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(row, i);
        }
        return values;
    }

    private @Nullable Object value(InternalRow row, int ordinal) {
        return row.isNullAt(ordinal)
                ? null
                : row.get(ordinal, schema.apply(ordinal).dataType());
    }

    /** In the order of some columns, which hold no nulls: neighbours in a file then change together more often. */
    HeldRows sorted(List<String> columns) {
        int[] ordinals = ordinals(columns);
        List<InternalRow> sorted = new ArrayList<>(rows);
        sorted.sort((a, b) -> compare(a, b, ordinals));
        return new HeldRows(schema, sorted);
    }

    @SuppressWarnings("unchecked") // Spark's own values of one column
    private int compare(InternalRow a, InternalRow b, int[] ordinals) {
        for (int ordinal : ordinals) {
            int order = ((Comparable<Object>) Objects.requireNonNull(value(a, ordinal)))
                    .compareTo(Objects.requireNonNull(value(b, ordinal)));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** Places of columns. */
    public int[] ordinals(List<String> columns) {
        return columns.stream().mapToInt(schema::fieldIndex).toArray();
    }
}
