/** What was found: one result for each rule, passes too, the groups held back, and the screen a person reads. */
@NullMarked
package io.tallyhouse.quality.result;

import org.jspecify.annotations.NullMarked;
