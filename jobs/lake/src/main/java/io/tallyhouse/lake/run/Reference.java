package io.tallyhouse.lake.run;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A small table that comes from the configuration instead of the lake. */
public interface Reference {
    Dataset<Row> rows(SparkSession session);

    /** Changes whenever the rows change; part of the fingerprint of every model that reads it. Called without Spark. */
    String contentHash();
}
