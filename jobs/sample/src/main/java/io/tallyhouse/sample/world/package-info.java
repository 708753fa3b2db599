/** The simulated organisation in memory: teams, persons, tickets, clocks, prompts and what they would have been. */
@NullMarked
package io.tallyhouse.sample.world;

import org.jspecify.annotations.NullMarked;
