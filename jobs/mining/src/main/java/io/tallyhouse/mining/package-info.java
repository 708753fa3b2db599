/** Event logs, process models and their alignment, in plain Java. */
@NullMarked
package io.tallyhouse.mining;

import org.jspecify.annotations.NullMarked;
