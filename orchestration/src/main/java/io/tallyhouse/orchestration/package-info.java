/** The night's schedule as a manifest, and a client that starts nights on Airflow and says how they went. */
@NullMarked
package io.tallyhouse.orchestration;

import org.jspecify.annotations.NullMarked;
