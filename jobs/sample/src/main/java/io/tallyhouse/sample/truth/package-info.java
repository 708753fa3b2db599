/** Counts, from the simulation's own state, what a warehouse that reads the deliveries has to find. */
@NullMarked
package io.tallyhouse.sample.truth;

import org.jspecify.annotations.NullMarked;
