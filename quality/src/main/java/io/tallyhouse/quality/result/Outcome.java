package io.tallyhouse.quality.result;

import java.util.Locale;

/** How the judgement of a rule ended. */
public enum Outcome {
    /** the rule holds, or there is no row it could speak about */
    PASSED,
    /** Deequ judged it and it does not hold */
    FAILED,
    /** it could not be judged: a column is missing or of another type, an expression is invalid, a statement gave nothing */
    NOT_EVALUABLE;

    /** The word in results. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
