package io.tallyhouse.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AirflowClientTest {
    private static final String DAG = "/api/v2/dags/tallyhouse_nightly";
    private static final Instant AS_OF = Instant.parse("2026-03-30T02:00:00Z");
    private static final String RUN = "tallyhouse__2026-03-30T02:00:00Z";
    private static final String RUN_PATH = DAG + "/dagRuns/tallyhouse__2026-03-30T02%3A00%3A00Z";

    private FakeAirflow airflow;
    private AirflowClient client;

    @BeforeEach
    void start() throws IOException {
        airflow = new FakeAirflow()
                .answering("GET " + DAG, 200, "{\"is_paused\":false,\"has_import_errors\":false}")
                .answering("POST " + DAG + "/dagRuns", 200, "{\"dag_run_id\":\"" + RUN + "\"}");
        client = new AirflowClient(airflow.connection(), NightlyManifest.generate());
    }

    @AfterEach
    void stop() {
        airflow.close();
    }

    @Test
    void triggersWithTheDayThatEndsAtTheAsOfTime() {
        assertThat(client.trigger(AS_OF)).isEqualTo(RUN);

        assertThat(airflow.bodies().get(1))
                .contains("\"dag_run_id\":\"" + RUN + "\"")
                .contains("\"logical_date\":\"2026-03-29T02:00:00Z\"")
                .contains("\"data_interval_start\":\"2026-03-29T02:00:00Z\"")
                .contains("\"data_interval_end\":\"2026-03-30T02:00:00Z\"");
        assertThat(airflow.logins()).isEqualTo(1);
    }

    @Test
    void logsInAgainWhenTheTokenIsTooOld() {
        client.trigger(AS_OF);
        airflow.outdateTokens(401, "{\"detail\":\"Token Expired\"}");

        assertThat(client.trigger(AS_OF)).isEqualTo(RUN);
        assertThat(airflow.logins()).isEqualTo(2);
    }

    @Test
    void logsInAgainWhenTheServerHasAnotherKey() {
        client.trigger(AS_OF);
        airflow.outdateTokens(403, "{\"detail\":\"Invalid JWT token\"}");

        assertThat(client.trigger(AS_OF)).isEqualTo(RUN);
        assertThat(airflow.logins()).isEqualTo(2);
    }

    @Test
    void logsInOnlyOnceMoreForARequest() {
        client.trigger(AS_OF);
        airflow.answering("GET " + DAG, 401, "{\"detail\":\"Token Expired\"}");

        assertThatThrownBy(() -> client.trigger(AS_OF))
                .isInstanceOf(AirflowProblem.class)
                .hasMessageEndingWith("Airflow answered 401 Token Expired");
        assertThat(airflow.logins()).isEqualTo(2);
    }

    @Test
    void aForbiddenRequestIsNoReasonToLogInAgain() {
        client.trigger(AS_OF);
        airflow.answering("GET " + DAG, 403, "{\"detail\":\"Forbidden\"}");

        assertThatThrownBy(() -> client.trigger(AS_OF)).hasMessageEndingWith("Airflow answered 403 Forbidden");
        assertThat(airflow.logins()).isEqualTo(1);
    }

    @Test
    void aWrongPasswordIsAConfigurationProblemAndNeverShown() {
        AirflowConnection right = airflow.connection();
        AirflowConnection wrong = new AirflowConnection(right.uri(), "night", "s3cret", Duration.ofSeconds(5));

        assertThatThrownBy(() -> new AirflowClient(wrong, NightlyManifest.generate()).latestRun())
                .asInstanceOf(type(AirflowProblem.class))
                .returns(ExitCode.USAGE, AirflowProblem::exitCode)
                .extracting(Throwable::getMessage)
                .isEqualTo("Cannot log in to Airflow as night at " + right.uri()
                        + ": 401 Invalid credentials. Check user and password in the configuration");
        assertThat(wrong.toString()).doesNotContain("s3cret");
    }

    @Test
    void aDuplicateNamesTheRunThatIsThere() {
        airflow.answering("POST " + DAG + "/dagRuns", 409, "{\"detail\":{\"reason\":\"Unique constraint violation\"}}")
                .answering(
                        "GET " + DAG + "/dagRuns?logical_date_gte=2026-03-29T02%3A00%3A00Z"
                                + "&logical_date_lte=2026-03-29T02%3A00%3A00Z&limit=1",
                        200,
                        "{\"dag_runs\":[{\"dag_run_id\":\"scheduled__2026-03-29T02:00:00+00:00\"}]}");

        assertThatThrownBy(() -> client.trigger(AS_OF))
                .hasMessageStartingWith("Cannot trigger a run as of 2026-03-30T02:00:00Z: "
                        + "run scheduled__2026-03-29T02:00:00+00:00 covers it already");
    }

    @Test
    void aPausedDagIsNotTriggered() {
        airflow.answering("GET " + DAG, 200, "{\"is_paused\":true}");

        assertThatThrownBy(() -> client.trigger(AS_OF))
                .hasMessage("Cannot trigger tallyhouse_nightly: it is paused and the run would stay queued."
                        + " Run `airflow dags unpause tallyhouse_nightly`");
        assertThat(airflow.requests()).containsExactly("GET " + DAG);
    }

    @Test
    void aNightBeforeTheStartIsNotTriggered() {
        assertThatThrownBy(() -> client.trigger(Instant.parse("2020-01-01T02:00:00Z")))
                .hasMessageContaining("the manifest starts at 2020-01-01T00:00:00Z");
        assertThat(airflow.requests()).isEmpty();
    }

    @Test
    void runIdsAreEncodedInPaths() {
        airflow.answering(
                        "GET " + DAG + "/dagRuns/manual__2026-03-29T02%3A00%3A00%2B00%3A00",
                        200,
                        "{\"state\":\"running\",\"data_interval_end\":null}")
                .answering(
                        "GET " + DAG + "/dagRuns/manual__2026-03-29T02%3A00%3A00%2B00%3A00/taskInstances?limit=1000",
                        200,
                        "{\"task_instances\":[]}");

        assertThat(client.status("manual__2026-03-29T02:00:00+00:00").runState())
                .isEqualTo("running");
        assertThat(AirflowHttp.encode("../a b*c?d#é")).isEqualTo("..%2Fa%20b%2Ac%3Fd%23%C3%A9");
    }

    @Test
    void aSuccessWithoutTasksIsNone() {
        run("success", "");

        AirflowStatus status = client.status(RUN);
        assertThat(status.finished()).isTrue();
        assertThat(status.succeeded()).isFalse();
        assertThat(status.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(status.toText()).contains("not done, although Airflow says success: 6 of 6 tasks did not succeed");
    }

    @Test
    void aSuccessWithASkippedTaskIsNone() {
        run("success", tasks("success").replaceFirst("(\"publish\",\"state\":)\"success\"", "$1\"skipped\""));

        assertThat(client.status(RUN).succeeded()).isFalse();
    }

    @Test
    void aSuccessIsEveryTasksSuccess() {
        run("success", tasks("success"));

        AirflowStatus status = client.status(RUN);
        assertThat(status.succeeded()).isTrue();
        assertThat(status.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(status.asOf()).isEqualTo(AS_OF);
        assertThat(status.tasks()).extracting(AirflowStatus.Task::duration).containsOnly(Duration.ofMillis(1250));
    }

    @Test
    void aStatusIsReadableByPrograms() throws IOException {
        run("failed", tasks("success").replaceFirst("(\"publish\",\"state\":)\"success\"", "$1\"failed\""));
        String publish = RUN_PATH + "/taskInstances/publish";
        airflow.answering("GET " + publish + "/xcomEntries/exit_code", 200, "{\"value\":3}")
                .answering(
                        "GET " + publish + "/logs/1?full_content=true",
                        200,
                        "{\"content\":[{\"event\":\"noise\",\"logger\":\"task\",\"level\":\"error\"},"
                                + "{\"event\":\"hours: 3 rows\",\"logger\":\"tallyhouse.stage\",\"level\":\"info\"}]}");

        JsonNode json = new JsonMapper().valueToTree(client.status(RUN));
        assertThat(json.path("run_id").asText()).isEqualTo(RUN);
        assertThat(json.path("as_of").asText()).isEqualTo("2026-03-30T02:00:00Z");
        assertThat(json.path("succeeded").isBoolean()).isTrue();
        assertThat(json.path("succeeded").asBoolean(true)).isFalse();
        assertThat(json.path("finished").asBoolean(false)).isTrue();
        assertThat(json.path("tasks").path(5).toString())
                .isEqualTo("{\"task_id\":\"publish\",\"state\":\"failed\",\"try_number\":1,\"duration\":\"PT1.25S\","
                        + "\"failure\":{\"exit_code\":3,\"meaning\":\"a quality gate held marts back\","
                        + "\"excerpt\":[\"hours: 3 rows\"]}}");
    }

    @Test
    void waitingReportsAndEndsWithPatience() {
        run("queued", tasks("scheduled"));
        List<AirflowStatus> seen = new ArrayList<>();

        assertThatThrownBy(() -> client.await(RUN, Duration.ofMillis(10), Duration.ofSeconds(1), seen::add))
                .hasMessage("Cannot wait longer than 1 s for run " + RUN
                        + ", which is queued. It goes on; run `./tallyhouse airflow wait " + RUN + "`");
        assertThat(seen).hasSizeGreaterThan(1).allMatch(status -> !status.finished());
    }

    @Test
    void anAnswerThatIsNoJsonIsSaidToBe() {
        airflow.answering("GET " + DAG, 200, "<html>proxy</html>");

        assertThatThrownBy(() -> client.trigger(AS_OF)).hasMessageContaining("is Airflow behind this address?");
    }

    @Test
    void aServerThatIsNotThereIsSaidToBe() {
        AirflowConnection connection = airflow.connection();
        airflow.close();

        assertThatThrownBy(() -> client.trigger(AS_OF))
                .hasMessageStartingWith("Cannot reach Airflow at " + connection.uri());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://airflow.example.org",
                "http://127.0.0.1.example.org",
                "ftp://127.0.0.1",
                "https://user:pw@airflow.example.org",
                "https://airflow.example.org?x=1",
                "airflow"
            })
    void anAddressThatWouldLeakIsRefused(String address) {
        assertThatThrownBy(() -> new AirflowConnection(URI.create(address), "u", "p", Duration.ofSeconds(1)))
                .isInstanceOf(AirflowProblem.class)
                .hasMessageStartingWith("Invalid Airflow address")
                .hasMessageNotContaining("pw");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://airflow.example.org/base",
                "http://localhost:8080",
                "http://[::1]:8080",
                "http://127.0.0.2"
            })
    void anAddressThatKeepsThePasswordSafeIsTaken(String address) {
        assertThat(new AirflowConnection(URI.create(address), "u", "p", Duration.ofSeconds(1)).uri())
                .isEqualTo(URI.create(address));
    }

    private void run(String state, String tasks) {
        airflow.answering(
                        "GET " + RUN_PATH,
                        200,
                        "{\"state\":\"" + state + "\",\"data_interval_end\":\"2026-03-30T02:00:00Z\"}")
                .answering(
                        "GET " + RUN_PATH + "/taskInstances?limit=1000", 200, "{\"task_instances\":[" + tasks + "]}");
    }

    private static String tasks(String state) {
        return NightlyManifest.generate().taskIds().stream()
                .map(id ->
                        "{\"task_id\":\"" + id + "\",\"state\":\"" + state + "\",\"try_number\":1,\"duration\":1.25}")
                .collect(Collectors.joining(","));
    }
}
