package io.tallyhouse.sources;

import org.jspecify.annotations.Nullable;

/**
 * An accepted record.
 *
 * @param recordNo number in the file from 1, rejected records counted too
 * @param line line of the file from 1 on which the record begins
 * @param values one per column of the contract, in its order, of the Java type that {@code ColumnKind.Base} names; null for
 *     none. The array belongs to the receiver.
 * @param contentHash 32 hexadecimal digits over names and values, the same for the same values in whatever dialect
 */
@SuppressWarnings("ArrayRecordComponent") // a row by position, handed on and never compared; equality is the hash's
public record ParsedRecord(
        long recordNo, long line, @Nullable Object[] values, String contentHash) {}
