package io.tallyhouse.stages.land;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file that arrived, known by its bytes.
 *
 * @param id SHA-256 of the bytes, 64 hexadecimal digits
 * @param dataset {@code source/dataset}
 * @param path below the landing folder, with forward slashes
 * @param bytes size
 * @param modifiedMillis when the file was last modified, epoch milliseconds
 * @param sequence order of registration from 1
 * @param extractedTo how far the extract reaches, where a manifest says so
 * @param rows records in the file, where a manifest says so
 */
public record Delivery(
        String id,
        String dataset,
        String path,
        long bytes,
        long modifiedMillis,
        long sequence,
        @Nullable Instant extractedTo,
        @Nullable Long rows) {
    /** The first digits, enough for people. */
    public String shortId() {
        return id.substring(0, 12);
    }
}
