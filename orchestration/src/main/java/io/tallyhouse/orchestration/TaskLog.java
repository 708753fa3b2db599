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

    /** The stage's last lines; when the stage said nothing, the errors that Airflow logged around it. */
    static List<String> excerpt(JsonNode log) {
        List<String> stage = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        for (JsonNode entry : log.path("content")) {
            String event =
                    entry.isTextual() ? entry.textValue() : entry.path("event").asText("");
            if (entry.path("logger").asText("").equals(STAGE_LOGGER)) {
                stage.add(event);
            } else if (entry.path("level").asText("").equals("error")) {
                errors.add(event);
                entry.path("error_detail")
                        .forEach(each -> errors.add(each.path("exc_type").asText("") + ": "
                                + each.path("exc_value").asText("")));
            }
        }
        List<String> lines = stage.isEmpty() ? errors : stage;
        return lines.subList(Math.max(0, lines.size() - EXCERPT_LINES), lines.size());
    }
}
