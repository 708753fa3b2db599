package io.tallyhouse.statistics.hours;

import java.io.Serializable;

/**
 * What a live team spent on the tools in the period, and the time it was paid for.
 *
 * @param team the team
 * @param trainingSeconds training of its people
 * @param reviewSeconds approval and review booked outside the tickets
 * @param paidSeconds person-weeks times paid seconds a week (from HR, else 40 h): more than this cannot have been returned
 */
public record TeamLedger(String team, long trainingSeconds, long reviewSeconds, long paidSeconds)
        implements Serializable {

    /** @throws IllegalArgumentException when a number is negative */
    public TeamLedger {
        if (trainingSeconds < 0 || reviewSeconds < 0 || paidSeconds < 0) {
            throw new IllegalArgumentException("Invalid ledger of team " + team + ": training " + trainingSeconds
                    + " s, review " + reviewSeconds + " s, paid " + paidSeconds + " s, expected 0 or more");
        }
    }

    long overheadSeconds() {
        return Math.addExact(trainingSeconds, reviewSeconds);
    }
}
