package io.tallyhouse.lake.table;

import io.tallyhouse.catalogue.model.TableColumn;
import io.tallyhouse.catalogue.yaml.NearestName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructType;
import scala.Option;

/** Rows brought into the declared shape: columns by name, in declared order, with declared types and sentences. */
public final class StagedRows {
    private StagedRows() {}

    /** The declared columns as a Spark schema. */
    public static StructType schema(LakeTable table) {
        StructType schema = new StructType();
        for (TableColumn column : table.columns()) {
            schema = schema.add(column.name(), type(column), true, sentence(column));
        }
        return schema;
    }

    public static DataType type(TableColumn column) {
        return DataType.fromDDL(column.type());
    }

    /**
     * Casts fail on values that do not fit, they never give null silently.
     *
     * @throws LakeWriteException when columns are missing or undeclared
     */
    public static Dataset<Row> shape(LakeTable table, Dataset<Row> rows) {
        checkNames(table, Arrays.asList(rows.columns()));
        Column[] columns = table.columns().stream()
                .map(c -> cast(functions.col(quoted(c.name())), type(c)).as(c.name(), sentence(c)))
                .toArray(Column[]::new);
        return rows.select(columns);
    }

    /** Shaped rows with {@link LakeTable#ROW_HASH}. */
    static Dataset<Row> hashed(LakeTable table, Dataset<Row> rows) {
        return shape(table, rows).withColumn(LakeTable.ROW_HASH, RowHash.of(table));
    }

    /** A cast that throws when a value does not fit. */
    public static Column cast(Column column, DataType type) {
        return new Column(new Cast(column.expr(), type, Option.apply("UTC"), EvalMode.ANSI()));
    }

    static String quoted(String name) {
        return "`" + name + "`";
    }

    private static Metadata sentence(TableColumn column) {
        return new MetadataBuilder().putString("comment", column.sentence()).build();
    }

    private static void checkNames(LakeTable table, List<String> found) {
        List<String> declared = table.columnNames();
        List<String> problems = new ArrayList<>();
        for (String name : new TreeSet<>(declared)) {
            if (!found.contains(name)) {
                problems.add("missing " + name
                        + NearestName.of(name, found)
                                .map(n -> " (found " + n + ")")
                                .orElse(""));
            }
        }
        for (String name : found) {
            if (!declared.contains(name)) {
                problems.add("not declared: " + name
                        + NearestName.of(name, declared)
                                .map(n -> " (declared is " + n + ")")
                                .orElse(""));
            }
        }
        if (found.stream().map(n -> n.toLowerCase(Locale.ROOT)).distinct().count() < found.size()) {
            problems.add("a name stands twice: " + found);
        }
        if (!problems.isEmpty()) {
            throw LakeWriteException.columns(table, problems);
        }
    }
}
