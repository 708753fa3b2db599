/** SLA clocks recomputed from timestamps, pauses and a calendar, and the choice of the attachments that are real clocks. */
@NullMarked
package io.tallyhouse.statistics.clock;

import org.jspecify.annotations.NullMarked;
