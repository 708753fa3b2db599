/** Asks Deequ for the verdict on each rule, after Catalyst has said that the rule can be judged at all. */
@NullMarked
package io.tallyhouse.quality.deequ;

import org.jspecify.annotations.NullMarked;
