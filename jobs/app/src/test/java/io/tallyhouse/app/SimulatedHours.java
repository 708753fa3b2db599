package io.tallyhouse.app;

import io.tallyhouse.sample.SampleOptions;
import io.tallyhouse.sample.SampleOrganisation;
import io.tallyhouse.sample.world.Approval;
import io.tallyhouse.sample.world.Person;
import io.tallyhouse.sample.world.Prompt;
import io.tallyhouse.sample.world.SimulatedTicket;
import io.tallyhouse.sample.world.Team;
import io.tallyhouse.sample.world.Training;
import io.tallyhouse.sample.world.World;
import io.tallyhouse.statistics.hours.HoursEstimate;
import io.tallyhouse.statistics.hours.HoursReturned;
import io.tallyhouse.statistics.hours.StratumKey;
import io.tallyhouse.statistics.hours.StratumLevel;
import io.tallyhouse.statistics.hours.StratumRow;
import io.tallyhouse.statistics.hours.TeamCell;
import io.tallyhouse.statistics.hours.TeamLedger;
import io.tallyhouse.statistics.hours.WorkUnit;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The statistics of hours called on simulated tickets as {@code KPIS.md} section 6 says, with the truth beside them: the way of the
 * warehouse, without files, tables and SQL. The baseline of a function is the eight weeks before its first go-live.
 */
final class SimulatedHours {
    static final String ALL = "All";
    static final List<String> FUNCTIONS = List.of(ALL, "Order Ops", "Support Ops");
    static final int DRAWS = 1_999;
    static final long SEED = 20_260_101;

    private final World world;
    private final List<SimulatedTicket> tickets;
    private final Map<String, Long> largestClaims = new HashMap<>();

    SimulatedHours(SampleOptions options) {
        world = SampleOrganisation.simulate(options);
        tickets = world.resolvedTickets();
        for (Prompt prompt : world.prompts()) {
            if (prompt.ticket() != null && prompt.governed() && prompt.claimedSeconds() > 0) {
                largestClaims.merge(prompt.ticket().plan().number(), prompt.claimedSeconds(), Math::max);
            }
        }
    }

    /**
     * @param estimate of the statistics
     * @param claimedMicros one claim a ticket, the largest, at most the baseline mean of its stratum, each in whole microseconds
     * @param claims tickets with a claim
     * @param effect seconds truly spared
     * @param overhead seconds of training and review
     */
    record Found(HoursEstimate estimate, long claimedMicros, long claims, long effect, long overhead) {
        double truth() {
            return effect - overhead;
        }
    }

    /**
     * @param function a function, or {@link #ALL}
     * @param first first day
     * @param last last day
     * @param overheadFrom first day whose training and review count
     */
    Found find(String function, LocalDate first, LocalDate last, LocalDate overheadFrom) {
        List<WorkUnit> baseline = new ArrayList<>();
        List<SimulatedTicket> period = new ArrayList<>();
        for (SimulatedTicket ticket : tickets) {
            if (!function.equals(ALL) && !function.equals(ticket.function())) {
                continue;
            }
            long goLive = firstGoLive(ticket.function());
            long at = ticket.firstResolved();
            if (at >= goLive - 8 * SampleOptions.WEEK && at < goLive) {
                baseline.add(unit(ticket));
            }
            if (ticket.live() && within(at, first, last)) {
                period.add(ticket);
            }
        }
        List<TeamLedger> ledgers = ledgers(function, first, last, overheadFrom);
        HoursEstimate estimate = HoursReturned.estimate(
                TeamCell.of(baseline),
                TeamCell.of(period.stream().map(SimulatedHours::unit).toList()),
                ledgers,
                SEED,
                DRAWS);
        long[] claims = claims(period, estimate);
        return new Found(
                estimate,
                claims[0],
                claims[1],
                period.stream().mapToLong(SimulatedTicket::effectSeconds).sum(),
                ledgers.stream()
                        .mapToLong(l -> l.trainingSeconds() + l.reviewSeconds())
                        .sum());
    }

    private long[] claims(List<SimulatedTicket> period, HoursEstimate estimate) {
        Map<StratumKey, Double> means = new HashMap<>();
        for (StratumRow row : estimate.strata()) {
            if (row.level() != StratumLevel.UNCOVERED) {
                row.members().forEach(member -> means.put(member, row.baselineMean()));
            }
        }
        long[] claims = new long[2];
        for (SimulatedTicket ticket : period) {
            Long claim = largestClaims.get(ticket.number());
            Double mean = means.get(stratum(ticket));
            if (claim != null && mean != null) {
                claims[0] += (long) (Math.min(claim, mean) * 1_000_000);
                claims[1]++;
            }
        }
        return claims;
    }

    private List<TeamLedger> ledgers(String function, LocalDate first, LocalDate last, LocalDate overheadFrom) {
        long end = world.options().endSecond();
        Map<String, Long> training = new HashMap<>();
        for (Training t : world.organisation().trainings()) {
            if (t.completedAt() < end && within(t.completedAt(), overheadFrom, last)) {
                training.merge(t.team().id(), t.seconds(), Long::sum);
            }
        }
        Map<String, Long> review = new HashMap<>();
        for (Prompt prompt : world.prompts()) {
            Approval a = prompt.approval();
            if (a != null && a.decidedAt() < end && within(a.decidedAt(), overheadFrom, last)) {
                review.merge(a.team().id(), a.reviewSeconds(), Long::sum);
            }
        }
        List<TeamLedger> ledgers = new ArrayList<>();
        for (Team team : world.organisation().teams()) {
            if (team.recordedGoLive() < end
                    && day(team.recordedGoLive()) <= last.toEpochDay()
                    && (function.equals(ALL) || function.equals(team.workflow().function()))) {
                ledgers.add(new TeamLedger(
                        team.id(),
                        training.getOrDefault(team.id(), 0L),
                        review.getOrDefault(team.id(), 0L),
                        paidSeconds(team, first, last)));
            }
        }
        return ledgers;
    }

    /** From go-live on, up to and including the day on which the data end. */
    private long paidSeconds(Team team, LocalDate first, LocalDate last) {
        long from = Math.max(first.toEpochDay(), day(team.recordedGoLive()));
        long to = Math.min(last.toEpochDay(), day(world.options().endSecond())) + 1;
        long hours = 0;
        for (Person person : world.organisation().persons()) {
            for (Person.Posting posting : person.postings()) {
                if (posting.team().equals(team)) {
                    long days = Math.min(to, posting.toDay()) - Math.max(from, posting.fromDay());
                    hours += Math.max(0, days) * person.paidHours();
                }
            }
        }
        return hours * 3_600 / 7;
    }

    private long firstGoLive(String function) {
        return world.organisation().teams().stream()
                .filter(t -> t.workflow().function().equals(function))
                .mapToLong(Team::recordedGoLive)
                .min()
                .orElseThrow();
    }

    private static boolean within(long second, LocalDate first, LocalDate last) {
        return day(second) >= first.toEpochDay() && day(second) <= last.toEpochDay();
    }

    private static long day(long second) {
        return Math.floorDiv(second, SampleOptions.DAY);
    }

    private static WorkUnit unit(SimulatedTicket ticket) {
        return new WorkUnit(ticket.number(), ticket.team(), stratum(ticket), ticket.handlingSeconds());
    }

    private static StratumKey stratum(SimulatedTicket ticket) {
        return new StratumKey(ticket.workflow(), Integer.toString(ticket.priority()), ticket.channel());
    }
}
