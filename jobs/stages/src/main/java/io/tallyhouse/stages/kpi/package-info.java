/** Figures compiled from the metric catalogue. */
@NullMarked
package io.tallyhouse.stages.kpi;

import org.jspecify.annotations.NullMarked;
