package io.tallyhouse.lake.log;

import java.nio.file.Path;

/** A Delta log that plain Java cannot read. */
public final class UnreadableLogException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private UnreadableLogException(String message, Throwable cause) {
        super(message, cause);
    }

    private UnreadableLogException(String message) {
        super(message);
    }

    static UnreadableLogException io(Path table, Exception cause) {
        return new UnreadableLogException("Cannot read the log of table " + table + ": " + cause.getMessage(), cause);
    }

    static UnreadableLogException truncated(Path table, long first) {
        return new UnreadableLogException(
                "Cannot tell the state of table " + table + ": its log begins at version " + first
                        + " although tables of this warehouse keep their whole log; restore _delta_log from a backup, or delete"
                        + " the table's folder and run tallyhouse rebuild");
    }

    static UnreadableLogException deletionVector(Path table, String file) {
        return new UnreadableLogException("Cannot list the files of table " + table + ": " + file
                + " has a deletion vector, which outside readers do not know; run tallyhouse rebuild");
    }
}
