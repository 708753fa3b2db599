package io.tallyhouse.lake.run;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Computes a table that SQL cannot say. */
@FunctionalInterface
public interface TableEngine {
    /** Returns the model's columns; for a by_key model at least the affected keys, others are ignored */
    Dataset<Row> compute(EngineContext context);
}
