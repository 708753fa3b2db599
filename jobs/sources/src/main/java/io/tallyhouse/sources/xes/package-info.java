/** Process-mining event logs in XES, one record per event. */
@NullMarked
package io.tallyhouse.sources.xes;

import org.jspecify.annotations.NullMarked;
