/** Cases of tables: rows given to a model's query or engine, and the rows expected of it, run through Spark without a warehouse. */
@NullMarked
package io.tallyhouse.lake.tabletest;

import org.jspecify.annotations.NullMarked;
