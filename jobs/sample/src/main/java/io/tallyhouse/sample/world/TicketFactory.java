package io.tallyhouse.sample.world;

import io.tallyhouse.sample.SampleOptions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Draws the tickets of an organisation and plays each with the tools, where its team has them, and without. */
final class TicketFactory {
    private static final double[] DAYS = {0.19, 0.18, 0.18, 0.18, 0.17, 0.06, 0.04};
    private static final int PROMOTION_WEEK = 17;

    private final Organisation organisation;
    private final SampleOptions options;

    TicketFactory(Organisation organisation) {
        this.organisation = organisation;
        this.options = organisation.options();
    }

    List<Ticket> create() {
        List<TicketPlan> plans = new ArrayList<>();
        for (Team team : organisation.teams()) {
            for (int week = 0; week < options.weeks(); week++) {
                addWeek(plans, team, week);
            }
        }
        plans.sort(Comparator.comparingLong(TicketPlan::opened).thenComparingLong(TicketPlan::key));
        List<Ticket> tickets = new ArrayList<>(plans.size());
        for (int i = 0; i < plans.size(); i++) {
            tickets.add(play(numbered(plans.get(i), i)));
        }
        return tickets;
    }

    private void addWeek(List<TicketPlan> plans, Team team, int week) {
        boolean support = team.workflow() == Workflow.SUPPORT;
        double promotion = options.confounded() && week == PROMOTION_WEEK ? 1.5 : 1;
        double mean = (support ? 2_050 : 1_050) * options.scale() * team.share() * promotion;
        int count = Draw.of(options.seed(), "volume", team.index(), week).poisson(mean);
        for (int i = 0; i < count; i++) {
            TicketPlan plan = plan(team, week, i);
            if (plan.opened() >= options.startSecond() && plan.opened() < options.endSecond()) {
                plans.add(plan);
            }
        }
    }

    private TicketPlan plan(Team team, int week, int i) {
        long key = ((long) team.index() << 40) | ((long) week << 24) | i;
        Draw draw = Draw.of(options.seed(), "ticket", key);
        double drift = options.confounded() ? week / 26.0 : 0;
        int priority = 1 + draw.pick(0.008, 0.14 * (1 - 0.4 * drift), 0.60, 0.252 * (1 + 0.8 * drift));
        double[] shares = team.workflow().channelShares();
        shares[shares.length - 1] *= 1 + 0.8 * drift;
        String channel = team.workflow().channels().get(draw.pick(shares));
        LocalDate day = options.start().plusDays(7L * week + draw.pick(DAYS));
        long midnight = day.atStartOfDay(team.region().zone()).toEpochSecond();
        long opened = midnight + (long) (3_600 * (7 + 12 * (draw.uniform() + draw.uniform()) / 2));
        boolean badTime = options.confounded() && team.pilot() && opened < team.goLive();
        double effort = priorityEffort(priority)
                * team.workflow().channelEffort(channel)
                * team.level()
                * (badTime ? 1.15 : 1)
                * draw.logNormal(0.35);
        Person resolver = organisation.frontline(team, draw.uniform());
        return new TicketPlan("", 0, key, team, priority, channel, opened, effort, resolver);
    }

    private static double priorityEffort(int priority) {
        return switch (priority) {
            case 1 -> 1.3;
            case 2 -> 1.35;
            case 3 -> 1.0;
            default -> 0.75;
        };
    }

    private static TicketPlan numbered(TicketPlan plan, int serial) {
        return new TicketPlan(
                String.format(Locale.ROOT, "INC%07d", 100_001 + serial),
                serial,
                plan.key(),
                plan.team(),
                plan.priority(),
                plan.channel(),
                plan.opened(),
                plan.effort(),
                plan.resolver());
    }

    private Ticket play(TicketPlan plan) {
        Draw draw = Draw.of(options.seed(), "use", plan.key());
        String sysId = draw.hex32();
        Team team = plan.team();
        boolean live = plan.opened() >= team.goLive();
        boolean uses = live && draw.chance(willingness(plan)) && qualified(plan);
        TicketProcess.Course without = TicketProcess.play(organisation, plan, 0);
        TicketProcess.Course with = live ? TicketProcess.play(organisation, plan, strength(plan, uses)) : without;
        return new Ticket(
                plan,
                sysId,
                with.events(),
                with.deviation(),
                live,
                uses,
                Ticket.handlingSeconds(without.events(), Long.MAX_VALUE));
    }

    private static double willingness(TicketPlan plan) {
        long days = (plan.opened() - plan.team().goLive()) / SampleOptions.DAY;
        return days < 7 ? 0.73 : 0.765;
    }

    private boolean qualified(TicketPlan plan) {
        Training training = organisation.training(plan.resolver());
        return training != null && training.qualifiedAt() <= plan.opened();
    }

    private static double strength(TicketPlan plan, boolean uses) {
        long weeks = (plan.opened() - plan.team().goLive()) / SampleOptions.WEEK;
        double ramp = weeks == 0 ? 0.6 : weeks == 1 ? 0.85 : 1;
        return Math.min(1.15, ramp * plan.team().effect() * (uses ? 1.1 : 0.7));
    }
}
