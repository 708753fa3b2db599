/** The stages of a night: land, ingest, refine, measure. */
@NullMarked
package io.tallyhouse.stages;

import org.jspecify.annotations.NullMarked;
