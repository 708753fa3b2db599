package io.tallyhouse.publish.snowflake.testkit;

import io.tallyhouse.publish.snowflake.SnowflakeCredentials;
import io.tallyhouse.publish.snowflake.SnowflakeTarget;
import io.tallyhouse.testing.TestData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A fakesnow server of its own for a test class; it ends with the class, and with the JVM that started it. */
public final class FakesnowServer implements BeforeAllCallback, AfterAllCallback {
    private Process process;
    private Path folder;
    private int port;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        Path python = TestData.home().resolve("target/venv-fakesnow/bin/python");
        if (!Files.isExecutable(python)) {
            throw new AssertionError(
                    "Cannot start fakesnow: " + python + " is missing. Run: python3 -m venv"
                            + " target/venv-fakesnow && target/venv-fakesnow/bin/pip install -r jobs/publish/requirements/fakesnow.txt");
        }
        folder = Files.createTempDirectory("fakesnow");
        Path script = folder.resolve("fakesnow_server.py");
        try (InputStream in = FakesnowServer.class.getResourceAsStream("/snowflake/fakesnow_server.py")) {
            Files.copy(in, script);
        }
        ProcessBuilder builder = new ProcessBuilder(python.toString(), script.toString())
                .redirectError(folder.resolve("log").toFile());
        builder.environment().put("TMPDIR", folder.toString());
        process = builder.start();
        port = readPort(process.inputReader(StandardCharsets.UTF_8));
    }

    private int readPort(BufferedReader out) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("port ")) {
                return Integer.parseInt(line.substring(5));
            }
        }
        throw new AssertionError("fakesnow did not start: " + Files.readString(folder.resolve("log")));
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException, InterruptedException {
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

    public String url() {
        return "jdbc:snowflake://http://127.0.0.1:" + port;
    }

    /** A target on this server. */
    public SnowflakeTarget target(String schema) {
        return target(url(), schema);
    }

    /** A target on the server of another process. */
    public static SnowflakeTarget target(String url, String schema) {
        return new SnowflakeTarget(
                url, "fake", new SnowflakeCredentials.Password("snow"), "TALLYHOUSE", schema, null, null, "emea");
    }
}
