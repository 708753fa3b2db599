/** Published figures: read from the marts, formatted, shown in a terminal. */
@NullMarked
package io.tallyhouse.publish.kpi;

import org.jspecify.annotations.NullMarked;
