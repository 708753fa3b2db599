package io.tallyhouse.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * The folder of public data that lies outside the project ({@code -Dtallyhouse.testdata}, by default {@code ../shared/data}).
 *
 * <p>A test that asks for a file is skipped, with the path in the message, when the folder is absent; when the folder is there
 * but the file is not, the test fails: a renamed file must not silently switch a test off.
 */
public final class TestData {
    /** The system property that names the folder. */
    public static final String PROPERTY = "tallyhouse.testdata";

    private TestData() {}

    /**
     * @param relative path inside the folder, with forward slashes
     * @return the file
     */
    public static Path file(String relative) {
        Path folder = folder();
        Path file = folder.resolve(relative);
        if (!Files.exists(file)) {
            throw new AssertionError("Missing test data " + file + " although the folder " + folder + " is there");
        }
        return file;
    }

    /**
     * Expected values and other design files, in the folder {@code design} beside the data folder.
     *
     * @param relative path inside that folder, with forward slashes
     * @return the file
     */
    public static Path design(String relative) {
        Path file = folder().resolveSibling("design").resolve(relative);
        if (!Files.exists(file)) {
            throw new AssertionError("Missing expected values " + file);
        }
        return file;
    }

    /** The checkout's root, for tests that read the project's own {@code sql} and {@code orchestration} folders. */
    public static Path home() {
        return Path.of(System.getProperty("tallyhouse.home", "."))
                .toAbsolutePath()
                .normalize();
    }

    private static Path folder() {
        Path folder = Path.of(System.getProperty(PROPERTY, "../shared/data"))
                .toAbsolutePath()
                .normalize();
        Assumptions.assumeTrue(
                Files.isDirectory(folder),
                () -> "Skipped: no public test data at " + folder + "; name the folder with -D" + PROPERTY + "=DIR");
        return folder;
    }
}
