package io.tallyhouse.lake.table;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Which part of a table the given rows stand for: keys in it that the rows lack are deleted. */
public sealed interface Scope {
    /** The rows are the whole table. */
    record Whole() implements Scope {}

    /**
     * The rows are all that there is for some keys; rows of other keys are ignored.
     *
     * @param keys distinct combinations of grain columns, under their names
     * @param count how many
     */
    record Keys(Dataset<Row> keys, long count) implements Scope {}

    static Scope whole() {
        return new Whole();
    }
}
