package io.tallyhouse.lake.run;

/** Hears what the runner does; called from several threads. */
public interface StepListener {
    /** A table is about to be computed. */
    void started(String model, Decision decision);

    /** A table is done: written, unchanged, up to date, failed or skipped. */
    void finished(ModelResult result);

    /** Hears nothing. */
    static StepListener silent() {
        return new StepListener() {
            @Override
            public void started(String model, Decision decision) {}

            @Override
            public void finished(ModelResult result) {}
        };
    }
}
