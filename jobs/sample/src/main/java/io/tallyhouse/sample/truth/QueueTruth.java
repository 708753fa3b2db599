package io.tallyhouse.sample.truth;

import static io.tallyhouse.sample.truth.Tally.DENOMINATOR;
import static io.tallyhouse.sample.truth.Tally.NUMERATOR;

import io.tallyhouse.sample.SampleOptions;
import io.tallyhouse.sample.world.ExceptionItem;
import io.tallyhouse.sample.world.Prompt;
import io.tallyhouse.sample.world.Ticket;
import io.tallyhouse.sample.world.TicketEvent;
import io.tallyhouse.sample.world.Workflow;
import io.tallyhouse.sample.world.World;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Counts what is open: tickets and exceptions at the end of each week, exceptions opened, per ticket, and cleared within a day, and
 * flags that nobody made an exception of.
 */
final class QueueTruth {
    private static final List<String> KINDS = List.of("queue", "policy", "flagged");

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
        Set<String> registered = new HashSet<>();
        for (ExceptionItem item : world.exceptions()) {
            if (item.openedAt() < options.endSecond()) {
                exception(item);
            }
            if (item.promptId() != null) {
                registered.add(item.promptId());
            }
        }
        for (Prompt prompt : world.prompts()) {
            boolean missing = prompt.flagged() && !registered.contains(prompt.id());
            tally.add("exceptions_unregistered", prompt.workflow(), prompt.at(), NUMERATOR, missing ? 1 : 0);
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
        if (ticket.firstResolvedAt() < options.endSecond()) {
            for (String kind : KINDS) {
                tally.add("exception_rate_" + kind, workflow, ticket.firstResolvedAt(), DENOMINATOR, 1);
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

    /** What is open at the end of a week is what the next one starts with: only the difference is added. */
    private void growth(String metric, Workflow workflow, long from, long until) {
        for (int week = -1; week < options.weeks(); week++) {
            long weekEnd = options.startSecond() + (week + 1) * SampleOptions.WEEK;
            if (from < weekEnd && until >= weekEnd) {
                if (week >= 0) {
                    tally.put(metric, "week", options.start().plusWeeks(week), workflow, NUMERATOR, 1);
                }
                if (week + 1 < options.weeks()) {
                    tally.put(metric, "week", options.start().plusWeeks(week + 1), workflow, NUMERATOR, -1);
                    tally.put(metric, "week", options.start().plusWeeks(week + 1), workflow, DENOMINATOR, 1);
                }
            }
        }
    }

    private void exception(ExceptionItem item) {
        Workflow workflow = item.team().workflow();
        growth("exception_growth_" + item.kind(), workflow, item.openedAt(), item.clearedAt());
        tally.add("exception_rate_" + item.kind(), workflow, item.openedAt(), NUMERATOR, 1);
        open("exception_backlog_" + item.kind(), workflow, item.openedAt(), item.clearedAt());
        tally.add("exceptions_opened_" + item.kind(), workflow, item.openedAt(), NUMERATOR, 1);
        long due = item.openedAt() + SampleOptions.DAY;
        if (due <= options.endSecond()) {
            tally.ratio("exception_clearance_" + item.kind(), workflow, due, item.clearedAt() <= due);
        }
    }
}
