package io.tallyhouse.orchestration.standalone;

import io.tallyhouse.orchestration.AirflowConnection;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * What one {@code airflow standalone} is given: its folder, its DAGs, three loopback ports, a password and a signing key made for it.
 *
 * @param venv Python environment with Airflow, see {@code orchestration/requirements/airflow.txt}
 * @param home AIRFLOW_HOME: database, logs and password file; created when absent
 * @param dags folder with the DAG
 * @param extra further variables for scheduler, DAG processor and tasks, such as TALLYHOUSE_HOME
 * @param ports API, worker logs, triggerer logs
 * @param password of the user {@code admin}
 * @param signingKey of the API's tokens
 */
public record StandaloneSettings(
        Path venv,
        Path home,
        Path dags,
        Map<String, String> extra,
        List<Integer> ports,
        String password,
        String signingKey) {

    private static final String USER = "admin";
    private static final int LOG_LINES = 30;

    public StandaloneSettings {
        venv = venv.toAbsolutePath().normalize();
        home = home.toAbsolutePath().normalize();
        dags = dags.toAbsolutePath().normalize();
        extra = Map.copyOf(extra);
        ports = List.copyOf(ports);
    }

    /**
     * Settings with free ports, a fresh password and a fresh key.
     *
     * @throws IOException when the environment has no Airflow (the message names the command that brings it) or no port is free
     */
    public static StandaloneSettings of(Path venv, Path home, Path dags, Map<String, String> extra) throws IOException {
        if (!Files.isExecutable(venv.resolve("bin").resolve("airflow"))) {
            throw new IOException("Cannot find Airflow in " + venv + ". Bring it with `python3 -m venv " + venv + " && "
                    + venv + "/bin/pip install -r orchestration/requirements/airflow.txt`");
        }
        SecureRandom random = new SecureRandom();
        return new StandaloneSettings(venv, home, dags, extra, freePorts(3), hex(random, 16), hex(random, 48));
    }

    Path bin(String program) {
        return venv.resolve("bin").resolve(program);
    }

    Path log() {
        return home.resolve("standalone.log");
    }

    private Path passwords() {
        return home.resolve("passwords.json");
    }

    AirflowConnection connection() {
        return new AirflowConnection(
                URI.create("http://127.0.0.1:" + ports.get(0)), USER, password, Duration.ofSeconds(30));
    }

    /** Creates the folder and the password file, which Airflow keeps when it is there. */
    void prepare() throws IOException {
        Files.createDirectories(home);
        Files.deleteIfExists(passwords());
        Files.createFile(
                passwords(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(passwords(), "{\"" + USER + "\": \"" + password + "\"}\n");
    }

    String lastLogLines() throws IOException {
        List<String> lines = Files.readAllLines(log());
        return "Its log " + log() + " ends with:\n"
                + String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
    }

    Map<String, String> environment() {
        String api = "http://127.0.0.1:" + ports.get(0);
        Map<String, String> variables = new HashMap<>(extra);
        variables.put("AIRFLOW_HOME", home.toString());
        // Airflow starts its parts by name, so its own folder must come first.
        variables.put("PATH", venv.resolve("bin") + File.pathSeparator + System.getenv("PATH"));
        variables.put("AIRFLOW__API__HOST", "127.0.0.1");
        variables.put("AIRFLOW__API__PORT", ports.get(0).toString());
        variables.put("AIRFLOW__API__BASE_URL", api);
        variables.put("AIRFLOW__API__WORKERS", "1");
        variables.put("AIRFLOW__API_AUTH__JWT_SECRET", signingKey);
        variables.put("AIRFLOW__CORE__EXECUTION_API_SERVER_URL", api + "/execution/");
        variables.put("AIRFLOW__CORE__DAGS_FOLDER", dags.toString());
        variables.put("AIRFLOW__CORE__LOAD_EXAMPLES", "False");
        variables.put("AIRFLOW__CORE__EXECUTOR", "LocalExecutor");
        variables.put("AIRFLOW__CORE__PARALLELISM", "2");
        variables.put("AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS", USER + ":admin");
        variables.put(
                "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE", passwords().toString());
        variables.put("AIRFLOW__DATABASE__SQL_ALCHEMY_CONN", "sqlite:///" + home.resolve("airflow.db"));
        // Airflow's log servers listen on every interface and want a signed token; here they at least stay off their
        // usual ports.
        variables.put("AIRFLOW__LOGGING__WORKER_LOG_SERVER_PORT", ports.get(1).toString());
        variables.put("AIRFLOW__LOGGING__TRIGGER_LOG_SERVER_PORT", ports.get(2).toString());
        variables.put("AIRFLOW__SCHEDULER__SCHEDULER_IDLE_SLEEP_TIME", "0.2");
        variables.put("AIRFLOW__DAG_PROCESSOR__REFRESH_INTERVAL", "2");
        variables.put("AIRFLOW__DAG_PROCESSOR__BUNDLE_REFRESH_CHECK_INTERVAL", "1");
        variables.put("AIRFLOW__DAG_PROCESSOR__MIN_FILE_PROCESS_INTERVAL", "2");
        return variables;
    }

    /** All held at once, so that they differ; another program may still take one before Airflow does. */
    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }

    /** Without password and key. */
    @Override
    public String toString() {
        return "Airflow in " + home + " on ports " + ports;
    }

    private static String hex(SecureRandom random, int bytes) {
        byte[] made = new byte[bytes];
        random.nextBytes(made);
        return HexFormat.of().formatHex(made);
    }
}
