package io.tallyhouse.sample.world;

/**
 * A team.
 *
 * @param index position among all teams
 * @param id id that tickets use as assignment group
 * @param workflow its workflow
 * @param region where it sits
 * @param goLive when it truly went live, in seconds since 1970 UTC; {@link #NEVER} for a control team
 * @param recordedGoLive when people's records say it did; {@link #NEVER} for a control team
 * @param pilot whether it belongs to the first wave of its function
 * @param share its share of the workflow's tickets
 * @param level its lasting effort relative to the average
 * @param effect its response to the tools relative to the average
 */
public record Team(
        int index,
        String id,
        Workflow workflow,
        Region region,
        long goLive,
        long recordedGoLive,
        boolean pilot,
        double share,
        double level,
        double effect) {
    /** Go-live of a team that never went live. */
    public static final long NEVER = Long.MAX_VALUE;

    /** Whether the records say that the team was live at a time. */
    public boolean liveAt(long second) {
        return second >= recordedGoLive;
    }

    /** Whether the team ever goes live by its records. */
    public boolean everLive() {
        return recordedGoLive != NEVER;
    }
}
