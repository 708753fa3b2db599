package io.tallyhouse.orchestration;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What can go wrong between us and Airflow, one factory method each; the message ends with what to do next. */
public final class AirflowProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    private AirflowProblem(ExitCode exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** How a command that met the problem should end. */
    public ExitCode exitCode() {
        return exitCode;
    }

    static AirflowProblem invalidAddress(URI uri, String why) {
        String shown = uri.getRawUserInfo() == null ? uri.toString() : "(with a user in it)";
        return usage("Invalid Airflow address " + shown + ": " + why);
    }

    static AirflowProblem unreachable(URI uri, Throwable cause) {
        String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new AirflowProblem(
                ExitCode.FAILED,
                "Cannot reach Airflow at " + uri + ": " + why
                        + ". Is its API server running? Run `./tallyhouse doctor`",
                cause);
    }

    static AirflowProblem interrupted() {
        return failed("Interrupted while waiting for Airflow; the run goes on there");
    }

    static AirflowProblem loginRefused(AirflowConnection connection, int status, String detail) {
        return usage("Cannot log in to Airflow as " + connection + ": " + status + " " + detail
                + ". Check user and password in the configuration");
    }

    static AirflowProblem notJson(URI uri, Throwable cause) {
        return new AirflowProblem(
                ExitCode.FAILED,
                "Cannot read the answer of " + uri + " as JSON: is Airflow behind this address?",
                cause);
    }

    static AirflowProblem refused(String method, URI uri, int status, String detail) {
        return failed("Cannot " + method + " " + uri + ": Airflow answered " + status + " " + detail);
    }

    static AirflowProblem unknownDag(String dagId, URI uri) {
        return usage("Cannot find DAG " + dagId + " on " + uri + ": deploy orchestration/dags/" + dagId
                + ".py and look for import errors with `airflow dags list-import-errors`");
    }

    static AirflowProblem brokenDag(String dagId) {
        return usage("Cannot trigger " + dagId + ": its file does not import. Run `airflow dags list-import-errors`");
    }

    static AirflowProblem pausedDag(String dagId) {
        return usage("Cannot trigger " + dagId
                + ": it is paused and the run would stay queued. Run `airflow dags unpause " + dagId + "`");
    }

    static AirflowProblem beforeStart(Instant logicalDate, Instant startDate) {
        return usage("Cannot trigger a run with logical date " + logicalDate + ": the manifest starts at " + startDate
                + ", and Airflow calls an earlier run a success without running a task");
    }

    static AirflowProblem duplicateRun(DataInterval interval, String runId) {
        return usage("Cannot trigger a run as of " + interval.end() + ": run " + runId
                + " covers it already. See `./tallyhouse airflow status " + runId
                + "`; to run it again, clear its tasks in Airflow");
    }

    static AirflowProblem unknownRun(String dagId, String runId) {
        return usage("Cannot find run " + runId + " of " + dagId
                + ". Run `./tallyhouse airflow status` without a run for the latest one");
    }

    static AirflowProblem outOfPatience(Duration timeout, AirflowStatus last) {
        return failed("Cannot wait longer than " + timeout.toSeconds() + " s for run " + last.runId() + ", which is "
                + last.runState() + ". It goes on; run `./tallyhouse airflow wait " + last.runId() + "`");
    }

    private static AirflowProblem usage(String message) {
        return new AirflowProblem(ExitCode.USAGE, message, null);
    }

    private static AirflowProblem failed(String message) {
        return new AirflowProblem(ExitCode.FAILED, message, null);
    }
}
