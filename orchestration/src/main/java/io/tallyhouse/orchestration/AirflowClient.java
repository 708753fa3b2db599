package io.tallyhouse.orchestration;

import static io.tallyhouse.orchestration.AirflowHttp.encode;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Starts nights on Airflow and says how they went, over its REST API v2. Not thread-safe. Every method throws
 * {@link AirflowProblem} when Airflow cannot be reached, refuses, or does not know the DAG.
 */
public final class AirflowClient {
    private final AirflowConnection connection;
    private final AirflowHttp http;
    private final NightlyManifest manifest;
    private final String dagPath;

    /** @param manifest the night that the deployed DAG was built from: its tasks decide about success */
    public AirflowClient(AirflowConnection connection, NightlyManifest manifest) {
        this.connection = connection;
        this.http = new AirflowHttp(connection);
        this.manifest = manifest;
        this.dagPath = "/api/v2/dags/" + encode(manifest.dagId());
    }

    /**
     * Starts the run whose data interval ends at the as-of time.
     *
     * @param asOf UTC, whole seconds
     * @return the run's id, the same for the same as-of time
     * @throws AirflowProblem also when the DAG is paused, the interval has a run already, or lies before the manifest's start
     */
    public String trigger(Instant asOf) {
        DataInterval interval = manifest.intervalEndingAt(asOf);
        Instant startDate = manifest.schedule().startDate();
        if (interval.start().isBefore(startDate)) {
            throw AirflowProblem.beforeStart(interval.start(), startDate);
        }
        requireRunnable();
        Map<String, Object> body = Map.of(
                "dag_run_id", "tallyhouse__" + asOf,
                "logical_date", interval.start().toString(),
                "data_interval_start", interval.start().toString(),
                "data_interval_end", interval.end().toString(),
                "conf", Map.of());
        AirflowHttp.Reply reply = http.post(dagPath + "/dagRuns", body);
        if (reply.status() == 409) {
            throw AirflowProblem.duplicateRun(interval, runAt(interval.start()).orElse("tallyhouse__" + asOf));
        }
        return reply.orRefused().json().path("dag_run_id").asText();
    }

    /**
     * Has Airflow run the failed tasks of a run again, and those that waited for them; stages that succeeded are left alone.
     *
     * @throws AirflowProblem also when Airflow does not know the run
     */
    public void clearFailed(String runId) {
        AirflowHttp.Reply reply = http.post(
                dagPath + "/clearTaskInstances", Map.of("dry_run", false, "dag_run_id", runId, "only_failed", true));
        if (reply.status() == 404) {
            throw AirflowProblem.unknownRun(manifest.dagId(), runId);
        }
        reply.orRefused();
    }

    /** Whether Airflow has read the DAG's file; true also while the DAG is paused. */
    public boolean deployed() {
        AirflowHttp.Reply reply = http.get(dagPath);
        return reply.status() != 404 && reply.orRefused().ok();
    }

    /** The run that started last, whoever started it; empty when there was none. */
    public Optional<String> latestRun() {
        return firstRun("?order_by=-run_after&limit=1");
    }

    /** The run's state and that of each task of the manifest, now. */
    public AirflowStatus status(String runId) {
        String runPath = runPath(runId);
        AirflowHttp.Reply reply = http.get(runPath);
        if (reply.status() == 404) {
            throw AirflowProblem.unknownRun(manifest.dagId(), runId);
        }
        JsonNode run = reply.orRefused().json();
        Map<String, JsonNode> instances = new HashMap<>();
        http.get(runPath + "/taskInstances?limit=1000")
                .orRefused()
                .json()
                .path("task_instances")
                .forEach(each -> instances.put(each.path("task_id").asText(), each));
        List<AirflowStatus.Task> tasks = manifest.taskIds().stream()
                .map(id -> task(runPath, id, instances.get(id)))
                .toList();
        JsonNode end = run.path("data_interval_end");
        return new AirflowStatus(
                manifest.dagId(),
                runId,
                run.path("state").asText(),
                end.isTextual() ? Instant.parse(end.textValue()) : null,
                tasks);
    }

    /**
     * Asks again and again until the run has ended.
     *
     * @param interval pause between two questions
     * @param timeout after which waiting, not the run, is given up with an {@link AirflowProblem}
     * @param progress is told every status, the last one too
     */
    public AirflowStatus await(String runId, Duration interval, Duration timeout, Consumer<AirflowStatus> progress) {
        long start = System.nanoTime();
        while (true) {
            AirflowStatus status = status(runId);
            progress.accept(status);
            if (status.finished()) {
                return status;
            }
            if (System.nanoTime() - start >= timeout.toNanos()) {
                throw AirflowProblem.outOfPatience(timeout, status);
            }
            sleep(interval);
        }
    }

    private void requireRunnable() {
        AirflowHttp.Reply reply = http.get(dagPath);
        if (reply.status() == 404) {
            throw AirflowProblem.unknownDag(manifest.dagId(), connection.uri());
        }
        JsonNode dag = reply.orRefused().json();
        if (dag.path("has_import_errors").asBoolean()) {
            throw AirflowProblem.brokenDag(manifest.dagId());
        }
        if (dag.path("is_paused").asBoolean()) {
            throw AirflowProblem.pausedDag(manifest.dagId());
        }
    }

    private Optional<String> runAt(Instant logicalDate) {
        String date = encode(logicalDate.toString());
        return firstRun("?logical_date_gte=" + date + "&logical_date_lte=" + date + "&limit=1");
    }

    private Optional<String> firstRun(String query) {
        AirflowHttp.Reply reply = http.get(dagPath + "/dagRuns" + query);
        if (reply.status() == 404) {
            throw AirflowProblem.unknownDag(manifest.dagId(), connection.uri());
        }
        JsonNode first = reply.orRefused().json().path("dag_runs").path(0).path("dag_run_id");
        return first.isTextual() ? Optional.of(first.textValue()) : Optional.empty();
    }

    private AirflowStatus.Task task(String runPath, String taskId, @Nullable JsonNode instance) {
        if (instance == null) {
            return new AirflowStatus.Task(taskId, "absent", 0, null, null);
        }
        String state = instance.path("state").asText("none");
        int tryNumber = instance.path("try_number").asInt();
        JsonNode seconds = instance.path("duration");
        boolean failed = state.equals("failed") || state.equals("up_for_retry");
        return new AirflowStatus.Task(
                taskId,
                state.equals("null") ? "none" : state,
                tryNumber,
                seconds.isNumber() ? Duration.ofMillis(Math.round(seconds.asDouble() * 1000)) : null,
                failed ? failure(runPath + "/taskInstances/" + encode(taskId), tryNumber) : null);
    }

    private AirflowStatus.Failure failure(String taskPath, int tryNumber) {
        AirflowHttp.Reply exit = http.get(taskPath + "/xcomEntries/exit_code");
        JsonNode value = exit.status() == 404 ? null : exit.orRefused().json().path("value");
        AirflowHttp.Reply reply = http.get(taskPath + "/logs/" + tryNumber + "?full_content=true");
        if (reply.status() == 404) {
            List<String> none = List.of("(Airflow has no log of try " + tryNumber + ")");
            return new AirflowStatus.Failure(value == null ? null : value.intValue(), meaning(value), none);
        }
        JsonNode log = reply.orRefused().json();
        List<String> excerpt = new ArrayList<>(TaskLog.stageLines(log));
        if (value == null) {
            excerpt.addAll(TaskLog.errors(log));
        }
        return new AirflowStatus.Failure(value == null ? null : value.intValue(), meaning(value), excerpt);
    }

    private String meaning(@Nullable JsonNode exitCode) {
        return exitCode == null ? "the stage's process did not end by itself" : manifest.meaningOf(exitCode.intValue());
    }

    private String runPath(String runId) {
        return dagPath + "/dagRuns/" + encode(runId);
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AirflowProblem.interrupted();
        }
    }
}
