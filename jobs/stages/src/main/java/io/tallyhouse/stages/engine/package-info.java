/** Tables that SQL cannot say: conformance, SLA clocks, SLA risk, hours returned. */
@NullMarked
package io.tallyhouse.stages.engine;

import org.jspecify.annotations.NullMarked;
