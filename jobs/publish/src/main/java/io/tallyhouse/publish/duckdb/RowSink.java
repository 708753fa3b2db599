package io.tallyhouse.publish.duckdb;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the rows of a query one by one. */
public interface RowSink {
    /**
     * A column of the result.
     *
     * @param name unique in the result
     * @param type DuckDB's name of the type
     */
    record Column(String name, String type) {
        /** Whether values are numbers, which tables align to the right. */
        public boolean isNumber() {
            return type.matches("U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL.*|U?INTEGER|BIGNUM");
        }
    }

    /** Called once, before the first row. */
    void columns(List<Column> columns) throws IOException;

    /**
     * @param values one per column: null, Boolean, Number, String (dates and times as ISO texts, instants ending in Z), List, or
     *     Map of these
     */
    void row(List<@Nullable Object> values) throws IOException;
}
