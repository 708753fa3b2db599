/** Small tables that the configuration gives to models. */
@NullMarked
package io.tallyhouse.stages.reference;

import org.jspecify.annotations.NullMarked;
