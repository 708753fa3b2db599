/** Working hours: how many business seconds lie between two instants, and when a number of them has passed. */
@NullMarked
package io.tallyhouse.statistics.calendar;

import org.jspecify.annotations.NullMarked;
