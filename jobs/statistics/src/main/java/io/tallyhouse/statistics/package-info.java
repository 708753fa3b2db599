/** Calendars, survival curves, standardisation and the bootstrap, in plain Java. */
@NullMarked
package io.tallyhouse.statistics;

import org.jspecify.annotations.NullMarked;
