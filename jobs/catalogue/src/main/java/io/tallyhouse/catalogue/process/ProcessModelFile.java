package io.tallyhouse.catalogue.process;

import io.tallyhouse.catalogue.yaml.Default;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/**
 * A version of a process model: {@code sql/process_models/<name>/<version>.yaml}.
 *
 * @param name of the process
 * @param version from 1
 * @param sentence what it describes
 * @param effectiveFrom first day on which cases that start are judged by it, UTC
 * @param sources sources of the cases it judges
 * @param model the model as an expression over activities
 * @param finalActivities activities whose first event completes a case
 * @param timeout after its last event a case without one counts as completed
 */
public record ProcessModelFile(
        String name,
        int version,
        String sentence,
        LocalDate effectiveFrom,
        List<String> sources,
        String model,
        List<String> finalActivities,
        @Default("90d") Duration timeout) {

    /** Name and version as figures print them. */
    public String id() {
        return name + "/" + version;
    }
}
