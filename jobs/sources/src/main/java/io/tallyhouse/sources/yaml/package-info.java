/** Small registers kept by hand: a list of mappings in a YAML file. */
@NullMarked
package io.tallyhouse.sources.yaml;

import org.jspecify.annotations.NullMarked;
