package io.tallyhouse.orchestration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Finds in a task's log, as Airflow's API gives it, the lines that say why the task failed. */
final class TaskLog {
    /** The logger under which the DAG passes on what a stage prints. */
    private static final String STAGE_LOGGER = "tallyhouse.stage";

    private static final int EXCERPT_LINES = 20;

    private TaskLog() {}

    /** The last lines that the stage printed. */
    static List<String> stageLines(JsonNode log) {
        List<String> lines = new ArrayList<>();
        for (JsonNode entry : log.path("content")) {
            if (entry.path("logger").asText("").equals(STAGE_LOGGER)) {
                lines.add(entry.path("event").asText(""));
            }
        }
        return last(lines);
    }

    /** The last errors that Airflow logged around the stage, with what was thrown. */
    static List<String> errors(JsonNode log) {
        List<String> lines = new ArrayList<>();
        for (JsonNode entry : log.path("content")) {
            if (entry.path("level").asText("").equals("error")) {
                lines.add(entry.path("event").asText(""));
                for (JsonNode thrown : entry.path("error_detail")) {
                    lines.add(thrown.path("exc_type").asText("") + ": "
                            + thrown.path("exc_value").asText(""));
                }
            }
        }
        return last(lines);
    }

    private static List<String> last(List<String> lines) {
        return lines.subList(Math.max(0, lines.size() - EXCERPT_LINES), lines.size());
    }
}
