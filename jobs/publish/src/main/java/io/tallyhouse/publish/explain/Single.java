package io.tallyhouse.publish.explain;

import io.tallyhouse.publish.duckdb.RowSink;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Takes rows without caring for their columns. */
record Single(Consumer<List<@Nullable Object>> taker) implements RowSink {
    /** The first column of each row, a number. */
    static Single number(LongConsumer taker) {
        return new Single(row -> taker.accept(Units.exact(row.get(0)).longValueExact()));
    }

    @Override
    public void columns(List<Column> columns) {}

    @Override
    public void row(List<@Nullable Object> values) {
        taker.accept(values);
    }
}
