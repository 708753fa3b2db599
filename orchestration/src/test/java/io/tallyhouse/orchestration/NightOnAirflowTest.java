package io.tallyhouse.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The shipped DAG on a real Airflow: what goes out to the launcher, and what comes back through the client. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NightOnAirflowTest {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @RegisterExtension
    static final RealAirflow AIRFLOW = new RealAirflow();

    private final StandInLauncher launcher = AIRFLOW.launcher();
    private final AirflowClient client = AIRFLOW.client();

    @Test
    @Order(1)
    void aNewDagIsPausedAndTheNamedCommandWakesIt() throws Exception {
        assertThatThrownBy(() -> client.trigger(Instant.parse("2026-03-01T02:00:00Z")))
                .hasMessageEndingWith("Run `airflow dags unpause tallyhouse_nightly`");
        assertThat(client.latestRun()).isEmpty();

        AIRFLOW.server().cli("dags", "unpause", "--yes", "tallyhouse_nightly");
    }

    @Test
    @Order(2)
    void aGreenNightRunsEveryStageWithItsAsOfTime() throws IOException {
        AirflowStatus status = night("2026-03-30T02:00:00Z");

        assertThat(status.succeeded()).as(status.toText()).isTrue();
        assertThat(status.asOf()).isEqualTo("2026-03-30T02:00:00Z");
        assertThat(client.latestRun()).hasValue("tallyhouse__2026-03-30T02:00:00Z");
        String folder = launcher.folder().toString();
        assertThat(launcher.takeCalls())
                .containsExactlyElementsOf(AIRFLOW.manifest.taskIds().stream()
                        .map(stage -> "[--landing][" + folder + "/land ing][--warehouse][" + folder
                                + "/ware;touch$(id)][" + stage + "][--as-of][2026-03-30T02:00:00Z]")
                        .toList());

        assertThatThrownBy(() -> client.trigger(Instant.parse("2026-03-30T02:00:00Z")))
                .hasMessageContaining("run tallyhouse__2026-03-30T02:00:00Z covers it already");
        assertThatThrownBy(() -> client.status("tallyhouse__2026-03-31T02:00:00Z"))
                .hasMessageStartingWith("Cannot find run tallyhouse__2026-03-31T02:00:00Z");
    }

    @Test
    @Order(3)
    void aGateThatHoldsMartsBackTurnsTheNightRedAtOnceUntilItIsCleared() throws IOException {
        launcher.end("publish", "3");

        AirflowStatus status = night("2026-03-31T02:00:00Z");

        assertThat(status.succeeded()).isFalse();
        assertThat(status.exitCode()).isEqualTo(ExitCode.BLOCKED);
        assertThat(status.tasks()).filteredOn(AirflowStatus.Task::ok).hasSize(5);
        AirflowStatus.Task publish = status.tasks().get(5);
        assertThat(publish.tryNumber()).isEqualTo(1);
        assertThat(publish.failure())
                .isEqualTo(new AirflowStatus.Failure(
                        3,
                        "a quality gate held marts back",
                        List.of("publish: rows counted", "Cannot go on with publish: told to end with 3")));
        assertThat(status.toText())
                .contains("exit code 3: a quality gate held marts back")
                .contains("    | Cannot go on with publish: told to end with 3");
        assertThat(launcher.takeCalls()).hasSize(6);

        client.clearFailed(status.runId());
        AirflowStatus mended = client.await(status.runId(), POLL, PATIENCE, each -> {});
        assertThat(mended.succeeded()).as(mended.toText()).isTrue();
        assertThat(launcher.takeCalls()).as("only publish runs again").hasSize(1);
    }

    @Test
    @Order(4)
    void aLockAndAKilledProcessAreTriedAgainUntilTheyPass() throws IOException {
        launcher.end("ingest", "75", "killed");

        AirflowStatus status = night("2026-04-01T02:00:00Z");

        assertThat(status.succeeded()).as(status.toText()).isTrue();
        assertThat(status.tasks()).extracting(AirflowStatus.Task::tryNumber).containsExactly(1, 3, 1, 1, 1, 1);
        assertThat(launcher.takeCalls()).hasSize(8);
    }

    @Test
    @Order(5)
    void aHangingStageIsStoppedWithItsChildrenAndNotTriedAgain() throws IOException {
        launcher.writeManifest(
                AIRFLOW.manifest.toJson().replace("\"timeout_seconds\" : 3600", "\"timeout_seconds\" : 3"));
        launcher.end("land", "hangs");

        AirflowStatus status = night("2026-04-03T02:00:00Z");

        AirflowStatus.Task land = status.tasks().get(0);
        assertThat(land.state()).isEqualTo("failed");
        assertThat(land.tryNumber()).isEqualTo(1);
        assertThat(land.failure()).isNotNull();
        assertThat(land.failure().exitCode()).isNull();
        assertThat(land.failure().excerpt())
                .contains("land: rows counted")
                .anyMatch(line -> line.endsWith("land did not end within its timeout and was stopped"));
        assertThat(launcher.child()).isEmpty();
        assertThat(status.tasks())
                .extracting(AirflowStatus.Task::state)
                .containsExactly(
                        "failed",
                        "upstream_failed",
                        "upstream_failed",
                        "upstream_failed",
                        "upstream_failed",
                        "upstream_failed");
        assertThat(launcher.takeCalls()).hasSize(1);
    }

    private AirflowStatus night(String asOf) {
        String run = client.trigger(Instant.parse(asOf));
        return client.await(run, POLL, PATIENCE, status -> {});
    }
}
