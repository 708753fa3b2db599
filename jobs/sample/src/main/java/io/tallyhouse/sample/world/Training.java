package io.tallyhouse.sample.world;

import org.jspecify.annotations.Nullable;

/**
 * An assignment of one person to one training track. Times are seconds since 1970 UTC; {@link Team#NEVER} is a time that never came.
 *
 * @param id id of the assignment
 * @param person who is trained
 * @param team whose time it takes
 * @param track track of the playbook
 * @param microtool microtool that the track opens; null where it opens none
 * @param assignedAt when it was assigned
 * @param completedAt when its modules were completed
 * @param voidedAt when it was declared void
 * @param quizScore score of the last quiz taken
 * @param quizPassedAt when the quiz was passed
 * @param shadowPassedAt when the shadow sample was complete
 * @param seconds paid seconds that its modules took
 */
public record Training(
        String id,
        Person person,
        Team team,
        String track,
        @Nullable String microtool,
        long assignedAt,
        long completedAt,
        long voidedAt,
        double quizScore,
        long quizPassedAt,
        long shadowPassedAt,
        long seconds) {
    /** Tickets to be worked in shadow mode before the gate opens. */
    public static final int SHADOW_SAMPLE = 50;

    /** Quiz score from which on the gate opens. */
    public static final double QUIZ_THRESHOLD = 0.85;

    /** When both prerequisites were met. */
    public long qualifiedAt() {
        return Math.max(quizPassedAt, shadowPassedAt);
    }
}
