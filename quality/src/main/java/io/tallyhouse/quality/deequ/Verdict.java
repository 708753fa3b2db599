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

    /** Only the first line, because the rest of Spark's messages is the plan, and types without package and identity. */
    static Verdict notEvaluable(String reason) {
        String first =
                reason.strip().lines().findFirst().orElse("no reason given").strip();
        return new Verdict(
                Outcome.NOT_EVALUABLE,
                first.replaceAll("org\\.apache\\.spark\\.sql\\.types\\.(\\w+)(\\$@[0-9a-f]+)?", "$1"));
    }
}
