package io.tallyhouse.lake.table;

import io.tallyhouse.lake.log.TableVersion;

/**
 * What a write did.
 *
 * @param table name
 * @param before state before
 * @param after state after; equal to {@code before} when no row differed
 * @param inserted rows of new keys
 * @param updated rows of known keys that differ
 * @param deleted rows of keys that are gone
 * @param affectedKeys keys in scope: those to recompute, or for a whole table those that differ
 * @param rewritten whether the whole table was written anew, because it is declared so or its columns changed
 * @param seconds wall time
 */
public record WriteResult(
        String table,
        TableVersion before,
        TableVersion after,
        long inserted,
        long updated,
        long deleted,
        long affectedKeys,
        boolean rewritten,
        double seconds) {
    public boolean wrote() {
        return !before.equals(after);
    }

    /** Rows that differ: inserted, updated and deleted. */
    public long rows() {
        return inserted + updated + deleted;
    }
}
