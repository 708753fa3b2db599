/** The sample organisation: deliveries in vendor shapes with a known truth. */
@NullMarked
package io.tallyhouse.sample;

import org.jspecify.annotations.NullMarked;
