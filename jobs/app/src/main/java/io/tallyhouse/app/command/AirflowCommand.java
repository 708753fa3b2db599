package io.tallyhouse.app.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallyhouse.app.Airflow;
import io.tallyhouse.app.House;
import io.tallyhouse.app.Secrets;
import io.tallyhouse.lake.journal.AtomicFile;
import io.tallyhouse.orchestration.AirflowClient;
import io.tallyhouse.orchestration.AirflowProblem;
import io.tallyhouse.orchestration.AirflowStatus;
import io.tallyhouse.orchestration.NightlyManifest;
import io.tallyhouse.terminal.Exit;
import io.tallyhouse.terminal.JsonOut;
import io.tallyhouse.terminal.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The night on Airflow, asked from outside. */
@Command(
        name = "airflow",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Start nights on Airflow and see how they went.",
        footer = {"", "Example: tallyhouse airflow trigger --as-of 2026-03-30T02:00:00Z --wait"},
        subcommands = {
            AirflowCommand.Manifest.class,
            AirflowCommand.Trigger.class,
            AirflowCommand.Status.class,
            AirflowCommand.Wait.class,
            AirflowCommand.Retry.class
        })
final class AirflowCommand {
    private AirflowCommand() {}

    /** What asks a server. */
    abstract static class Asking implements Callable<Integer> {
        private static final Duration PAUSE = Duration.ofSeconds(2);

        final Tallyhouse root;

        Asking(Tallyhouse root) {
            this.root = root;
        }

        abstract int ask(AirflowClient client, House house);

        @Override
        public Integer call() {
            try (House house = root.house()) {
                return ask(Airflow.client(house, Secrets.ofProcess()), house);
            } catch (AirflowProblem e) {
                UserError error = new UserError(e.exitCode().code(), String.valueOf(e.getMessage()));
                error.initCause(e);
                throw error;
            }
        }

        /** The run that is meant. */
        static String run(AirflowClient client, @Nullable String given) {
            if (given != null) {
                return given;
            }
            return client.latestRun()
                    .orElseThrow(() -> UserError.usage(
                            "Airflow has no run of the night yet; start one with:" + " tallyhouse airflow trigger"));
        }

        int show(AirflowStatus status) {
            if (root.json()) {
                JsonOut.print(root.terminal().out(), new ObjectMapper().valueToTree(status));
            } else {
                root.terminal().out().print(status.toText());
            }
            return status.finished() ? status.exitCode().code() : Exit.OK;
        }

        int await(AirflowClient client, String run, Duration timeout) {
            StringBuilder last = new StringBuilder();
            return show(client.await(run, PAUSE, timeout, status -> tell(status, last)));
        }

        /** A line whenever a task moved; a run that waits for another one is queued. */
        private void tell(AirflowStatus status, StringBuilder last) {
            StringBuilder line =
                    new StringBuilder("  ").append(status.runState()).append(':');
            status.tasks()
                    .forEach(t ->
                            line.append("  ").append(t.taskId()).append(' ').append(t.state()));
            if (!line.toString().contentEquals(last)) {
                last.setLength(0);
                last.append(line);
                root.terminal().say(line.toString());
            }
        }
    }

    /** Writes the manifest. */
    @Command(
            name = "manifest",
            mixinStandardHelpOptions = true,
            description =
                    "Write orchestration/manifest/nightly.json, from which the DAG is built; with --json print it instead.",
            footer = {"", "Example: tallyhouse airflow manifest"})
    static final class Manifest implements Callable<Integer> {
        private final Tallyhouse root;

        Manifest(Tallyhouse root) {
            this.root = root;
        }

        @Override
        public Integer call() {
            String text = NightlyManifest.generate().toJson();
            if (root.json()) {
                root.terminal().out().print(text);
                return Exit.OK;
            }
            Path file = Tallyhouse.home().resolve(NightlyManifest.FILE);
            try {
                AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot write the manifest " + file, e);
            }
            root.terminal().out().println("Wrote " + file);
            return Exit.OK;
        }
    }

    /** Starts a night. */
    @Command(
            name = "trigger",
            mixinStandardHelpOptions = true,
            description = "Start the night whose data interval ends at the given time.",
            footer = {"", "Example: tallyhouse airflow trigger --as-of 2026-03-30T02:00:00Z --wait"})
    static final class Trigger extends Asking {
        @Option(
                names = "--as-of",
                paramLabel = "TIME",
                description =
                        "End of the data interval; without it the last time at which the schedule starts a night.")
        private @Nullable Instant asOf;

        @Option(names = "--wait", description = "Wait for its end, and end as it did.")
        private boolean wait;

        @Option(
                names = "--timeout",
                paramLabel = "MINUTES",
                defaultValue = "600",
                description = "Stop waiting after so long (default: ${DEFAULT-VALUE}); the run goes on.")
        private long timeout = 600;

        Trigger(Tallyhouse root) {
            super(root);
        }

        @Override
        int ask(AirflowClient client, House house) {
            String run = client.trigger(asOf != null ? asOf : scheduled(house));
            root.terminal().say("started " + run);
            if (wait) {
                return await(client, run, Duration.ofMinutes(timeout));
            }
            AirflowStatus status = client.status(run);
            show(status);
            return Exit.OK;
        }

        private Instant scheduled(House house) {
            return Airflow.lastStart(
                            Airflow.manifest(house.home()), root.terminal().now())
                    .orElseThrow(() -> UserError.usage(
                            "Cannot tell which night is meant: the manifest has no daily schedule; give --as-of"));
        }
    }

    /** How a night stands. */
    @Command(
            name = "status",
            mixinStandardHelpOptions = true,
            description = "Show each task of a run; of a failed one its exit code, what to do, and its last lines."
                    + " Ends with the exit code of the stage that failed.",
            footer = {"", "Example: tallyhouse airflow status"})
    static final class Status extends Asking {
        @Parameters(index = "0", arity = "0..1", paramLabel = "RUN", description = "Without it the newest run.")
        private @Nullable String run;

        Status(Tallyhouse root) {
            super(root);
        }

        @Override
        int ask(AirflowClient client, House house) {
            return show(client.status(run(client, run)));
        }
    }

    /** Waits for a night. */
    @Command(
            name = "wait",
            mixinStandardHelpOptions = true,
            description = "Wait until a run has ended, and end as it did.",
            footer = {"", "Example: tallyhouse airflow wait tallyhouse__2026-03-30T02:00:00Z"})
    static final class Wait extends Asking {
        @Parameters(index = "0", arity = "0..1", paramLabel = "RUN", description = "Without it the newest run.")
        private @Nullable String run;

        @Option(
                names = "--timeout",
                paramLabel = "MINUTES",
                defaultValue = "600",
                description = "Stop waiting after so long (default: ${DEFAULT-VALUE}); the run goes on.")
        private long timeout = 600;

        Wait(Tallyhouse root) {
            super(root);
        }

        @Override
        int ask(AirflowClient client, House house) {
            return await(client, run(client, run), Duration.ofMinutes(timeout));
        }
    }

    /** Runs what failed again. */
    @Command(
            name = "retry",
            mixinStandardHelpOptions = true,
            description = "Run the failed tasks of a run again, and those that waited for them.",
            footer = {"", "Example: tallyhouse airflow retry tallyhouse__2026-03-30T02:00:00Z"})
    static final class Retry extends Asking {
        @Parameters(index = "0", paramLabel = "RUN", description = "Id of the run.")
        private String run = "";

        Retry(Tallyhouse root) {
            super(root);
        }

        @Override
        int ask(AirflowClient client, House house) {
            client.clearFailed(run);
            root.terminal()
                    .say("cleared the failed tasks of " + run + "; follow them with: tallyhouse airflow wait " + run);
            show(client.status(run));
            return Exit.OK;
        }
    }
}
