package io.tallyhouse.lake.tabletest;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.jspecify.annotations.Nullable;

/** Values of cases in the Java types of Spark rows. */
final class CellValues {
    /** Doubles that differ by less than this share are one value: sums of doubles depend on their order. */
    private static final double TOLERANCE = 1e-9;

    private CellValues() {}

    /** @throws IllegalArgumentException saying what was expected */
    static Object parse(String text, DataType type) {
        try {
            return parsed(text, type);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Expected " + type.simpleString() + ", found \"" + text + "\"", e);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "Expected " + type.simpleString() + ", found \"" + text + "\" with more digits", e);
        } catch (DateTimeException e) {
            String example = type.equals(DataTypes.DateType)
                    ? "a date such as 2026-03-31"
                    : "a time with offset such as 2026-03-31T02:00Z";
            throw new IllegalArgumentException("Expected " + example + ", found \"" + text + "\"", e);
        }
    }

    private static Object parsed(String text, DataType type) {
        if (type.equals(DataTypes.StringType)) {
            return text;
        }
        if (type.equals(DataTypes.LongType)) {
            return Long.valueOf(text);
        }
        if (type.equals(DataTypes.IntegerType)) {
            return Integer.valueOf(text);
        }
        if (type.equals(DataTypes.DoubleType)) {
            return Double.valueOf(text);
        }
        if (type.equals(DataTypes.TimestampType)) {
            return OffsetDateTime.parse(text).toInstant();
        }
        if (type.equals(DataTypes.DateType)) {
            return LocalDate.parse(text);
        }
        if (type instanceof DecimalType decimal) {
            BigDecimal value = new BigDecimal(text).setScale(decimal.scale());
            if (value.precision() > decimal.precision()) {
                throw new ArithmeticException("precision");
            }
            return value;
        }
        if (type.equals(DataTypes.BooleanType) && (text.equals("true") || text.equals("false"))) {
            return text.equals("true");
        }
        throw new IllegalArgumentException("Expected " + type.simpleString() + ", found \"" + text + "\"");
    }

    static boolean same(@Nullable Object expected, @Nullable Object actual) {
        if (expected instanceof Double a && actual instanceof Double b) {
            return a.equals(b) || Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
        }
        return Objects.equals(expected, actual);
    }

    static String text(@Nullable Object value) {
        if (value instanceof Instant instant) {
            return instant.toString();
        }
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : String.valueOf(value);
    }
}
