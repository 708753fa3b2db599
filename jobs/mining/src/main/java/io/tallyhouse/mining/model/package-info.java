/** Process models: trees, Petri nets, their files, their text notation and what is computed from them without a log. */
@NullMarked
package io.tallyhouse.mining.model;

import org.jspecify.annotations.NullMarked;
