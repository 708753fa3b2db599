/** From the events of a case to the steps that conformance judges. */
@NullMarked
package io.tallyhouse.mining.trace;

import org.jspecify.annotations.NullMarked;
