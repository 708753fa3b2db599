/** The model runner: what must be computed tonight, how, and what came of it. */
@NullMarked
package io.tallyhouse.lake.run;

import org.jspecify.annotations.NullMarked;
