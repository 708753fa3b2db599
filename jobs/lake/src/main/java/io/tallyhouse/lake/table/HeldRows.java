package io.tallyhouse.lake.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
record HeldRows(StructType schema, List<InternalRow> rows) {
    HeldRows {
        schema = schema.asNullable(); // of a row that is gone only the key is known
    }

    /** Some hundred megabytes at most; two models compute at a time. */
    static final int LIMIT = 150_000;

    /** Runs the query. Empty when it gives more rows than the limit. */
    static Optional<HeldRows> of(Dataset<Row> query) {
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

    Dataset<Row> dataset(SparkSession session) {
        List<Attribute> attributes = new ArrayList<>(JavaConverters.seqAsJavaList(DataTypeUtils.toAttributes(schema)));
        return Dataset.ofRows(
                session,
                new LocalRelation(JavaConverters.asScalaBuffer(attributes), JavaConverters.asScalaBuffer(rows), false));
    }

    /** Values of some columns of a row, comparable with {@code equals}; null values stay null. */
    List<Object> values(InternalRow row, int[] ordinals) {
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

    int[] ordinals(List<String> columns) {
        return columns.stream().mapToInt(schema::fieldIndex).toArray();
    }
}
