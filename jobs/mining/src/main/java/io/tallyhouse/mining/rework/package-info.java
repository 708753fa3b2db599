/** What is done again in a log: repeated steps, and work that goes from hand to hand. */
@NullMarked
package io.tallyhouse.mining.rework;

import org.jspecify.annotations.NullMarked;
