package io.tallyhouse.statistics.hours;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What a tool says it saved.
 *
 * @param claimId the claim
 * @param ticketKey the ticket it names; null when it names none
 * @param seconds claimed, not negative
 */
public record Claim(String claimId, @Nullable String ticketKey, long seconds) implements Serializable {

    /** @throws IllegalArgumentException when the seconds are negative */
    public Claim {
        if (seconds < 0) {
            throw new IllegalArgumentException("Invalid claim " + claimId + ": " + seconds + " s, expected 0 or more");
        }
    }
}
