package io.tallyhouse.app;

import io.tallyhouse.terminal.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds secrets by their references, <code>${env:NAME}</code> or <code>${file:PATH}</code>. No message holds a secret: neither one that was
 * found, nor one that stands in the configuration itself, which is refused.
 */
public final class Secrets {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^}]+)}");

    private final UnaryOperator<@Nullable String> environment;

    /** @param environment value of a variable by its name; null for one that is not set */
    public Secrets(UnaryOperator<@Nullable String> environment) {
        this.environment = environment;
    }

    /** Secrets of this process. */
    public static Secrets ofProcess() {
        return new Secrets(name -> name == null ? null : System.getenv(name));
    }

    /**
     * The secret itself.
     *
     * @param key where the reference stands, such as {@code airflow.password}
     * @throws UserError when it is no reference, or refers to nothing
     */
    public String resolve(String key, @Nullable String reference) {
        Matcher matcher = matcher(key, reference);
        String name = matcher.group(2);
        String value = matcher.group(1).equals("env") ? environment.apply(name) : firstLine(key, Path.of(name));
        if (value == null || value.isEmpty()) {
            throw UserError.usage("Cannot find the secret " + key + ": "
                    + (matcher.group(1).equals("env")
                            ? "variable " + name + " is not set; export it"
                            : "file " + name + " is empty; write the secret into its first line"));
        }
        return value;
    }

    /** Whether the reference leads to a secret; something that is no reference is still refused. */
    public boolean present(String key, @Nullable String reference) {
        Matcher matcher = matcher(key, reference);
        String name = matcher.group(2);
        if (matcher.group(1).equals("file")) {
            return Files.exists(Path.of(name));
        }
        String value = environment.apply(name);
        return value != null && !value.isEmpty();
    }

    private static Matcher matcher(String key, @Nullable String reference) {
        Matcher matcher = REFERENCE.matcher(reference == null ? "" : reference);
        if (!matcher.matches()) {
            throw UserError.usage("Invalid secret " + key
                    + ": secrets stand in the configuration only by reference; write ${env:NAME} or ${file:PATH}");
        }
        return matcher;
    }

    private static String firstLine(String key, Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            throw UserError.usage(
                    "Cannot read the secret " + key + " from file " + file + "; make the file readable for this user");
        }
    }
}
