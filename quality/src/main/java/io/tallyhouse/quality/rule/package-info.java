/** What must be true of a table: rules generated from {@code model.yaml} and written by hand in DQDL, read before anything runs. */
@NullMarked
package io.tallyhouse.quality.rule;

import org.jspecify.annotations.NullMarked;
