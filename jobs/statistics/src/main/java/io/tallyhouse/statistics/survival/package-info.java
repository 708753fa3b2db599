/** How likely a running clock is to miss its target, from the survival curve of clocks that stopped before it. */
@NullMarked
package io.tallyhouse.statistics.survival;

import org.jspecify.annotations.NullMarked;
