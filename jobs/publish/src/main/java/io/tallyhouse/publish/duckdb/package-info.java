/** The DuckDB sink: marts.duckdb, written beside and renamed into place, and locked queries on it. */
@NullMarked
package io.tallyhouse.publish.duckdb;

import org.jspecify.annotations.NullMarked;
