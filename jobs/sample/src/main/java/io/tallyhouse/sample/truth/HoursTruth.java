package io.tallyhouse.sample.truth;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyhouse.sample.SampleOptions;
import io.tallyhouse.sample.world.Approval;
import io.tallyhouse.sample.world.Prompt;
import io.tallyhouse.sample.world.SimulatedTicket;
import io.tallyhouse.sample.world.Team;
import io.tallyhouse.sample.world.Ticket;
import io.tallyhouse.sample.world.Training;
import io.tallyhouse.sample.world.World;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the tools truly saved, on the units of hours returned: tickets first resolved by a team that its records call live.
 *
 * <p>Seconds of effect are the handling that a ticket would have taken without the tools less what it took, both up to first
 * resolution + 28 days and complete even where the data end before.
 */
final class HoursTruth {
    private static final String[] AMOUNTS = {
        "tickets",
        "handling_seconds",
        "settled_handling_seconds",
        "counterfactual_seconds",
        "effect_seconds",
        "training_seconds",
        "review_seconds",
        "claims_seconds",
        "largest_claims_seconds",
        "unrecorded_effect_seconds"
    };

    private final World world;
    private final SampleOptions options;
    private final TreeMap<String, TreeMap<String, Long>> sums = new TreeMap<>();

    HoursTruth(World world) {
        this.world = world;
        this.options = world.options();
    }

    void writeTo(ArrayNode rows) {
        Map<String, Long> largest = new HashMap<>();
        Map<String, Long> all = new HashMap<>();
        for (Prompt prompt : world.prompts()) {
            @Nullable Ticket ticket = prompt.ticket();
            if (ticket != null && prompt.claimedSeconds() > 0) {
                largest.merge(ticket.plan().number(), prompt.claimedSeconds(), Math::max);
                all.merge(ticket.plan().number(), prompt.claimedSeconds(), Long::sum);
            }
        }
        for (SimulatedTicket ticket : world.resolvedTickets()) {
            ticket(ticket, largest.getOrDefault(ticket.number(), 0L), all.getOrDefault(ticket.number(), 0L));
        }
        overhead();
        for (Map.Entry<String, TreeMap<String, Long>> sum : sums.entrySet()) {
            List<String> key = List.of(sum.getKey().split("\\|"));
            ObjectNode row = rows.addObject()
                    .put("grain", key.get(0))
                    .put("period_start", key.get(1))
                    .put("function", key.get(2));
            for (String amount : AMOUNTS) {
                row.put(amount, sum.getValue().getOrDefault(amount, 0L));
            }
        }
    }

    private void ticket(SimulatedTicket ticket, long largestClaim, long allClaims) {
        String function = ticket.function();
        long at = ticket.firstResolved();
        if (!ticket.live()) {
            add(function, at, "unrecorded_effect_seconds", ticket.effectSeconds());
            return;
        }
        add(function, at, "tickets", 1);
        add(function, at, "handling_seconds", ticket.handlingSeconds());
        add(function, at, "settled_handling_seconds", ticket.settledHandlingSeconds());
        add(function, at, "counterfactual_seconds", ticket.settledHandlingSeconds() + ticket.effectSeconds());
        add(function, at, "effect_seconds", ticket.effectSeconds());
        add(function, at, "largest_claims_seconds", largestClaim);
        add(function, at, "claims_seconds", allClaims);
    }

    /** Training at its completion and review at its decision, in whatever period these lie. */
    private void overhead() {
        for (Training training : world.organisation().trainings()) {
            if (training.completedAt() < options.endSecond()) {
                add(training.team(), training.completedAt(), "training_seconds", training.seconds());
            }
        }
        for (Prompt prompt : world.prompts()) {
            @Nullable Approval approval = prompt.approval();
            if (approval != null && approval.decidedAt() < options.endSecond()) {
                add(approval.team(), approval.decidedAt(), "review_seconds", approval.reviewSeconds());
            }
        }
    }

    private void add(Team team, long at, String amount, long seconds) {
        add(team.workflow().function(), at, amount, seconds);
    }

    private void add(String function, long at, String amount, long seconds) {
        LocalDate day = options.start().plusDays(options.dayOf(at));
        LocalDate month = day.withDayOfMonth(1);
        LocalDate quarter = LocalDate.of(day.getYear(), (day.getMonthValue() - 1) / 3 * 3 + 1, 1);
        LocalDate week = options.start().plusWeeks(Math.floorDiv(options.dayOf(at), 7));
        List<String> periods = new ArrayList<>(
                List.of("all|" + options.start(), "month|" + month, "quarter|" + quarter, "week|" + week));
        for (String period : periods) {
            for (String member : List.of(function, "All")) {
                sums.computeIfAbsent(period + "|" + member, k -> new TreeMap<>())
                        .merge(amount, seconds, Long::sum);
            }
        }
    }
}
