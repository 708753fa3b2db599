/** Texts of one record checked against the contract and turned into typed values. */
@NullMarked
package io.tallyhouse.sources.record;

import org.jspecify.annotations.NullMarked;
