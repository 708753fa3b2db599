package io.tallyhouse.mining.align;

import java.util.List;

/**
 * One step in which trace and model differ.
 *
 * @param position in the trace, from 0: of the inserted event, or of the event before which the activity was skipped (the length
 *     of the trace at its end)
 * @param kind what happened
 * @param activity the one skipped or inserted
 * @param expected what the model could have done next, given what the alignment had it do before, in the order of
 *     {@link String#compareTo}; empty where it could only end
 */
public record Deviation(int position, Kind kind, String activity, List<String> expected) {
    /** Defensive copy. */
    public Deviation {
        expected = List.copyOf(expected);
    }

    /** What happened. */
    public enum Kind {
        /** The model demands a step that the trace does not have. */
        SKIPPED,
        /** The trace has a step that the model does not allow there. */
        INSERTED
    }
}
