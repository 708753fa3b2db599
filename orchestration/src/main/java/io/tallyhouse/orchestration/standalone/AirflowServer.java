package io.tallyhouse.orchestration.standalone;

import io.tallyhouse.orchestration.AirflowClient;
import io.tallyhouse.orchestration.AirflowConnection;
import io.tallyhouse.orchestration.NightlyManifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A running {@code airflow standalone} (API server, scheduler, DAG processor, triggerer, two worker processes, SQLite) on loopback
 * ports that were free when it started. Closing it stops every one of its processes; the JVM's end does so too.
 */
public final class AirflowServer implements AutoCloseable {
    private static final Duration TIME_TO_START = Duration.ofSeconds(120);
    private static final Duration TIME_TO_READ_DAGS = Duration.ofSeconds(60);
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(250);

    /** Makes the process the leader of a session and group of its own, then becomes Airflow: no {@code setsid} tool is needed. */
    private static final String NEW_SESSION = "import os, sys; os.setsid(); os.execv(sys.argv[1], sys.argv[1:])";

    private final StandaloneSettings settings;
    private final Process process;
    private final Thread stopAtExit;

    private AirflowServer(StandaloneSettings settings, Process process) {
        this.settings = settings;
        this.process = process;
        this.stopAtExit = new Thread(this::signalKill, "airflow-stop");
        Runtime.getRuntime().addShutdownHook(stopAtExit);
    }

    /**
     * Starts Airflow and waits until scheduler, DAG processor and metadata database are healthy.
     *
     * @throws IOException when its files cannot be written, it ends at once, or it is not healthy within two minutes; the message
     *     carries the last lines of its log
     * @throws InterruptedException when interrupted while waiting; nothing is left running
     */
    public static AirflowServer start(StandaloneSettings settings) throws IOException, InterruptedException {
        settings.prepare();
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        settings.bin("python").toString(),
                        "-c",
                        NEW_SESSION,
                        settings.bin("airflow").toString(),
                        "standalone"))
                .directory(settings.home().toFile())
                .redirectErrorStream(true)
                .redirectOutput(settings.log().toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AIRFLOW_"));
        builder.environment().putAll(settings.environment());
        AirflowServer server = new AirflowServer(settings, builder.start());
        try {
            server.awaitHealthy();
        } catch (IOException | InterruptedException | RuntimeException e) {
            server.signalKill();
            throw e;
        }
        return server;
    }

    /** How to reach it, with the administrator's password. */
    public AirflowConnection connection() {
        return settings.connection();
    }

    /** Everything its processes printed. */
    public Path log() {
        return settings.log();
    }

    /**
     * Runs Airflow's own command line against this server's database, as its administrator would, and returns what it printed.
     *
     * @throws IOException when it ends with another code than 0
     */
    public String cli(String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(settings.bin("airflow").toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().putAll(settings.environment());
        Process cli = builder.redirectErrorStream(true).start();
        cli.getOutputStream().close();
        String printed = new String(cli.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (cli.waitFor() != 0) {
            throw new IOException("Cannot run " + builder.command() + ": " + printed);
        }
        return printed;
    }

    /**
     * Waits until the DAG processor has read the night's file.
     *
     * @throws IOException when it has not within a minute; the message carries the last lines of the log
     */
    public void awaitDag(NightlyManifest manifest) throws IOException, InterruptedException {
        AirflowClient client = new AirflowClient(connection(), manifest);
        long deadline = System.nanoTime() + TIME_TO_READ_DAGS.toNanos();
        while (!client.deployed()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("Cannot find DAG " + manifest.dagId() + " after " + TIME_TO_READ_DAGS.toSeconds()
                        + " s. " + settings.lastLogLines());
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    /** TERM to the whole group, KILL after 30 seconds: TERM to the parent alone would leave its children behind. */
    @Override
    public void close() throws IOException, InterruptedException {
        signal("TERM");
        long deadline = System.nanoTime() + TIME_TO_STOP.toNanos();
        while (groupLives() && System.nanoTime() < deadline) {
            Thread.sleep(POLL.toMillis());
        }
        if (groupLives()) {
            signal("KILL");
        }
        process.waitFor();
        Runtime.getRuntime().removeShutdownHook(stopAtExit);
    }

    private void awaitHealthy() throws IOException, InterruptedException {
        HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        URI health = URI.create(connection().uri() + "/api/v2/monitor/health");
        HttpRequest request =
                HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(5)).build();
        long deadline = System.nanoTime() + TIME_TO_START.toNanos();
        while (!isHealthy(http, request)) {
            if (!process.isAlive()) {
                throw new IOException(
                        "Cannot start Airflow: it ended with " + process.exitValue() + ". " + settings.lastLogLines());
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("Cannot start Airflow: not healthy after " + TIME_TO_START.toSeconds() + " s. "
                        + settings.lastLogLines());
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    /** No answer yet is an answer here: the server is still starting, and the deadline is the caller's. */
    private static boolean isHealthy(HttpClient http, HttpRequest request) throws InterruptedException {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return response.statusCode() == 200
                    && List.of("metadatabase", "scheduler", "dag_processor").stream()
                            .allMatch(part -> Pattern.compile("\"" + part + "\":\\{\"status\":\"healthy\"")
                                    .matcher(response.body())
                                    .find());
        } catch (IOException e) {
            return false;
        }
    }

    private boolean groupLives() throws IOException, InterruptedException {
        return signal("0") == 0;
    }

    private void signalKill() {
        try {
            signal("KILL");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot stop Airflow, process group " + process.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The JVM cannot signal a process group; {@code kill} can. */
    private int signal(String name) throws IOException, InterruptedException {
        return new ProcessBuilder("kill", "-" + name, "--", "-" + process.pid())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
