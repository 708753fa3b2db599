/** What the house says about itself in YAML: configuration, playbook, landing contracts, models, metrics. */
@NullMarked
package io.tallyhouse.catalogue;

import org.jspecify.annotations.NullMarked;
