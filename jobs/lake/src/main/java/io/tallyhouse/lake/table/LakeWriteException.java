package io.tallyhouse.lake.table;

import java.util.List;

/** Rows that the one door refuses, or a commit that did not do what it said. */
public final class LakeWriteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private LakeWriteException(String message) {
        super(message);
    }

    private LakeWriteException(String message, Throwable cause) {
        super(message, cause);
    }

    static LakeWriteException keys(LakeTable table, String what, List<String> examples) {
        return new LakeWriteException("Cannot write table " + table.name() + ": " + what + " in its grain "
                + table.grain() + ", for example " + String.join("; ", examples)
                + ". Mend the query, or the grain in model.yaml");
    }

    static LakeWriteException cast(LakeTable table, Throwable cause) {
        return new LakeWriteException(
                "Cannot write table " + table.name() + ": a value does not fit its declared type: "
                        + cause.getMessage(),
                cause);
    }

    static LakeWriteException version(LakeTable table, long before, long after) {
        return new LakeWriteException("Cannot vouch for table " + table.name() + ": one commit was made on version "
                + before + ", but it is at " + after
                + " now. Is somebody else writing to this warehouse? One writer at a time");
    }

    static LakeWriteException changedColumns(LakeTable table) {
        return new LakeWriteException("Cannot merge into table " + table.name()
                + ": its columns differ from the declared ones; write it whole");
    }

    static LakeWriteException columns(LakeTable table, List<String> problems) {
        return new LakeWriteException("Invalid columns for table " + table.name() + ": " + String.join("; ", problems));
    }

    static LakeWriteException bronzeColumn(LakeTable table, String column, String was, String is) {
        return new LakeWriteException("Cannot append to table " + table.name() + ": column " + column + " is stored as "
                + was + " but declared as " + is + " now; give the column a new name in the contract");
    }
}
