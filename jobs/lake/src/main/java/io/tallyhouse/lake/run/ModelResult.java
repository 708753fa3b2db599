package io.tallyhouse.lake.run;

import io.tallyhouse.lake.table.WriteResult;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of a model in a run.
 *
 * @param model name
 * @param decision what was to be done
 * @param outcome what came of it
 * @param write what the computation changed; null when nothing was computed
 * @param failure why it failed; null unless it did
 * @param seconds wall time, computation and write
 * @param told what its engine tells beside, by name
 */
public record ModelResult(
        String model,
        Decision decision,
        Outcome outcome,
        @Nullable WriteResult write,
        @Nullable Throwable failure,
        double seconds,
        Map<String, Long> told) {
    ModelResult(
            String model,
            Decision decision,
            Outcome outcome,
            @Nullable WriteResult write,
            @Nullable Throwable failure,
            double seconds) {
        this(model, decision, outcome, write, failure, seconds, Map.of());
    }

    /** What came of a model. */
    public enum Outcome {
        /** nothing to do */
        UP_TO_DATE,
        /** computed, no row differed, nothing written */
        UNCHANGED,
        /** one commit */
        WRITTEN,
        FAILED,
        /** a table that it reads failed */
        SKIPPED
    }

    /** Rows inserted, updated and deleted. */
    public long rows() {
        return write == null ? 0 : write.rows();
    }
}
