package io.tallyhouse.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyhouse.lake.journal.Journal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The journal of runs: entries are gathered while a stage works and written in one segment when it ends. */
public final class RunLedger {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Set by the DAG for the processes of its tasks. */
    private static final String DAG_RUN_VARIABLE = "AIRFLOW_CTX_DAG_RUN_ID";

    private final Journal journal;
    private final @Nullable String dagRun;

    /** @param dagRun id of the DAG run that the stages written here belong to; null when nobody schedules them */
    RunLedger(Path warehouse, @Nullable String dagRun) {
        this.journal = new Journal(warehouse, "runs");
        this.dagRun = dagRun;
    }

    /** The ledger as this process writes it: on Airflow each stage names its DAG run. */
    public static RunLedger ofProcess(Path warehouse) {
        String dagRun = System.getenv(DAG_RUN_VARIABLE);
        return new RunLedger(warehouse, dagRun == null || dagRun.isBlank() ? null : dagRun);
    }

    /** What a stage did. */
    public static final class StageEntry {
        private final ObjectNode stage;
        private final List<ObjectNode> steps = new ArrayList<>();

        StageEntry(String run, @Nullable String dagRun, String stage, Instant asOf, Instant startedAt) {
            this.stage = JSON.createObjectNode()
                    .put("kind", "stage")
                    .put("run", run)
                    .put("stage", stage)
                    .put("as_of", asOf.toString())
                    .put("started_at", startedAt.toString());
            if (dagRun != null) {
                this.stage.put("dag_run", dagRun);
            }
        }

        /** A step of the stage. */
        public synchronized ObjectNode step(String name) {
            ObjectNode step = JSON.createObjectNode()
                    .put("kind", "step")
                    .put("run", stage.path("run").asText())
                    .put("stage", stage.path("stage").asText())
                    .put("step", name);
            steps.add(step);
            return step;
        }

        /** More about the stage as a whole. */
        public ObjectNode summary() {
            return stage;
        }
    }

    public StageEntry open(String run, String stage, Instant asOf, Instant startedAt) {
        return new StageEntry(run, dagRun, stage, asOf, startedAt);
    }

    /**
     * @param outcome done, blocked or failed
     * @param seconds wall time
     */
    public void close(StageEntry entry, String outcome, double seconds) {
        entry.stage.put("outcome", outcome).put("seconds", Math.round(seconds * 1000) / 1000.0);
        List<ObjectNode> entries = new ArrayList<>(entry.steps);
        entries.add(entry.stage);
        journal.append(
                entry.stage.path("run").asText() + "-"
                        + order(entry.stage.path("stage").asText()),
                entries);
    }

    /** Stages of a run sort in the order they work. */
    private static String order(String stage) {
        return Night.STAGES.indexOf(stage) + "-" + stage;
    }

    /**
     * What a night did. At a terminal it is one run; on Airflow every stage is a run of its own, and those of one DAG run are the night.
     *
     * @param night id of a run or of a DAG run; empty for the night of the newest run
     */
    public List<JsonNode> entries(Optional<String> night) {
        List<String> segments = journal.segments();
        if (segments.isEmpty()) {
            return List.of();
        }
        String wanted = night.orElseGet(() -> {
            String newest = runOf(segments.get(segments.size() - 1));
            return dagRunOf(newest).orElse(newest);
        });
        List<JsonNode> run = ofRun(wanted);
        return run.isEmpty() ? ofDagRun(wanted) : run;
    }

    /** The DAG run that a run was a stage of; empty when it was started otherwise. */
    Optional<String> dagRunOf(String run) {
        return ofRun(run).stream()
                .map(e -> e.path("dag_run").asText())
                .filter(d -> !d.isEmpty())
                .findFirst();
    }

    private List<JsonNode> ofRun(String run) {
        return journal.segments().stream()
                .filter(s -> runOf(s).equals(run))
                .flatMap(s -> journal.read(s).stream())
                .toList();
    }

    private List<JsonNode> ofDagRun(String id) {
        return journal.segments().stream()
                .map(journal::read)
                .filter(entries -> entries.stream()
                        .anyMatch(e -> e.path("dag_run").asText().equals(id)))
                .flatMap(List::stream)
                .toList();
    }

    /** The as_of of the last time that a stage was done. */
    Optional<Instant> lastAsOf(String stage) {
        return journal.read()
                .filter(e -> e.path("kind").asText().equals("stage")
                        && e.path("stage").asText().equals(stage)
                        && e.path("outcome").asText().equals("done"))
                .map(e -> Instant.parse(e.path("as_of").asText()))
                .reduce((first, second) -> second);
    }

    private static String runOf(String segment) {
        return segment.replaceAll("-\\d+-[a-z]+$", "");
    }
}
