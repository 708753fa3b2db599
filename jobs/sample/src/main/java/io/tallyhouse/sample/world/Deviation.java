package io.tallyhouse.sample.world;

import java.util.Locale;

/** A departure from the procedure {@code triage? (work | wait)* resolve close} put into a ticket on purpose. */
public enum Deviation {
    /** None. */
    NONE,
    /** Worked on before it was triaged. */
    TRIAGE_LATE,
    /** Closed without having been resolved. */
    RESOLVE_SKIPPED,
    /** Resolved before it was triaged, then taken up again. */
    RESOLVED_FIRST,
    /** Closed, resolved and closed again. */
    CLOSED_TWICE,
    /** Never closed: counts as completed when the log's timeout of 90 days is over. */
    NEVER_CLOSED;

    /** The name in truth.json. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
