package io.tallyhouse.lake.run;

import io.tallyhouse.lake.table.LakeTables;
import java.time.Instant;
import java.util.Map;

/**
 * What a run of models needs to know.
 *
 * @param tables all tables of the warehouse
 * @param runId the run, noted in every commit
 * @param step the step of the run, noted in every commit
 * @param asOf the time the figures are made for
 * @param engines Java engines by the name after {@code java:}
 * @param references tables from the configuration by name
 * @param codeFingerprint changes whenever a Java engine may compute something else
 * @param listener hears about each model
 * @param parallelism models computed side by side
 */
public record RunContext(
        LakeTables tables,
        String runId,
        String step,
        Instant asOf,
        Map<String, TableEngine> engines,
        Map<String, Reference> references,
        String codeFingerprint,
        StepListener listener,
        int parallelism) {
    public RunContext {
        engines = Map.copyOf(engines);
        references = Map.copyOf(references);
    }

    /**
     * The reference table of that name.
     *
     * @throws IllegalArgumentException when the configuration provides none of that name
     */
    public Reference reference(String name) {
        Reference reference = references.get(name);
        if (reference == null) {
            throw new IllegalArgumentException("Unknown reference table " + name + "; known: " + references.keySet());
        }
        return reference;
    }

    /**
     * The engine of that name.
     *
     * @throws IllegalArgumentException when there is none of that name
     */
    public TableEngine engine(String name) {
        TableEngine engine = engines.get(name);
        if (engine == null) {
            throw new IllegalArgumentException("Unknown engine java:" + name + "; known: " + engines.keySet());
        }
        return engine;
    }

    RunContext in(LakeTables other) {
        return new RunContext(other, runId, step, asOf, engines, references, codeFingerprint, listener, parallelism);
    }
}
