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

/** The journal of runs: entries are gathered while a stage works and written in one segment when it ends. */
public final class RunLedger {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Journal journal;

    public RunLedger(Path warehouse) {
        this.journal = new Journal(warehouse, "runs");
    }

    /** What a stage did. */
    public static final class StageEntry {
        private final ObjectNode stage;
        private final List<ObjectNode> steps = new ArrayList<>();

        StageEntry(String run, String stage, Instant asOf, Instant startedAt) {
            this.stage = JSON.createObjectNode()
                    .put("kind", "stage")
                    .put("run", run)
                    .put("stage", stage)
                    .put("as_of", asOf.toString())
                    .put("started_at", startedAt.toString());
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
        return new StageEntry(run, stage, asOf, startedAt);
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

    /** Entries of a run, or of the newest one. */
    public List<JsonNode> entries(Optional<String> run) {
        List<String> segments = journal.segments();
        if (segments.isEmpty()) {
            return List.of();
        }
        String wanted = run.orElseGet(() -> runOf(segments.get(segments.size() - 1)));
        return segments.stream()
                .filter(s -> runOf(s).equals(wanted))
                .flatMap(s -> journal.read(s).stream())
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
