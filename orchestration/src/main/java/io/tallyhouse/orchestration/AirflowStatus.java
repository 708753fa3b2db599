package io.tallyhouse.orchestration;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a run stands, told by its tasks. Airflow's own word for the run is kept but never trusted alone: a run without a task, or one
 * whose last task was skipped, is a "success" there.
 *
 * @param dagId the DAG
 * @param runId the run
 * @param runState Airflow's word for the run: queued, running, success, failed
 * @param asOf end of the run's data interval, UTC; null when the run was started without one
 * @param tasks every task of the manifest in its order
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record AirflowStatus(
        String dagId,
        String runId,
        String runState,

        @JsonSerialize(using = ToStringSerializer.class) @Nullable
        Instant asOf,

        List<Task> tasks) {

    public AirflowStatus {
        tasks = List.copyOf(tasks);
    }

    /**
     * @param taskId the stage's name
     * @param state as Airflow spells it; {@code none} before it is scheduled, {@code absent} when the run knows no such task
     * @param tryNumber the current or last try, from 1; 0 before the first
     * @param duration of that try; null before it ends
     * @param failure why that try did not succeed; null when nothing failed
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Task(
            String taskId,
            String state,
            int tryNumber,

            @JsonSerialize(using = ToStringSerializer.class) @Nullable
            Duration duration,

            @Nullable Failure failure) {

        /** Whether the stage itself ended well. */
        boolean ok() {
            return state.equals("success");
        }
    }

    /**
     * @param exitCode what the stage's process ended with; null when it never ended by itself, or never began
     * @param meaning the manifest's words for it
     * @param excerpt the last lines that the stage printed; without an exit code Airflow's errors after them
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Failure(@Nullable Integer exitCode, String meaning, List<String> excerpt) {
        public Failure {
            excerpt = List.copyOf(excerpt);
        }
    }

    /** Whether Airflow will do nothing more on its own. */
    @JsonProperty
    public boolean finished() {
        return runState.equals("success") || runState.equals("failed");
    }

    /** Whether the run has ended and every stage of the manifest ended well. */
    @JsonProperty
    public boolean succeeded() {
        return runState.equals("success") && tasks.stream().allMatch(Task::ok);
    }

    /** How a command that waited for the run should end: as the stage that failed did, else 0 or 1. */
    public ExitCode exitCode() {
        if (succeeded()) {
            return ExitCode.DONE;
        }
        return tasks.stream()
                .map(Task::failure)
                .filter(failure -> failure != null && failure.exitCode() != null)
                .flatMap(failure -> ExitCode.of(failure.exitCode()).stream())
                .findFirst()
                .orElse(ExitCode.FAILED);
    }

    /** For a terminal: a line per task; under a failed one its exit code, what to do, and the last lines of its log. */
    public String toText() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT, "%s as of %s: %s%n", runId, asOf == null ? "(no data interval)" : asOf, verdict()));
        int width =
                tasks.stream().mapToInt(task -> task.taskId().length()).max().orElse(0);
        for (Task task : tasks) {
            Duration duration = task.duration();
            String seconds = duration == null ? "" : String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
            String line = String.format(
                    Locale.ROOT,
                    "  %-" + width + "s  %-15s  try %d  %s",
                    task.taskId(),
                    task.state(),
                    task.tryNumber(),
                    seconds);
            text.append(line.stripTrailing()).append(System.lineSeparator());
            if (task.failure() != null) {
                appendFailure(text, task.failure());
            }
        }
        return text.toString();
    }

    private String verdict() {
        long open = tasks.stream().filter(task -> !task.ok()).count();
        return runState.equals("success") && open > 0
                ? "not done, although Airflow says success: " + open + " of " + tasks.size() + " tasks did not succeed"
                : runState;
    }

    private static void appendFailure(StringBuilder text, Failure failure) {
        String nl = System.lineSeparator();
        Integer code = failure.exitCode();
        text.append("    ")
                .append(code == null ? "" : "exit code " + code + ": ")
                .append(failure.meaning())
                .append(nl);
        if (code != null) {
            ExitCode.of(code)
                    .ifPresent(known ->
                            text.append("    next: ").append(known.next()).append(nl));
        }
        failure.excerpt().forEach(line -> text.append("    | ").append(line).append(nl));
    }
}
