package io.tallyhouse.publish.explain;

import io.tallyhouse.publish.duckdb.RowSink;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the median of units that come in the order of their numerators, those without one last, and hands them on. */
final class Middle implements RowSink {
    private final Units units;
    private final long values;
    private BigDecimal lower = BigDecimal.ZERO;
    private BigDecimal upper = BigDecimal.ZERO;
    private long place;

    /** @param values how many have a numerator */
    Middle(Units units, long values) {
        this.units = units;
        this.values = values;
    }

    @Override
    public void columns(List<Column> columns) {
        units.columns(columns);
    }

    @Override
    public void row(List<@Nullable Object> row) {
        units.row(row);
        place++;
        Object numerator = row.get(row.size() - 3);
        if (place == (values + 1) / 2) {
            lower = Units.exact(numerator);
        }
        if (place == values / 2 + 1) {
            upper = Units.exact(numerator);
        }
    }

    /** With an even number of values the mean of the middle two; null without any. */
    @Nullable
    BigDecimal median() {
        return values == 0 ? null : lower.add(upper).divide(BigDecimal.valueOf(2));
    }
}
