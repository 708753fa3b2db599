package io.tallyhouse.sample.truth;

import static io.tallyhouse.sample.truth.Tally.DENOMINATOR;
import static io.tallyhouse.sample.truth.Tally.NUMERATOR;

import io.tallyhouse.sample.world.Deviation;
import io.tallyhouse.sample.world.State;
import io.tallyhouse.sample.world.Ticket;
import io.tallyhouse.sample.world.TicketEvent;
import io.tallyhouse.sample.world.Workflow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Judges completed cases by the procedure {@code triage? (work | wait)* resolve close}, read as an automaton with four states:
 * nothing yet, under way, resolved, closed.
 */
final class ConformanceTruth {
    /** After so much silence a case without a close counts as completed. */
    static final long TIMEOUT = 90 * 86_400L;

    private static final int START = 0;
    private static final int UNDER_WAY = 1;
    private static final int IS_RESOLVED = 2;
    private static final int IS_CLOSED = 3;
    private static final int NOWHERE = -1;
    private static final String[] ACTIVITIES = {"triage", "work", "wait", "resolve", "close"};

    private final Tally tally;
    private final long end;

    ConformanceTruth(Tally tally, long end) {
        this.tally = tally;
        this.end = end;
    }

    void count(Ticket ticket) {
        List<TicketEvent> events = ticket.eventsBefore(end);
        if (events.isEmpty()) {
            return;
        }
        long completedAt = completedAt(events);
        if (completedAt > end) {
            return;
        }
        Workflow workflow = ticket.plan().team().workflow();
        List<String> trace = trace(events);
        long cost = cost(trace);
        tally.ratio("conformance_rate", workflow, completedAt, cost == 0);
        // The shortest run of the procedure is resolve, close.
        tally.add("alignment", workflow, completedAt, "cost", cost);
        tally.add("alignment", workflow, completedAt, "worst", trace.size() + 2L);
        if (ticket.deviation() != Deviation.NONE) {
            String kind = "injected_deviation_" + ticket.deviation().label();
            tally.add(kind, workflow, completedAt, NUMERATOR, 1);
            tally.add(kind, workflow, completedAt, DENOMINATOR, cost == 0 ? 0 : 1);
        }
    }

    private static long completedAt(List<TicketEvent> events) {
        for (TicketEvent event : events) {
            if (event.state() == State.CLOSED) {
                return event.at();
            }
        }
        return events.get(events.size() - 1).at() + TIMEOUT;
    }

    /** One step per run of events with the same activity. */
    private static List<String> trace(List<TicketEvent> events) {
        List<String> trace = new ArrayList<>();
        for (TicketEvent event : events) {
            String activity = event.state().activity();
            if (trace.isEmpty() || !trace.get(trace.size() - 1).equals(activity)) {
                trace.add(activity);
            }
        }
        return trace;
    }

    /** Fewest insertions and skips that turn the trace into a run: shortest distances, step by step. */
    private static long cost(List<String> trace) {
        long[] best = {0, Long.MAX_VALUE / 2, Long.MAX_VALUE / 2, Long.MAX_VALUE / 2};
        skip(best);
        for (String activity : trace) {
            long[] next = new long[best.length];
            for (int state = 0; state < best.length; state++) {
                next[state] = best[state] + 1;
            }
            for (int state = 0; state < best.length; state++) {
                int target = step(state, activity);
                if (target != NOWHERE) {
                    next[target] = Math.min(next[target], best[state]);
                }
            }
            skip(next);
            best = Arrays.copyOf(next, next.length);
        }
        return best[IS_CLOSED];
    }

    private static void skip(long[] best) {
        for (int state = 0; state < best.length; state++) {
            for (String activity : ACTIVITIES) {
                int target = step(state, activity);
                if (target != NOWHERE) {
                    best[target] = Math.min(best[target], best[state] + 1);
                }
            }
        }
    }

    private static int step(int state, String activity) {
        return switch (activity) {
            case "triage" -> state == START ? UNDER_WAY : NOWHERE;
            case "work", "wait" -> state <= UNDER_WAY ? UNDER_WAY : NOWHERE;
            case "resolve" -> state <= UNDER_WAY ? IS_RESOLVED : NOWHERE;
            default -> state == IS_RESOLVED ? IS_CLOSED : NOWHERE;
        };
    }
}
