package io.tallyhouse.sample.delivery;

import org.jspecify.annotations.Nullable;

/**
 * A file of the landing tree and what is in it.
 *
 * @param source source system
 * @param dataset dataset of the source
 * @param path path below the landing folder, with forward slashes
 * @param sha256 hash of its bytes
 * @param records records in it, readable or not
 * @param duplicates records equal in every byte to an earlier record of this or an earlier file
 * @param bad records that no reader can accept
 * @param sameAs path of the file whose bytes it repeats; null for a file of its own
 */
public record DeliveredFile(
        String source,
        String dataset,
        String path,
        String sha256,
        int records,
        int duplicates,
        int bad,
        @Nullable String sameAs) {}
