package io.tallyhouse.sources;

import java.io.IOException;

/** A file of which nothing can be accepted: what, where, why and how to mend it. */
public final class DeliveryException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String place;
    private final String why;
    private final String mend;

    /**
     * @param file the file as the caller names it
     * @param place where in the file, such as {@code line 7}; empty for the whole file
     * @param why half a sentence without full stop
     * @param mend a sentence
     */
    public DeliveryException(String file, Reason reason, String place, String why, String mend) {
        super("Cannot read " + file + (place.isEmpty() ? "" : " at " + place) + ": " + why + ". " + mend);
        this.reason = reason;
        this.place = place;
        this.why = why;
        this.mend = mend;
    }

    public Reason reason() {
        return reason;
    }

    public String place() {
        return place;
    }

    public String why() {
        return why;
    }

    public String mend() {
        return mend;
    }
}
