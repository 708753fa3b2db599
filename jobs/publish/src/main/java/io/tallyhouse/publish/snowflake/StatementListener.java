package io.tallyhouse.publish.snowflake;

/** Hears of every table as it is written inside the open transaction, before anybody else can see it. */
@FunctionalInterface
public interface StatementListener {
    /**
     * @param table name in the sink
     * @param rows written
     */
    void written(String table, long rows);
}
