package io.tallyhouse.lake.run;

import io.tallyhouse.lake.run.ModelResult.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * What came of all models, in their order.
 *
 * @param results one per model
 */
public record RunReport(List<ModelResult> results) {
    public RunReport {
        results = List.copyOf(results);
    }

    public ModelResult of(String model) {
        return results.stream().filter(r -> r.model().equals(model)).findFirst().orElseThrow();
    }

    public List<ModelResult> with(Outcome outcome) {
        return results.stream().filter(r -> r.outcome() == outcome).toList();
    }

    /**
     * Turns failures into an exception.
     *
     * @throws ModelRunException naming every table that failed, with the first failure as cause
     */
    public RunReport throwIfFailed() {
        Optional<ModelResult> failed = with(Outcome.FAILED).stream().findFirst();
        if (failed.isPresent()) {
            throw new ModelRunException(this);
        }
        return this;
    }
}
