package io.tallyhouse.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A fakesnow server of its own for a test class; it ends with the class, and with the JVM that started it. */
public final class FakesnowServer implements BeforeAllCallback, AfterAllCallback {
    private @Nullable Process process;
    private @Nullable Path folder;
    private int port;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        Path python = TestData.home().resolve("target/venv-fakesnow/bin/python");
        if (!Files.isExecutable(python)) {
            throw new AssertionError(
                    "Cannot start fakesnow: " + python + " is missing. Run: python3 -m venv"
                            + " target/venv-fakesnow && target/venv-fakesnow/bin/pip install -r jobs/publish/requirements/fakesnow.txt");
        }
        Path own = Files.createTempDirectory("fakesnow");
        folder = own;
        Path script = own.resolve("fakesnow_server.py");
        try (InputStream in = FakesnowServer.class.getResourceAsStream("/snowflake/fakesnow_server.py")) {
            Files.copy(Objects.requireNonNull(in, "fakesnow_server.py"), script);
        }
        ProcessBuilder builder = new ProcessBuilder(python.toString(), script.toString())
                .redirectError(own.resolve("log").toFile());
        builder.environment().put("TMPDIR", own.toString());
        Process started = builder.start();
        process = started;
        port = readPort(started.inputReader(StandardCharsets.UTF_8), own.resolve("log"));
    }

    private static int readPort(BufferedReader out, Path log) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("port ")) {
                return Integer.parseInt(line.substring(5));
            }
        }
        throw new AssertionError("fakesnow did not start: " + Files.readString(log));
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException, InterruptedException {
        if (process == null || folder == null) {
            return;
        }
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Address for the JDBC driver. */
    public String url() {
        return "jdbc:snowflake://http://127.0.0.1:" + port;
    }
}
