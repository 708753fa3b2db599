/** A whole Airflow on this machine, for tests and for trying the schedule out. */
@NullMarked
package io.tallyhouse.orchestration.standalone;

import org.jspecify.annotations.NullMarked;
