/** One log beside one model, without a warehouse: what people who know process mining ask first of a conformance engine. */
@NullMarked
package io.tallyhouse.conformance;

import org.jspecify.annotations.NullMarked;
