/** The metric catalogue: one YAML file per figure, from which ratios are compiled. */
@NullMarked
package io.tallyhouse.catalogue.metric;

import org.jspecify.annotations.NullMarked;
