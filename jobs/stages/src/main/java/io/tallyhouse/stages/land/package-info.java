/** Finds what arrived and registers it exactly once. */
@NullMarked
package io.tallyhouse.stages.land;

import org.jspecify.annotations.NullMarked;
