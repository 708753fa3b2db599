/** Frozen baselines: what a function's work looked like before it went live, signed by two people. */
@NullMarked
package io.tallyhouse.stages.baseline;

import org.jspecify.annotations.NullMarked;
