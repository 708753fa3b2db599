package io.tallyhouse.orchestration;

import io.tallyhouse.orchestration.standalone.AirflowServer;
import io.tallyhouse.orchestration.standalone.StandaloneSettings;
import io.tallyhouse.testing.TestData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One Airflow for a test class, running the shipped DAG over a stand-in launcher. A missing Airflow fails the class and says how to
 * bring it.
 */
final class RealAirflow implements BeforeAllCallback, AfterAllCallback {
    private AirflowServer server;
    private StandInLauncher launcher;

    /** What the server was started with: the shipped night without a timetable, one second between tries. */
    final NightlyManifest manifest = NightlyManifest.generate().triggeredOnly().withRetryDelay(Duration.ofSeconds(1));

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        Path target = TestData.home().resolve("orchestration/target/airflow");
        Files.createDirectories(target);
        Path folder = Files.createTempDirectory(target, "run-");
        launcher = new StandInLauncher(folder, manifest);
        Map<String, String> environment = Map.of(
                "TALLYHOUSE_HOME",
                folder.toString(),
                "TALLYHOUSE_LANDING",
                folder + "/land ing",
                "TALLYHOUSE_WAREHOUSE",
                folder + "/ware;touch$(id)",
                "TALLYHOUSE_CONFIG",
                "");
        server = AirflowServer.start(StandaloneSettings.of(
                TestData.home().resolve("target/venv"),
                folder.resolve("airflow"),
                TestData.home().resolve("orchestration/dags"),
                environment));
        server.awaitDag(manifest);
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        if (server != null) {
            server.close();
        }
    }

    AirflowServer server() {
        return server;
    }

    StandInLauncher launcher() {
        return launcher;
    }

    AirflowClient client() {
        return new AirflowClient(server.connection(), manifest);
    }
}
