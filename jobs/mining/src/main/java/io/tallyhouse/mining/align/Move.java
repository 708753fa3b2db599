package io.tallyhouse.mining.align;

/**
 * One visible step of an alignment; silent steps of the model are not listed.
 *
 * @param kind who moves
 * @param label the activity
 * @param position in the trace, from 0: of the event that moves or, where only the model does, of the event that is next (the
 *     length of the trace at its end)
 */
public record Move(Kind kind, String label, int position) {
    /** Who moves. */
    public enum Kind {
        /** Trace and model together; costs nothing. */
        SYNCHRONOUS,
        /** The model alone: the activity was skipped; costs 1. */
        MODEL,
        /** The trace alone: the activity was inserted; costs 1. */
        LOG
    }
}
