package io.tallyhouse.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** The one Spark of this module's tests. */
public final class SharedLake {
    private static final LakeSession LAKE = start();

    private SharedLake() {}

    public static LakeSession lake() {
        return LAKE;
    }

    private static LakeSession start() {
        try {
            return LakeSession.forTests(Files.createTempDirectory("tallyhouse-lake"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
