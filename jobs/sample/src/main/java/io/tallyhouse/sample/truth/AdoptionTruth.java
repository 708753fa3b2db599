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
        for (int day = 0; day < options.weeks() * 7; day++) {
            for (Workflow workflow : workflows) {
                trailing(workflow, day, eligible[workflow.ordinal()], used[workflow.ordinal()]);
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
        if (eligibleSum > 0) {
            tally.put("workflows_using_governed", "trailing28", first, null, NUMERATOR, usedSum > 0 ? 1 : 0);
            tally.put("workflows_using_governed", "trailing28", first, null, DENOMINATOR, 1);
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
