package io.tallyhouse.lake.log;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Parquet files that tell what some commits did.
 *
 * @param added files whose rows all came
 * @param removed files whose rows all went
 * @param changes files with changed rows, each with its {@code _change_type}
 */
public record ChangedFiles(List<Path> added, List<Path> removed, List<Path> changes) {
    static ChangedFiles none() {
        return new ChangedFiles(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    /** A commit with change files has told everything in them: its other files hold unchanged rows too. */
    void add(ChangedFiles commit) {
        changes.addAll(commit.changes);
        if (commit.changes.isEmpty()) {
            added.addAll(commit.added);
            removed.addAll(commit.removed);
        }
    }
}
