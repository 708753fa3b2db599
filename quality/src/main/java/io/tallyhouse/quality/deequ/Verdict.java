package io.tallyhouse.quality.deequ;

import io.tallyhouse.quality.result.Outcome;

/**
 * What Deequ said about a rule.
 *
 * @param outcome how it ended
 * @param seen what it saw, or why it could not be judged
 */
record Verdict(Outcome outcome, String seen) {
    static Verdict passed(String seen) {
        return new Verdict(Outcome.PASSED, seen);
    }

    static Verdict failed(String seen) {
        return new Verdict(Outcome.FAILED, seen);
    }

    /** Only the first line: the rest of Spark's messages is the plan. */
    static Verdict notEvaluable(String reason) {
        return new Verdict(
                Outcome.NOT_EVALUABLE,
                reason.strip().lines().findFirst().orElse("no reason given").strip());
    }
}
