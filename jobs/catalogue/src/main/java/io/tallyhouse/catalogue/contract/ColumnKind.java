package io.tallyhouse.catalogue.contract;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The type of a delivered column.
 *
 * @param base what a parser has to read
 * @param precision digits of a decimal, 0 for others
 * @param scale digits after the point of a decimal, 0 for others
 */
public record ColumnKind(Base base, int precision, int scale) {
    private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d+),\\s*(\\d+)\\)");

    /** What a parser has to read, and the Java type of the value it gives. */
    public enum Base {
        /** {@link String} */
        STRING,
        /** {@link Long} */
        LONG,
        /** {@link Double} */
        DOUBLE,
        /** {@link Boolean} */
        BOOLEAN,
        /** {@link java.time.Instant} */
        TIMESTAMP,
        /** {@link java.time.LocalDate} */
        DATE,
        /** {@link java.math.BigDecimal} of the column's scale */
        DECIMAL,
        /** {@link Long} seconds, delivered as a date counted from 1970-01-01 00:00:00 */
        DURATION,
        /** {@link String}: the id behind a {@code {link, value}} reference */
        REFERENCE,
        /** {@link String}: canonical JSON of a nested value */
        JSON
    }

    /** @throws IllegalArgumentException when the text names no type */
    public static ColumnKind parse(String text) {
        Matcher decimal = DECIMAL.matcher(text);
        if (decimal.matches()) {
            return new ColumnKind(Base.DECIMAL, Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)));
        }
        for (Base base : Base.values()) {
            if (base != Base.DECIMAL && base.name().equalsIgnoreCase(text)) {
                return new ColumnKind(base, 0, 0);
            }
        }
        throw new IllegalArgumentException("Unknown type \"" + text
                + "\"; valid: string, long, double, boolean, timestamp, date, decimal(p,s), duration, reference, json");
    }

    /** The SQL type of the bronze column. */
    public String sqlType() {
        return switch (base) {
            case STRING, REFERENCE, JSON -> "string";
            case LONG, DURATION -> "bigint";
            case DOUBLE -> "double";
            case BOOLEAN -> "boolean";
            case TIMESTAMP -> "timestamp";
            case DATE -> "date";
            case DECIMAL -> "decimal(" + precision + "," + scale + ")";
        };
    }
}
