/** Conformance of one log and one model, from files to figures, without a warehouse. */
@NullMarked
package io.tallyhouse.mining.conformance;

import org.jspecify.annotations.NullMarked;
