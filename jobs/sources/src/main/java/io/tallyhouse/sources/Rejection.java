package io.tallyhouse.sources;

import org.jspecify.annotations.Nullable;

/**
 * A record that is not accepted, for quarantine.
 *
 * @param recordNo number in the file from 1
 * @param line line of the file from 1 on which the record begins
 * @param reasonCode {@link Reason#code()}
 * @param message what is wrong and what would be right; personal values are not in it
 * @param maskedExcerpt the start of the record with personal data masked, at most 200 characters; null when there is none
 */
public record Rejection(
        long recordNo,
        long line,
        String reasonCode,
        String message,
        @Nullable String maskedExcerpt) {}
