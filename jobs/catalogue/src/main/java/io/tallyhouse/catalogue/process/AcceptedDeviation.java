package io.tallyhouse.catalogue.process;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A deviation from a process model that its owner lives with. It is shown as accepted and counts all the same.
 *
 * @param shownAs what people call it
 * @param activity skipped, inserted, repeated or swapped
 * @param owner who accepted it
 * @param acceptedOn first day of completion on which it is accepted, UTC
 * @param until last day; null for no end
 * @param reason why
 */
public record AcceptedDeviation(
        ShownAs shownAs,
        String activity,
        String owner,
        LocalDate acceptedOn,
        @Nullable LocalDate until,
        String reason) {
    /** What people call a deviation. */
    public enum ShownAs {
        SKIPPED,
        INSERTED,
        REPEATED,
        SWAPPED
    }

    /** Whether another one may hold for the same deviation on the same day. */
    boolean overlaps(AcceptedDeviation other) {
        return shownAs == other.shownAs
                && activity.equals(other.activity)
                && !endsBefore(other.acceptedOn)
                && !other.endsBefore(acceptedOn);
    }

    private boolean endsBefore(LocalDate day) {
        return until != null && until.isBefore(day);
    }
}
