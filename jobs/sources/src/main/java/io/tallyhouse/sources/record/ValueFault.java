package io.tallyhouse.sources.record;

import io.tallyhouse.sources.Reason;

/** A text that is no valid value; cheap, since every record of a file may have one. */
public final class ValueFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** @param why what would be right, as half a sentence */
    public ValueFault(Reason reason, String why) {
        super(why, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    public String why() {
        return String.valueOf(getMessage());
    }
}
