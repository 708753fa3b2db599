/** Append-only journals and the lock of a warehouse, in plain Java. */
@NullMarked
package io.tallyhouse.lake.journal;

import org.jspecify.annotations.NullMarked;
