package io.tallyhouse.lake.run;

import io.tallyhouse.catalogue.model.ModelFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * What a model's rows depend on besides its input tables: model.yaml, query.sql, the Java code of its engine, the contents of its references,
 * and the shape in which rows are hashed. SHA-256 in hex.
 */
final class Fingerprint {
    /** Raised when rows are stored or hashed in another way. */
    private static final String SHAPE = "lake-1";

    private Fingerprint() {}

    static String of(ModelFolder model, RunContext context) {
        MessageDigest digest = sha256();
        add(digest, SHAPE);
        add(digest, yaml(model));
        add(digest, model.sql());
        add(digest, model.model().engine());
        add(digest, model.model().isSql() ? "" : context.codeFingerprint());
        for (String name : model.model().references()) {
            add(digest, name);
            add(digest, context.reference(name).contentHash());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String yaml(ModelFolder model) {
        try {
            return Files.readString(model.folder().resolve("model.yaml"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read model.yaml of " + model.name(), e);
        }
    }

    /** Length first, so that no two lists of parts give the same bytes. */
    private static void add(MessageDigest digest, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return Objects.requireNonNull(MessageDigest.getInstance("SHA-256"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
