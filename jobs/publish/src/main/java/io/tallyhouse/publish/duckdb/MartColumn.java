package io.tallyhouse.publish.duckdb;

import org.jspecify.annotations.Nullable;

/**
 * A column of the published marts, as the file itself describes it.
 *
 * @param table its table
 * @param tableSentence what a row of the table is
 * @param rows number of rows in the table
 * @param name of the column
 * @param type DuckDB's type
 * @param nullable whether it may be null
 * @param sentence what it means
 */
public record MartColumn(
        String table,
        @Nullable String tableSentence,
        long rows,
        String name,
        String type,
        boolean nullable,
        @Nullable String sentence) {}
