/** Writes the simulated organisation as the files that its source systems would deliver, day by day and with their faults. */
@NullMarked
package io.tallyhouse.sample.delivery;

import org.jspecify.annotations.NullMarked;
