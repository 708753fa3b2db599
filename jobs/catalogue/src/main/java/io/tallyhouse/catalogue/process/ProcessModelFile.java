package io.tallyhouse.catalogue.process;

import io.tallyhouse.catalogue.yaml.Default;
import io.tallyhouse.catalogue.yaml.Place;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A version of a process model: {@code sql/process_models/<name>/<version>.yaml}.
 *
 * @param name of the process
 * @param version from 1
 * @param sentence what it describes
 * @param effectiveFrom first day on which cases that start are judged by it, UTC
 * @param sources sources of the cases it judges
 * @param place of the mapping in its file
 * @param model the model as an expression over activities; once loaded the text of {@code file} where that is given
 * @param file beside this one, with the model as a Petri net (.pnml) or a process tree (.ptml); null where it stands here
 * @param finalActivities activities whose first event completes a case
 * @param timeout after its last event a case without one counts as completed
 * @param accepted deviations that the process owner accepts, each with its days
 */
public record ProcessModelFile(
        String name,
        int version,
        String sentence,
        LocalDate effectiveFrom,
        List<String> sources,
        Place place,
        @Nullable String model,
        @Nullable String file,
        List<String> finalActivities,
        @Default("90d") Duration timeout,
        List<AcceptedDeviation> accepted) {

    /** @throws IllegalArgumentException when a deviation is accepted twice on a day */
    public ProcessModelFile {
        for (int i = 0; i < accepted.size(); i++) {
            for (AcceptedDeviation before : accepted.subList(0, i)) {
                if (accepted.get(i).overlaps(before)) {
                    throw new IllegalArgumentException("Accepted twice from "
                            + accepted.get(i).acceptedOn() + ": "
                            + before.shownAs().name().toLowerCase(Locale.ROOT) + " " + before.activity()
                            + "; give the first an end with until");
                }
            }
        }
    }

    /** Name and version as figures print them. */
    public String id() {
        return name + "/" + version;
    }

    /** The model as it is written, here or in its file. */
    public String text() {
        return Objects.requireNonNull(model);
    }

    /** The same with the text of its file. */
    public ProcessModelFile with(String text) {
        return new ProcessModelFile(
                name, version, sentence, effectiveFrom, sources, place, text, file, finalActivities, timeout, accepted);
    }
}
