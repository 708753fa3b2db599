package io.tallyhouse.statistics.survival;

/**
 * How long one subject was watched.
 *
 * @param seconds time watched, not negative
 * @param stopped true when it ended with the event, false when the watching ended first (censored)
 */
public record Lifetime(long seconds, boolean stopped) {

    /** @throws IllegalArgumentException when the time is negative */
    public Lifetime {
        if (seconds < 0) {
            throw new IllegalArgumentException("Invalid lifetime: " + seconds + " s, expected 0 or more");
        }
    }
}
