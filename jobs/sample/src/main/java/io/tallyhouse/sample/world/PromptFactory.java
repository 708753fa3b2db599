package io.tallyhouse.sample.world;

import io.tallyhouse.sample.SampleOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Draws the requests that people made to governed and shadow tools. */
final class PromptFactory {
    private static final String[] DECISIONS = {"accepted", "edited", "rejected", "escalated", "blocked"};
    private static final int DRIFT_WEEK = 9;

    private final Organisation organisation;
    private final SampleOptions options;
    private final PromptText texts = new PromptText();

    PromptFactory(Organisation organisation) {
        this.organisation = organisation;
        this.options = organisation.options();
    }

    /** All requests whose answers came before the end of the data, in order of time. */
    List<Prompt> create(List<Ticket> tickets) {
        List<Prompt> prompts = new ArrayList<>();
        for (Ticket ticket : tickets) {
            if (ticket.live()) {
                governed(prompts, ticket);
            }
            if (shadowTeam(ticket.plan().team())) {
                shadow(prompts, ticket);
            }
        }
        questions(prompts);
        prompts.removeIf(p -> p.at() >= options.endSecond());
        prompts.sort(Comparator.comparingLong(Prompt::at).thenComparing(Prompt::id));
        return prompts;
    }

    private boolean shadowTeam(Team team) {
        return options.confounded()
                && team.workflow() == Workflow.SUPPORT
                && team.index() == organisation.teams(Workflow.SUPPORT).size() - 1;
    }

    private void governed(List<Prompt> prompts, Ticket ticket) {
        Draw draw = Draw.of(options.seed(), "prompts", ticket.plan().key());
        boolean tries = draw.chance(0.12);
        int count = ticket.uses() ? 2 + draw.pick(0.3, 0.4, 0.3) : tries ? 1 : 0;
        Training training = organisation.training(ticket.plan().resolver());
        if (count == 0
                || training == null
                || training.qualifiedAt() > ticket.plan().opened()) {
            return;
        }
        long trueSaving = Math.max(0, ticket.counterfactualSeconds() - ticket.handlingSeconds(Long.MAX_VALUE));
        for (int i = 0; i < count; i++) {
            boolean first = ticket.uses() && i == 0;
            @Nullable String decision = first ? DECISIONS[draw.pick(0.7, 0.3)] : decision(draw, ticket.uses());
            boolean claims = i == 0 || (i == 1 && options.confounded());
            long claimed = claims ? Math.round(trueSaving * (options.confounded() ? 1.7 : 1.0)) : 0;
            prompts.add(prompt(draw, ticket, i, decision, claimed));
        }
    }

    private static @Nullable String decision(Draw draw, boolean taken) {
        int choice = draw.pick(taken ? 0.45 : 0, taken ? 0.2 : 0, 0.16, 0.05, 0.05, 0.09);
        return choice < DECISIONS.length ? DECISIONS[choice] : null;
    }

    private Prompt prompt(Draw draw, Ticket ticket, int i, @Nullable String decision, long claimed) {
        TicketPlan plan = ticket.plan();
        long room = ticket.firstResolvedAt() - plan.opened();
        long at = plan.opened() + 1 + (long) ((room - 2) * draw.uniform());
        List<String> tools = plan.team().workflow().microtools();
        int tool = i % tools.size();
        String id = String.format(Locale.ROOT, "pr-%s-%d", plan.number(), i + 1);
        PromptText.Content content = texts.onTicket(draw, plan);
        @Nullable Approval approval = content.yellow() && draw.chance(0.93) ? approval(draw, id, plan, at) : null;
        String name = tool == 0
                ? (plan.team().workflow() == Workflow.SUPPORT ? "triage_summarize" : "sop_suggest")
                : "kb_lookup";
        return new Made(draw, at)
                .of(
                        id,
                        plan.resolver(),
                        ticket,
                        plan.team(),
                        tools.get(tool),
                        name,
                        decision,
                        approval,
                        claimed,
                        content);
    }

    private Approval approval(Draw draw, String id, TicketPlan plan, long at) {
        long decided = at + draw.between(60, 1_800);
        return new Approval(
                "ap-" + id,
                id,
                plan.resolver(),
                organisation.manager(plan.team()),
                at,
                decided,
                draw.chance(0.94),
                plan.team(),
                draw.between(45, 180));
    }

    private void shadow(List<Prompt> prompts, Ticket ticket) {
        TicketPlan plan = ticket.plan();
        Draw draw = Draw.of(options.seed(), "shadow", plan.key());
        if (draw.chance(0.4)) {
            long at = plan.opened() + 1 + (long) ((ticket.firstResolvedAt() - plan.opened() - 2) * draw.uniform());
            String id = "sh-" + plan.number();
            prompts.add(new Made(draw, at)
                    .of(
                            id,
                            plan.resolver(),
                            ticket,
                            plan.team(),
                            null,
                            null,
                            null,
                            null,
                            0,
                            texts.onTicket(draw, plan)));
        }
    }

    /** Questions without a ticket, by people of live teams. */
    private void questions(List<Prompt> prompts) {
        for (Person person : organisation.persons()) {
            Training training = organisation.training(person);
            if (training == null || !person.role().equals(Person.FRONTLINE)) {
                continue;
            }
            Draw draw = Draw.of(options.seed(), "questions", person.id().hashCode());
            Team team = person.homeTeam();
            long at =
                    Math.max(team.goLive(), training.qualifiedAt() == Team.NEVER ? Team.NEVER : training.qualifiedAt());
            if (at == Team.NEVER) {
                continue;
            }
            int serial = 0;
            for (at += (long) draw.exponential(4 * 86_400);
                    at < options.endSecond();
                    at += (long) draw.exponential(4 * 86_400)) {
                String id = String.format(Locale.ROOT, "pq-%s-%03d", person.id(), ++serial);
                String tool = team.workflow()
                        .microtools()
                        .get(team.workflow().microtools().size() - 1);
                @Nullable String decision = decision(draw, true);
                prompts.add(new Made(draw, at)
                        .of(id, person, null, team, tool, "kb_lookup", decision, null, 0, texts.question(draw)));
            }
        }
    }

    /** The technical side of a request. */
    private final class Made {
        private final Draw draw;
        private final long at;

        Made(Draw draw, long at) {
            this.draw = draw;
            this.at = at;
        }

        Prompt of(
                String id,
                Person person,
                @Nullable Ticket ticket,
                Team team,
                @Nullable String tool,
                @Nullable String name,
                @Nullable String decision,
                @Nullable Approval approval,
                long claimed,
                PromptText.Content content) {
            long week = (at - options.startSecond()) / SampleOptions.WEEK;
            boolean drifted = week >= OrganisationFactory.SUPPORT_GO_LIVE_WEEK + DRIFT_WEEK;
            boolean later = decision != null && draw.chance(0.03);
            String home = team.region() == Region.EU ? "eu-west-1" : "us-east-1";
            boolean governed = tool != null;
            return new Prompt(
                    id,
                    at,
                    Math.min(
                            options.endSecond() - 1, at + (later ? draw.between(7_200, 100_000) : draw.between(2, 90))),
                    later,
                    person,
                    ticket,
                    team.workflow(),
                    tool,
                    name,
                    draw.chance(0.06) ? 2 : 1,
                    drifted ? "2026-05" : "2026-02",
                    options.confounded() && draw.chance(0.004) ? "ap-south-1" : home,
                    (int) (300 * draw.logNormal(0.5)) + 20,
                    (int) (140 * draw.logNormal(0.5)) + 5,
                    (int) (1_600 * draw.logNormal(0.4)) + 100,
                    (int) Math.min(99, Math.max(40, (drifted ? 84 : 89) + 7 * draw.normal())),
                    decision,
                    approval,
                    governed && draw.chance(0.02),
                    claimed,
                    governed,
                    content.text());
        }
    }
}
