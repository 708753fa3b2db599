/** Optimal alignments of traces with a process model, the deviations and the fitness that follow from them. */
@NullMarked
package io.tallyhouse.mining.align;

import org.jspecify.annotations.NullMarked;
