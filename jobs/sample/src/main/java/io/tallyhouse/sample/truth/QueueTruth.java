package io.tallyhouse.sample.truth;

import static io.tallyhouse.sample.truth.Tally.NUMERATOR;

import io.tallyhouse.sample.SampleOptions;
import io.tallyhouse.sample.world.ExceptionItem;
import io.tallyhouse.sample.world.Ticket;
import io.tallyhouse.sample.world.TicketEvent;
import io.tallyhouse.sample.world.Workflow;
import io.tallyhouse.sample.world.World;
import java.time.LocalDate;
import java.util.List;

/** Counts what is open: tickets and exceptions at the end of each week, and exceptions opened and cleared within a day. */
final class QueueTruth {
    private final Tally tally;
    private final World world;
    private final SampleOptions options;

    QueueTruth(Tally tally, World world) {
        this.tally = tally;
        this.world = world;
        this.options = world.options();
    }

    void count() {
        for (Ticket ticket : world.tickets()) {
            tickets(ticket);
        }
        for (ExceptionItem item : world.exceptions()) {
            if (item.openedAt() < options.endSecond()) {
                exception(item);
            }
        }
    }

    private void tickets(Ticket ticket) {
        List<TicketEvent> events = ticket.events();
        Workflow workflow = ticket.plan().team().workflow();
        for (int i = 0; i < events.size(); i++) {
            if (!events.get(i).state().done()) {
                long until = i + 1 < events.size() ? events.get(i + 1).at() : Long.MAX_VALUE;
                open("backlog", workflow, events.get(i).at(), until);
            }
        }
    }

    /** Counts a thing open in [from, until) at each end of a week, and at the end of the data for the whole. */
    private void open(String metric, Workflow workflow, long from, long until) {
        int first = Math.max(0, Math.floorDiv(options.dayOf(from), 7));
        for (int week = first; week < options.weeks(); week++) {
            long weekEnd = options.startSecond() + (week + 1) * SampleOptions.WEEK;
            if (until < weekEnd) {
                return;
            }
            LocalDate start = options.start().plusWeeks(week);
            tally.put(metric, "week", start, workflow, NUMERATOR, 1);
            if (week == options.weeks() - 1) {
                tally.put(metric, "all", options.start(), workflow, NUMERATOR, 1);
            }
        }
    }

    private void exception(ExceptionItem item) {
        Workflow workflow = item.team().workflow();
        open("exception_backlog_" + item.kind(), workflow, item.openedAt(), item.clearedAt());
        tally.add("exceptions_opened_" + item.kind(), workflow, item.openedAt(), NUMERATOR, 1);
        long due = item.openedAt() + SampleOptions.DAY;
        if (due <= options.endSecond()) {
            tally.ratio("exception_clearance_" + item.kind(), workflow, due, item.clearedAt() <= due);
        }
    }
}
