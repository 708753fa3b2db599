package io.tallyhouse.sample.truth;

import io.tallyhouse.sample.world.State;
import io.tallyhouse.sample.world.Team;
import io.tallyhouse.sample.world.Ticket;
import io.tallyhouse.sample.world.TicketEvent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows each ticket from team to team: how long it lay until the new team worked on it or had it done. */
final class HandOffTruth {
    private static final long FORTNIGHT = 14 * 86_400L;

    private final Tally tally;
    private final long end;

    HandOffTruth(Tally tally, long end) {
        this.tally = tally;
        this.end = end;
    }

    /** A ticket lies with a team that has not touched it yet. */
    private record Lying(Team team, long since) {}

    void count(Ticket ticket) {
        long resolvedAt = ticket.firstResolvedAt();
        if (resolvedAt >= end) {
            return;
        }
        List<Lying> lying = new ArrayList<>();
        @Nullable Team holder = null;
        for (TicketEvent event : ticket.eventsBefore(end)) {
            if (event.at() > resolvedAt + FORTNIGHT) {
                return;
            }
            Team team = event.team() == null ? holder : event.team();
            if (team != null && holder != null && !team.equals(holder)) {
                lying.add(new Lying(team, event.at()));
            }
            holder = team;
            if (event.state() == State.ACTIVE || event.state().done()) {
                for (Iterator<Lying> all = lying.iterator(); all.hasNext(); ) {
                    Lying one = all.next();
                    if (one.team().equals(team)) {
                        tally.value(
                                "hand_off_wait", ticket.plan().team().workflow(), resolvedAt, event.at() - one.since());
                        all.remove();
                    }
                }
            }
        }
    }
}
