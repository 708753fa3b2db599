/** Process models with effective dates: how a workflow should run. */
@NullMarked
package io.tallyhouse.catalogue.process;

import org.jspecify.annotations.NullMarked;
