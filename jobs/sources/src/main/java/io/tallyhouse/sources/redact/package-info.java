/** Personal data in free text, found by form and check digit and replaced before a record leaves its parser. */
@NullMarked
package io.tallyhouse.sources.redact;

import org.jspecify.annotations.NullMarked;
