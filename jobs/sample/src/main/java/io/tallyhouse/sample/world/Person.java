package io.tallyhouse.sample.world;

import java.util.List;

/**
 * A person of the organisation.
 *
 * @param id id that tickets and prompts use
 * @param name first and last name
 * @param email work address
 * @param role role of the playbook
 * @param paidHours paid hours a week
 * @param postings where the person worked, in order of time; the first starts before the data
 */
public record Person(String id, String name, String email, String role, int paidHours, List<Posting> postings) {
    /** Role of those who work on tickets. */
    public static final String FRONTLINE = "frontline_ops";

    /** Role of team leads. */
    public static final String MANAGER = "ops_manager";

    /** Role of those who watch the rules. */
    public static final String LIAISON = "compliance_liaison";

    /**
     * A stay in a team.
     *
     * @param team the team
     * @param fromDay first day, counted from 1970
     * @param toDay first day after it, counted from 1970; {@link Long#MAX_VALUE} while it lasts
     * @param recordedAt when HR recorded its beginning, in seconds since 1970 UTC
     */
    public record Posting(Team team, long fromDay, long toDay, long recordedAt) {}

    /** The team in which the person started. */
    public Team homeTeam() {
        return postings.get(0).team();
    }
}
