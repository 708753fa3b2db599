/** Curated marts to their sinks. */
@NullMarked
package io.tallyhouse.publish;

import org.jspecify.annotations.NullMarked;
