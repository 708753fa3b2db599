/** The one door through which tables are written, and what a table is. */
@NullMarked
package io.tallyhouse.lake.table;

import org.jspecify.annotations.NullMarked;
