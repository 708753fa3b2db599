package io.tallyhouse.orchestration;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The night as a scheduler sees it: when it starts, which stages follow each other, how long each may take, what an exit code
 * means. {@code orchestration/manifest/nightly.json} is this record written down; the DAG reads that file and adds nothing.
 *
 * @param dagId identifier of the DAG
 * @param description one sentence
 * @param schedule when a run starts and which interval it covers
 * @param stages in the order they run
 * @param exitCodes how a stage may end
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record NightlyManifest(
        String dagId, String description, Schedule schedule, List<Stage> stages, List<Exit> exitCodes) {

    /** Where the manifest lies, seen from the checkout's root. */
    public static final Path FILE = Path.of("orchestration", "manifest", "nightly.json");

    /** The word in a stage's arguments that stands for the end of the run's data interval, ISO-8601, UTC, whole seconds. */
    public static final String AS_OF = "{as_of}";

    public NightlyManifest {
        stages = List.copyOf(stages);
        exitCodes = List.copyOf(exitCodes);
    }

    /**
     * @param cron five fields, read in {@code timezone}; null when runs are only triggered by hand
     * @param timezone IANA name
     * @param intervalSeconds length of the data interval, which ends when the run starts
     * @param startDate no run has a logical date before it: Airflow would call such a run a success without running a task
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Schedule(@Nullable String cron, String timezone, long intervalSeconds, Instant startDate) {}

    /**
     * @param taskId the stage's name and its task's identifier
     * @param doc one sentence for the task's page
     * @param argv arguments of the launcher after the global options, with {@link #AS_OF} for the as-of time
     * @param upstream tasks that must have succeeded
     * @param retries further tries after an exit code that is retried
     * @param retryDelaySeconds pause before a further try
     * @param timeoutSeconds the stage is stopped, and not tried again, after this
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Stage(
            String taskId,
            String doc,
            List<String> argv,
            List<String> upstream,
            int retries,
            long retryDelaySeconds,
            long timeoutSeconds) {
        public Stage {
            argv = List.copyOf(argv);
            upstream = List.copyOf(upstream);
        }
    }

    /** An {@link ExitCode} as the manifest writes it. */
    public record Exit(int code, String meaning, boolean retry, String next) {}

    /** The shipped schedule: 02:00 UTC every night, over the day that ends there. */
    public static NightlyManifest generate() {
        Schedule schedule =
                new Schedule("0 2 * * *", "UTC", Duration.ofDays(1).toSeconds(), Instant.parse("2020-01-01T00:00:00Z"));
        List<Stage> stages = List.of(
                stage("land", "", "Registers the deliveries found in landing.", Duration.ofHours(1)),
                stage(
                        "ingest",
                        "land",
                        "Parses registered deliveries into bronze; rejects go to quarantine.",
                        Duration.ofHours(3)),
                stage("refine", "ingest", "Brings silver up to date with bronze.", Duration.ofHours(2)),
                stage("measure", "refine", "Computes facts and KPIs in gold.", Duration.ofHours(2)),
                stage(
                        "check",
                        "measure",
                        "Judges every rule and records the verdicts; ends well even when rules fail.",
                        Duration.ofHours(1)),
                stage(
                        "publish",
                        "check",
                        "Publishes the groups that passed; ends with 3 when one is held back.",
                        Duration.ofHours(1)));
        List<Exit> exits = Arrays.stream(ExitCode.values())
                .map(each -> new Exit(each.code(), each.meaning(), each.retried(), each.next()))
                .toList();
        return new NightlyManifest(
                "tallyhouse_nightly", "Deliveries in, KPIs measured, checked and published.", schedule, stages, exits);
    }

    /** Six further tries ten minutes apart: a manual run that holds the warehouse has an hour to end. */
    private static Stage stage(String name, String upstream, String doc, Duration timeout) {
        return new Stage(
                name,
                doc,
                List.of(name, "--as-of", AS_OF),
                upstream.isEmpty() ? List.of() : List.of(upstream),
                6,
                Duration.ofMinutes(10).toSeconds(),
                timeout.toSeconds());
    }

    /** The same night without a timetable: a run exists only when somebody triggers it. */
    public NightlyManifest triggeredOnly() {
        Schedule manual = new Schedule(null, schedule.timezone(), schedule.intervalSeconds(), schedule.startDate());
        return new NightlyManifest(dagId, description, manual, stages, exitCodes);
    }

    /** The same night with another pause between tries, whole seconds. */
    public NightlyManifest withRetryDelay(Duration delay) {
        List<Stage> changed = stages.stream()
                .map(each -> new Stage(
                        each.taskId(),
                        each.doc(),
                        each.argv(),
                        each.upstream(),
                        each.retries(),
                        delay.toSeconds(),
                        each.timeoutSeconds()))
                .toList();
        return new NightlyManifest(dagId, description, schedule, changed, exitCodes);
    }

    /** Identifiers of the tasks that must all succeed before a night is called good, in order. */
    public List<String> taskIds() {
        return stages.stream().map(Stage::taskId).toList();
    }

    /** What the manifest says about an exit code, or that it says nothing. */
    public String meaningOf(int code) {
        return exitCodes.stream()
                .filter(each -> each.code() == code)
                .findFirst()
                .map(Exit::meaning)
                .orElse("not an exit code of the manifest");
    }

    /** The interval of the run whose as-of time is given. */
    public DataInterval intervalEndingAt(Instant asOf) {
        return new DataInterval(asOf.minusSeconds(schedule.intervalSeconds()), asOf);
    }

    /** The file's text: keys in the order of the records, two spaces, a line feed at the end. */
    public String toJson() {
        return ManifestJson.write(this);
    }

    /**
     * Reads a manifest.
     *
     * @throws IOException when the file cannot be read, is not JSON, or has unknown or missing keys
     */
    public static NightlyManifest read(Path file) throws IOException {
        return ManifestJson.read(file);
    }
}
