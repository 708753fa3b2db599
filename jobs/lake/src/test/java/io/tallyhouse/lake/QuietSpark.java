package io.tallyhouse.lake;

import java.nio.file.Path;

/** Opens a session, writes a table, reads it, runs into an error, closes: all of it without a word. */
final class QuietSpark {
    private QuietSpark() {}

    public static void main(String[] args) {
        try (LakeSession lake = LakeSession.open(Path.of(args[0]), LakeSession.Options.small())) {
            String table = Path.of(args[0], "t").toString();
            lake.newSession().sql("SELECT 1 AS a").write().format("delta").save(table);
            lake.newSession().read().format("delta").load(table).count();
            try {
                lake.newSession().sql("SELECT raise_error('x')").collect();
                System.out.print("no error");
            } catch (Exception expected) {
                return;
            }
        }
    }
}
