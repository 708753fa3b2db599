/** Hours returned: standardised savings of a function, their cap, what was claimed instead, and an interval over teams. */
@NullMarked
package io.tallyhouse.statistics.hours;

import org.jspecify.annotations.NullMarked;
