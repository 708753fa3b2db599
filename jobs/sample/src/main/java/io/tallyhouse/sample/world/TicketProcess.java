package io.tallyhouse.sample.world;

import static io.tallyhouse.sample.world.State.ACTIVE;
import static io.tallyhouse.sample.world.State.CLOSED;
import static io.tallyhouse.sample.world.State.NEW;
import static io.tallyhouse.sample.world.State.RESOLVED;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Plays one ticket from opening to its end.
 *
 * <p>All chances are drawn first and in a fixed order and each touch has its own stream, so that the same ticket played with and
 * without the tools differs by their effect and by nothing else that could be helped.
 */
final class TicketProcess {
    private static final State[] WAITS = {State.AWAITING_USER, State.AWAITING_PROBLEM, State.AWAITING_VENDOR};
    private static final double HOUR = 3_600;
    private static final double DAY = 86_400;

    private final Organisation organisation;
    private final TicketPlan plan;
    private final Regime regime;
    private final Fate fate;
    private final List<TicketEvent> events = new ArrayList<>();
    private long now;
    private int priority;

    private TicketProcess(Organisation organisation, TicketPlan plan, double strength) {
        this.organisation = organisation;
        this.plan = plan;
        this.regime = Regime.at(strength);
        this.fate = new Fate(Draw.of(organisation.seed(), "fate", plan.key()));
        this.now = plan.opened();
        this.priority = plan.priority();
    }

    /** A played ticket: its events in order of time, and the deviation put into it. */
    record Course(List<TicketEvent> events, Deviation deviation) {}

    static Course play(Organisation organisation, TicketPlan plan, double strength) {
        return new TicketProcess(organisation, plan, strength).play();
    }

    private Course play() {
        Deviation deviation = fate.deviates < regime.deviates() ? fate.deviation() : Deviation.NONE;
        Team other = organisation.otherTeam(plan.team(), fate.other);
        boolean misrouted = fate.misrouted < regime.misrouted();
        if (deviation == Deviation.RESOLVED_FIRST) {
            touch(RESOLVED, plan.team(), 0.3, 0.5 * HOUR);
        }
        if (deviation == Deviation.TRIAGE_LATE) {
            touch(ACTIVE, misrouted ? other : plan.team(), 0.6, 0.7 * HOUR);
        }
        triage(misrouted ? other : plan.team(), misrouted);
        // No clock may stand still after its ticket was done once: whether it would is a matter of taste.
        work(other, deviation != Deviation.RESOLVED_FIRST);
        finish(deviation, fate.closedElsewhere ? other : plan.team());
        return new Course(List.copyOf(events), deviation);
    }

    private void triage(Team first, boolean misrouted) {
        @Nullable Team shown = fate.teamMissing && events.isEmpty() ? null : first;
        add(NEW, shown, first, 0.45, 0.7 * HOUR);
        if (misrouted) {
            touch(fate.misroutedAtTriage ? NEW : ACTIVE, plan.team(), 0.45, 1.5 * HOUR);
        } else if (fate.triageTwoSteps) {
            touch(NEW, first, 0.25, 0.5 * HOUR);
        }
    }

    private void work(Team other, boolean mayWait) {
        for (int i = 0; i < fate.workSteps; i++) {
            if (i == 0 && fate.priorityChanges) {
                priority = priority >= 3 ? priority - 1 : priority + 1;
            }
            later(i == 0 ? fate.stallHours * HOUR : 0);
            touch(ACTIVE, plan.team(), 0.8, 1.3 * HOUR);
        }
        if (fate.handedOver < regime.handedOver()) {
            touch(ACTIVE, other, 0.5, 2.0 * HOUR);
            touch(ACTIVE, plan.team(), 0.4, 2.0 * HOUR);
        }
        if (mayWait && fate.waits < regime.waits()) {
            touch(WAITS[fate.waitKind], plan.team(), 0.05, 0.8 * HOUR);
            touch(ACTIVE, plan.team(), 0.4, fate.waitHours * HOUR);
        }
        if (fate.triagedAgain < regime.triagedAgain()) {
            touch(NEW, plan.team(), 0.7, 1.5 * HOUR);
            touch(ACTIVE, plan.team(), 0.6, 1.0 * HOUR);
        }
    }

    private void finish(Deviation deviation, Team closing) {
        if (deviation == Deviation.RESOLVE_SKIPPED) {
            touch(CLOSED, plan.team(), 0.5, 3.0 * HOUR);
            return;
        }
        touch(RESOLVED, plan.team(), 0.5, 1.0 * HOUR);
        if (fate.reopened < regime.reopened()) {
            reopen();
        }
        if (deviation != Deviation.NEVER_CLOSED) {
            later(fate.closeDays * DAY);
            touch(CLOSED, closing, 0, 0.1 * HOUR);
        }
        if (deviation == Deviation.CLOSED_TWICE) {
            touch(RESOLVED, plan.team(), 0.15, 4.0 * HOUR);
            touch(CLOSED, plan.team(), 0, 1.0 * HOUR);
        }
    }

    private void reopen() {
        if (fate.reopenDays > fate.closeDays) {
            long resolved = now;
            later(fate.closeDays * DAY);
            touch(CLOSED, plan.team(), 0, 0.1 * HOUR);
            now = resolved;
        }
        later(fate.reopenDays * DAY);
        touch(ACTIVE, plan.team(), 0.8, 1.0 * HOUR);
        touch(RESOLVED, plan.team(), 0.5, 1.0 * HOUR);
    }

    private void later(double seconds) {
        now += (long) seconds;
    }

    private void touch(State state, Team team, double effort, double meanDelay) {
        add(state, team, team, effort, meanDelay);
    }

    private void add(State state, @Nullable Team shown, Team team, double effort, double meanDelay) {
        Draw draw = Draw.of(organisation.seed(), "touch", plan.key(), events.size());
        double mean = effort * organisation.baseSeconds(plan.team().workflow()) * plan.effort() * regime.touch();
        long touch = effort == 0 ? 0 : Math.max(15, (long) (mean * draw.logNormal(0.4)));
        long earliest = now + (long) (meanDelay * regime.delay() * delayFactor() * draw.exponential(1));
        long begin =
                priority <= 2 ? earliest : organisation.calendar(team.region()).nextOpen(earliest);
        String person = team.equals(plan.team())
                ? plan.resolver().id()
                : organisation.frontline(team, draw.uniform()).id();
        long last =
                events.isEmpty() ? plan.opened() : events.get(events.size() - 1).at();
        now = Math.max(begin + touch, last + 1) + draw.between(5, 240);
        events.add(new TicketEvent(now, state, shown, person, touch, priority));
    }

    private double delayFactor() {
        return switch (priority) {
            case 1 -> 0.15;
            case 2 -> 0.45;
            case 3 -> 1.0;
            default -> 1.5;
        };
    }

    /** The draws that decide a ticket's course, made once in a fixed order. */
    private static final class Fate {
        private final double misrouted;
        private final boolean misroutedAtTriage;
        private final double other;
        private final boolean teamMissing;
        private final boolean triageTwoSteps;
        private final int workSteps;
        private final boolean priorityChanges;
        /** A supplier lets some tickets lie, whatever tools there are. */
        private final double stallHours;

        private final double handedOver;
        private final double waits;
        private final int waitKind;
        private final double waitHours;
        private final double triagedAgain;
        private final double reopened;
        private final double reopenDays;
        private final double closeDays;
        private final double deviates;
        private final int deviationKind;
        private final boolean closedElsewhere;

        private Fate(Draw draw) {
            misrouted = draw.uniform();
            misroutedAtTriage = draw.chance(0.5);
            other = draw.uniform();
            teamMissing = draw.chance(0.03);
            triageTwoSteps = draw.chance(0.25);
            workSteps = 1 + draw.pick(0.45, 0.35, 0.20);
            priorityChanges = draw.chance(0.04);
            stallHours = draw.chance(0.025) ? 50 + 60 * draw.uniform() : 0;
            handedOver = draw.uniform();
            waits = draw.uniform();
            waitKind = draw.pick(0.7, 0.15, 0.15);
            waitHours = 2 + draw.exponential(12);
            triagedAgain = draw.uniform();
            reopened = draw.uniform();
            reopenDays = draw.chance(0.12) ? 15 + 10 * draw.uniform() : 0.3 + 10 * draw.uniform();
            closeDays = 1 + 4 * draw.uniform();
            deviates = draw.uniform();
            deviationKind = draw.pick(0.40, 0.24, 0.08, 0.20, 0.08);
            closedElsewhere = draw.chance(0.04);
        }

        private Deviation deviation() {
            return Deviation.values()[1 + deviationKind];
        }
    }
}
