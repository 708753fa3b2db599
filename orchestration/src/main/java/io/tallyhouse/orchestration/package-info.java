/** The schedule: manifest, Airflow DAG and REST client. */
@NullMarked
package io.tallyhouse.orchestration;

import org.jspecify.annotations.NullMarked;
