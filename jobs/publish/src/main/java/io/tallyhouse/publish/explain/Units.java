package io.tallyhouse.publish.explain;

import io.tallyhouse.publish.duckdb.RowSink;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds up units one by one, exactly, and keeps the first of them. */
final class Units implements RowSink {
    /** Decimal places to which a floating numerator is taken before it is added: those of {@code kpi_current}. */
    private static final int PLACES = 12;

    private final int keep;
    private final boolean ratio;
    private final List<List<@Nullable Object>> first = new ArrayList<>();
    private List<Column> columns = List.of();
    private BigDecimal numerator = BigDecimal.ZERO;
    private BigDecimal denominator = BigDecimal.ZERO;
    private long count;
    private long missing;
    private boolean caveat;

    /**
     * @param keep how many to keep
     * @param ratio whether there is a denominator
     */
    Units(int keep, boolean ratio) {
        this.keep = keep;
        this.ratio = ratio;
    }

    @Override
    public void columns(List<Column> found) {
        columns = found.subList(0, found.size() - (ratio ? 1 : 2));
    }

    @Override
    public void row(List<@Nullable Object> values) {
        int last = values.size() - 1;
        count++;
        Object above = values.get(last - 2);
        missing += above == null ? 1 : 0;
        numerator = numerator.add(exact(above));
        denominator = denominator.add(exact(values.get(last - 1)));
        caveat |= Boolean.TRUE.equals(values.get(last));
        if (first.size() < keep) {
            first.add(new ArrayList<>(values.subList(0, columns.size())));
        }
    }

    /** Nothing adds nothing. A double is added in its shortest decimal notation, to {@value #PLACES} places. */
    static BigDecimal exact(@Nullable Object value) {
        if (value == null) {
            return BigDecimal.ZERO;
        }
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        if (value instanceof BigInteger whole) {
            return new BigDecimal(whole);
        }
        if (value instanceof Double floating) {
            return new BigDecimal(Double.toString(floating)).setScale(PLACES, RoundingMode.HALF_UP);
        }
        if (value instanceof Number whole) {
            return BigDecimal.valueOf(whole.longValue());
        }
        throw new IllegalStateException("Cannot add \"" + value + "\": it is not a number");
    }

    List<Column> columns() {
        return columns;
    }

    List<List<@Nullable Object>> first() {
        return first;
    }

    BigDecimal numerator() {
        return numerator;
    }

    @Nullable
    BigDecimal denominator() {
        return ratio ? denominator : null;
    }

    long count() {
        return count;
    }

    /** Units whose numerator is not known. */
    long missing() {
        return missing;
    }

    boolean caveat() {
        return caveat;
    }
}
