/** Registered deliveries become bronze records or quarantine, counted to the last one. */
@NullMarked
package io.tallyhouse.stages.ingest;

import org.jspecify.annotations.NullMarked;
