/** Comma-separated files after RFC 4180, as reports and spreadsheets export them. */
@NullMarked
package io.tallyhouse.sources.csv;

import org.jspecify.annotations.NullMarked;
