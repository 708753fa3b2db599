package io.tallyhouse.lake.table;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyhouse.catalogue.model.TableColumn;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What the log tells of a file, so that readers can pass over it: its rows, and the least and greatest whole numbers and dates. Personal
 * columns are left out: what the log says of them would survive there after the rows are gone.
 */
final class FileStatistics {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StructType schema;
    private final List<String> columns;

    FileStatistics(LakeTable table, StructType schema) {
        this.schema = schema;
        this.columns = table.columns().stream()
                .filter(c -> !c.personal())
                .map(TableColumn::name)
                .filter(c -> ordered(type(c)))
                .toList();
    }

    private DataType type(String column) {
        return schema.apply(column).dataType();
    }

    private static boolean ordered(DataType type) {
        return type.equals(DataTypes.LongType) || type.equals(DataTypes.IntegerType) || type.equals(DataTypes.DateType);
    }

    ObjectNode of(List<InternalRow> rows) {
        ObjectNode statistics = JSON.createObjectNode().put("numRecords", rows.size());
        ObjectNode least = statistics.putObject("minValues");
        ObjectNode greatest = statistics.putObject("maxValues");
        ObjectNode nulls = statistics.putObject("nullCount");
        for (String column : columns) {
            int ordinal = schema.fieldIndex(column);
            boolean isLong = type(column).equals(DataTypes.LongType);
            long min = Long.MAX_VALUE;
            long max = Long.MIN_VALUE;
            int absent = 0;
            for (InternalRow row : rows) {
                if (row.isNullAt(ordinal)) {
                    absent++;
                } else {
                    long value = isLong ? row.getLong(ordinal) : row.getInt(ordinal);
                    min = Math.min(min, value);
                    max = Math.max(max, value);
                }
            }
            nulls.put(column, absent);
            if (absent < rows.size()) {
                put(least, column, min);
                put(greatest, column, max);
            }
        }
        return statistics;
    }

    private void put(ObjectNode values, String column, long value) {
        if (type(column).equals(DataTypes.DateType)) {
            values.put(column, LocalDate.ofEpochDay(value).toString());
        } else {
            values.put(column, value);
        }
    }
}
