package io.tallyhouse.sample.truth;

import static io.tallyhouse.sample.truth.Tally.DENOMINATOR;
import static io.tallyhouse.sample.truth.Tally.NUMERATOR;

import io.tallyhouse.sample.world.State;
import io.tallyhouse.sample.world.Team;
import io.tallyhouse.sample.world.Ticket;
import io.tallyhouse.sample.world.TicketEvent;
import io.tallyhouse.sample.world.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts rework: the class of each event, resolutions and reopenings, and the figures per resolved ticket. */
final class ReworkTruth {
    /** Seconds of orientation that a hand-off costs, by the activity with which the new team begins; signed with the sample. */
    static final Map<String, Long> ORIENTATION =
            Map.of("triage", 600L, "work", 600L, "wait", 30L, "resolve", 600L, "close", 0L);

    private static final long FORTNIGHT = 14 * 86_400L;

    private final Tally tally;
    private final long end;

    ReworkTruth(Tally tally, long end) {
        this.tally = tally;
        this.end = end;
    }

    /** What happened up to 14 days after the first resolution. */
    private static final class Cohort {
        private boolean rework;
        private boolean reopened;
        private boolean repeated;
        private long handOffs;
        private final List<Team> runs = new ArrayList<>();
    }

    void count(Ticket ticket) {
        Workflow workflow = ticket.plan().team().workflow();
        List<TicketEvent> events = ticket.eventsBefore(end);
        long resolvedAt = ticket.firstResolvedAt();
        Cohort cohort = new Cohort();
        boolean everDone = false;
        boolean doneBefore = false;
        @Nullable Team lastTeam = null;
        @Nullable State previous = null;
        int triageRuns = 0;
        int resolveRuns = 0;
        for (TicketEvent event : events) {
            boolean newRun = previous != event.state();
            triageRuns += newRun && event.state() == State.NEW ? 1 : 0;
            resolveRuns += newRun && event.state() == State.RESOLVED ? 1 : 0;
            boolean changesTeam =
                    event.team() != null && lastTeam != null && !event.team().equals(lastTeam);
            boolean done = event.state().done();
            boolean repeats = (event.state() == State.NEW && triageRuns > 1)
                    || (event.state() == State.RESOLVED && resolveRuns > 1);
            String type = !done && everDone
                    ? "reopen"
                    : repeats ? "repeat" : changesTeam && !doneBefore ? "hand_off" : "first";
            countEvent(workflow, event, type);
            if (done && !doneBefore) {
                tally.add("reopen_rate", workflow, event.at(), DENOMINATOR, 1);
            }
            boolean reopens = !done && doneBefore;
            tally.add("reopen_rate", workflow, event.at(), NUMERATOR, reopens ? 1 : 0);
            if (event.at() <= resolvedAt + FORTNIGHT) {
                cohort.rework |= !type.equals("first");
                cohort.reopened |= reopens;
                cohort.repeated |= type.equals("repeat");
                cohort.handOffs += changesTeam ? 1 : 0;
                if (event.team() != null && (lastTeam == null || changesTeam)) {
                    cohort.runs.add(event.team());
                }
            }
            everDone |= done;
            doneBefore = done;
            lastTeam = event.team() == null ? lastTeam : event.team();
            previous = event.state();
        }
        if (resolvedAt < end) {
            countTicket(workflow, resolvedAt, ticket, cohort);
        }
    }

    private void countEvent(Workflow workflow, TicketEvent event, String type) {
        long orientation = ORIENTATION.getOrDefault(event.state().activity(), 0L);
        long lost = switch (type) {
            case "reopen", "repeat" -> event.touchSeconds();
            case "hand_off" -> Math.min(orientation, event.touchSeconds());
            default -> 0;
        };
        boolean first = type.equals("first");
        tally.add("rework_event_share", workflow, event.at(), NUMERATOR, first ? 0 : 1);
        tally.add("rework_event_share", workflow, event.at(), DENOMINATOR, 1);
        tally.add("rework_time_share", workflow, event.at(), NUMERATOR, lost);
        tally.add("rework_time_share", workflow, event.at(), DENOMINATOR, event.touchSeconds());
        if (!first) {
            tally.add("rework_event_share", workflow, event.at(), type, 1);
            tally.add("rework_time_share", workflow, event.at(), type, lost);
        }
        if (event.team() == null) {
            tally.add("events_without_team", workflow, event.at(), NUMERATOR, 1);
        }
    }

    private void countTicket(Workflow workflow, long resolvedAt, Ticket ticket, Cohort cohort) {
        tally.add("tickets_resolved", workflow, resolvedAt, NUMERATOR, 1);
        tally.ratio("rework_case_rate", workflow, resolvedAt, cohort.rework);
        tally.ratio("reopened_within_14d", workflow, resolvedAt, cohort.reopened);
        tally.ratio("first_time_right", workflow, resolvedAt, !cohort.reopened && !cohort.repeated);
        tally.add("hand_offs_per_ticket", workflow, resolvedAt, NUMERATOR, cohort.handOffs);
        tally.add("hand_offs_per_ticket", workflow, resolvedAt, DENOMINATOR, 1);
        long pingPong = 0;
        for (int i = 2; i < cohort.runs.size(); i++) {
            pingPong += cohort.runs.get(i).equals(cohort.runs.get(i - 2)) ? 1 : 0;
        }
        tally.add("ping_pong", workflow, resolvedAt, NUMERATOR, pingPong);
        tally.add("ping_pong", workflow, resolvedAt, DENOMINATOR, 1);
        tally.add("aht", workflow, resolvedAt, NUMERATOR, ticket.handlingSeconds(end));
        tally.add("aht", workflow, resolvedAt, DENOMINATOR, 1);
    }
}
