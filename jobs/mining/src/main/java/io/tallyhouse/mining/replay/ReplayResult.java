package io.tallyhouse.mining.replay;

/** What became of one trace. */
public sealed interface ReplayResult {
    /**
     * The trace was replayed to its end.
     *
     * @param counts tokens and steps
     * @param fits whether the trace is a run of the net; then nothing is missing, remaining or unknown
     */
    record Replayed(ReplayCounts counts, boolean fits) implements ReplayResult {}

    /**
     * The silent steps before an event were too many to look through; nothing is known but that.
     *
     * @param markings the budget
     */
    record NotEvaluated(long markings) implements ReplayResult {}
}
