package io.tallyhouse.lake.log;

import java.nio.file.Path;

/**
 * A file of a table's newest version.
 *
 * @param rows how many it holds, or {@link #UNKNOWN} where the log does not tell
 */
public record ActiveFile(Path path, long rows) {
    /** Where whoever wrote the file kept no statistics. */
    public static final long UNKNOWN = -1;
}
