/** Event logs in XES, read as a stream of traces and events. */
@NullMarked
package io.tallyhouse.mining.log;

import org.jspecify.annotations.NullMarked;
