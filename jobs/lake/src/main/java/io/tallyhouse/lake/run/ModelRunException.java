package io.tallyhouse.lake.run;

import io.tallyhouse.lake.run.ModelResult.Outcome;
import java.util.List;
import java.util.stream.Collectors;

/** Tables that could not be computed. */
public final class ModelRunException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ModelRunException(RunReport report) {
        super(text(report), report.with(Outcome.FAILED).get(0).failure());
    }

    private static String text(RunReport report) {
        List<String> skipped =
                report.with(Outcome.SKIPPED).stream().map(ModelResult::model).toList();
        return report.with(Outcome.FAILED).stream()
                .map(r -> "Cannot compute table " + r.model() + ": "
                        + (r.failure() == null ? "" : r.failure().getMessage()))
                .collect(
                        Collectors.joining("\n", "", skipped.isEmpty() ? "" : "\nNot computed after that: " + skipped));
    }
}
