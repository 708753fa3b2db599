package io.tallyhouse.sample.world;

import io.tallyhouse.sample.SampleOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Lets queues of exceptions grow by 18 % a week until go-live, then be cleared within a day; adds policy cases and flags. */
final class ExceptionFactory {
    private static final double GROWTH = 1.18;
    private static final double HOUR = 3_600;

    private final Organisation organisation;
    private final SampleOptions options;

    ExceptionFactory(Organisation organisation) {
        this.organisation = organisation;
        this.options = organisation.options();
    }

    List<ExceptionItem> create(List<Prompt> prompts) {
        List<ExceptionItem> items = new ArrayList<>();
        for (Workflow workflow : Workflow.values()) {
            queue(items, workflow);
            policy(items, workflow);
        }
        flagged(items, prompts);
        items.sort(Comparator.comparingLong(ExceptionItem::openedAt).thenComparing(ExceptionItem::id));
        return items;
    }

    private void queue(List<ExceptionItem> items, Workflow workflow) {
        Draw draw = Draw.of(options.seed(), "queue", workflow.ordinal());
        int goLive = Math.min(
                options.weeks(),
                workflow == Workflow.SUPPORT
                        ? OrganisationFactory.SUPPORT_GO_LIVE_WEEK
                        : OrganisationFactory.ORDER_GO_LIVE_WEEK);
        double first = Math.max(8, 90 * options.scale());
        int cleared = (int) Math.round(1.2 * first);
        List<Long> opened = new ArrayList<>();
        List<Long> clearing = new ArrayList<>();
        times(opened, draw, options.startSecond() - 2 * SampleOptions.WEEK, 2 * SampleOptions.WEEK, (int) first);
        for (int week = 0; week < goLive; week++) {
            int before = (int) (first * StrictMath.pow(GROWTH, week));
            int after = (int) (first * StrictMath.pow(GROWTH, week + 1));
            long start = options.startSecond() + week * SampleOptions.WEEK;
            times(opened, draw, start, SampleOptions.WEEK, after - before + cleared);
            times(clearing, draw, start, SampleOptions.WEEK, cleared);
        }
        long[] clearedAt = firstInFirstOut(opened, clearing);
        for (int i = 0; i < opened.size(); i++) {
            long live = options.startSecond() + goLive * SampleOptions.WEEK;
            long swept =
                    clearedAt[i] == Team.NEVER ? live + (long) (HOUR + 13 * 24 * HOUR * draw.uniform()) : clearedAt[i];
            items.add(item(draw, workflow, "queue", i, opened.get(i), swept));
        }
        afterGoLive(items, workflow, draw, goLive, opened.size(), (int) (2 * first));
    }

    private void afterGoLive(
            List<ExceptionItem> items, Workflow workflow, Draw draw, int goLive, int serial, int weekly) {
        List<Long> opened = new ArrayList<>();
        for (int week = goLive; week < options.weeks(); week++) {
            times(opened, draw, options.startSecond() + week * SampleOptions.WEEK, SampleOptions.WEEK, weekly);
        }
        for (int i = 0; i < opened.size(); i++) {
            double hours = draw.chance(0.96) ? 0.5 + 21 * draw.uniform() : 26 + 40 * draw.uniform();
            items.add(item(draw, workflow, "queue", serial + i, opened.get(i), opened.get(i) + (long) (hours * HOUR)));
        }
    }

    private static void times(List<Long> times, Draw draw, long start, long length, int count) {
        for (int i = 0; i < count; i++) {
            times.add(start + (long) (draw.uniform() * length));
        }
    }

    /** Clears the oldest open one at each clearing time. */
    private static long[] firstInFirstOut(List<Long> opened, List<Long> clearing) {
        opened.sort(Comparator.naturalOrder());
        clearing.sort(Comparator.naturalOrder());
        long[] cleared = new long[opened.size()];
        Arrays.fill(cleared, Team.NEVER);
        int oldest = 0;
        for (long time : clearing) {
            if (oldest < cleared.length && opened.get(oldest) < time) {
                cleared[oldest++] = time;
            }
        }
        return cleared;
    }

    private void policy(List<ExceptionItem> items, Workflow workflow) {
        Draw draw = Draw.of(options.seed(), "policy", workflow.ordinal());
        List<Long> opened = new ArrayList<>();
        times(opened, draw, options.startSecond(), options.weeks() * SampleOptions.WEEK, options.weeks());
        for (int i = 0; i < opened.size(); i++) {
            long cleared = opened.get(i) + (long) (HOUR * (1 + draw.exponential(16)));
            items.add(item(draw, workflow, "policy", i, opened.get(i), cleared));
        }
    }

    private ExceptionItem item(Draw draw, Workflow workflow, String kind, int serial, long opened, long cleared) {
        List<Team> teams = organisation.teams(workflow);
        Team team = teams.get(draw.index(teams.size()));
        String id = String.format(Locale.ROOT, "EX-%s-%s-%05d", workflow.prefix(), kind, serial + 1);
        return new ExceptionItem(id, kind, team, null, null, opened, cleared, organisation.manager(team));
    }

    /** One exception for each flag, but for a few that nobody registered. */
    private void flagged(List<ExceptionItem> items, List<Prompt> prompts) {
        for (Prompt prompt : prompts) {
            Draw draw = Draw.of(options.seed(), "flag", prompt.at(), prompt.id().hashCode());
            if (prompt.flagged() && draw.chance(0.95)) {
                @Nullable Ticket ticket = prompt.ticket();
                Team team = ticket == null
                        ? prompt.person().homeTeam()
                        : ticket.plan().team();
                items.add(new ExceptionItem(
                        "EX-" + prompt.id(),
                        "flagged",
                        team,
                        ticket == null ? null : ticket.plan().number(),
                        prompt.id(),
                        prompt.at(),
                        prompt.at() + (long) (HOUR * (0.5 + draw.exponential(9))),
                        organisation.manager(team)));
            }
        }
    }
}
