/** Queries of models: the fence around them, their evaluation and their parts. */
@NullMarked
package io.tallyhouse.lake.query;

import org.jspecify.annotations.NullMarked;
