package io.tallyhouse.lake.log;

import org.jspecify.annotations.Nullable;

/**
 * A state of a table.
 *
 * @param id identity of the table, null while it does not exist; a table that was deleted and made anew has another
 * @param version commit number from 0, -1 while the table does not exist
 */
public record TableVersion(@Nullable String id, long version) {
    /** The state of a table that does not exist. */
    public static final TableVersion ABSENT = new TableVersion(null, -1);

    public boolean exists() {
        return id != null;
    }
}
