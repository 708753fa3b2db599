package io.tallyhouse.sample.truth;

import static io.tallyhouse.sample.truth.Tally.DENOMINATOR;
import static io.tallyhouse.sample.truth.Tally.NUMERATOR;

import io.tallyhouse.sample.SampleOptions;
import io.tallyhouse.sample.world.Prompt;
import io.tallyhouse.sample.world.Ticket;
import io.tallyhouse.sample.world.TicketPlan;
import io.tallyhouse.sample.world.Training;
import io.tallyhouse.sample.world.Workflow;
import io.tallyhouse.sample.world.World;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts eligible and used work items, and training completed in time. */
final class AdoptionTruth {
    private static final int WINDOW = 28;

    private final Tally tally;
    private final World world;
    private final SampleOptions options;
    private final Set<String> helped = new HashSet<>();

    AdoptionTruth(Tally tally, World world) {
        this.tally = tally;
        this.world = world;
        this.options = world.options();
    }

    void count() {
        for (Prompt prompt : world.prompts()) {
            @Nullable Ticket ticket = prompt.ticket();
            if (ticket != null
                    && prompt.usedAt(options.endSecond())
                    && prompt.at() >= ticket.plan().opened()
                    && prompt.at() <= ticket.firstResolvedAt()) {
                helped.add(ticket.plan().number());
            }
        }
        Workflow[] workflows = Workflow.values();
        int[][] eligible = new int[workflows.length][options.weeks() * 7];
        int[][] used = new int[workflows.length][options.weeks() * 7];
        for (Ticket ticket : world.tickets()) {
            if (isEligible(ticket)) {
                Workflow workflow = ticket.plan().team().workflow();
                boolean isUsed = helped.contains(ticket.plan().number());
                tally.ratio("adoption_rate", workflow, ticket.firstResolvedAt(), isUsed);
                int day = options.dayOf(ticket.firstResolvedAt());
                eligible[workflow.ordinal()][day]++;
                used[workflow.ordinal()][day] += isUsed ? 1 : 0;
            }
        }
        for (Workflow workflow : workflows) {
            int[] could = eligible[workflow.ordinal()];
            int[] did = used[workflow.ordinal()];
            for (int day = 0; day < options.weeks() * 7; day++) {
                trailing(workflow, day, could, did);
            }
            using(
                    "all",
                    options.start(),
                    Arrays.stream(could).sum(),
                    Arrays.stream(did).sum());
            for (int week = 0; week < options.weeks(); week++) {
                using(
                        "week",
                        options.start().plusWeeks(week),
                        Arrays.stream(could, week * 7, week * 7 + 7).sum(),
                        Arrays.stream(did, week * 7, week * 7 + 7).sum());
            }
        }
        training();
    }

    private boolean isEligible(Ticket ticket) {
        TicketPlan plan = ticket.plan();
        long resolved = ticket.firstResolvedAt();
        Training training = world.organisation().training(plan.resolver());
        return resolved < options.endSecond()
                && plan.team().liveAt(resolved)
                && training != null
                && training.microtool() != null
                && plan.team().workflow().microtools().contains(training.microtool())
                && training.qualifiedAt() <= resolved;
    }

    /** Rows of grain trailing28 start on the first of the 28 days. */
    private void trailing(Workflow workflow, int lastDay, int[] eligible, int[] used) {
        long eligibleSum = 0;
        long usedSum = 0;
        for (int day = Math.max(0, lastDay - WINDOW + 1); day <= lastDay; day++) {
            eligibleSum += eligible[day];
            usedSum += used[day];
        }
        LocalDate first = options.start().plusDays(lastDay - WINDOW + 1L);
        tally.put("adoption_rate", "trailing28", first, workflow, NUMERATOR, usedSum);
        tally.put("adoption_rate", "trailing28", first, workflow, DENOMINATOR, eligibleSum);
        using("trailing28", first, eligibleSum, usedSum);
    }

    /** One workflow of those that used a tool in a period, or could have. */
    private void using(String grain, LocalDate start, long eligible, long used) {
        if (eligible > 0) {
            tally.put("workflows_using_governed", grain, start, null, NUMERATOR, used > 0 ? 1 : 0);
            tally.put("workflows_using_governed", grain, start, null, DENOMINATOR, 1);
        }
    }

    private void training() {
        for (Training training : world.organisation().trainings()) {
            long due = training.assignedAt() + 14 * SampleOptions.DAY;
            Workflow workflow = training.team().workflow();
            if (training.voidedAt() < options.endSecond()) {
                tally.add("training_void", workflow, training.assignedAt(), NUMERATOR, 1);
            } else if (due <= options.endSecond()) {
                tally.ratio("training_completion", workflow, due, training.completedAt() <= due);
            }
        }
    }
}
