package io.tallyhouse.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyhouse.sample.world.SimulatedTicket;
import io.tallyhouse.sample.world.World;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The truth about hours can be found by a standardising estimator where nothing misleads, and not by a naive one where much does. */
class EffectTest {
    private static final int SEEDS = Integer.getInteger("tallyhouse.sample.seeds", 6);
    private static final int DRAWS = 299;
    private static final long FROM = second(LocalDate.of(2026, 4, 1));
    private static final long TO = second(LocalDate.of(2026, 6, 8));

    @Test
    void standardisedHoursCoverTheTruthWithoutConfounders() {
        int covered = 0;
        double width = 0;
        double bias = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            Found found = find(SampleOptions.demo(seed).withConfounders(Confounders.NONE));
            covered += found.low <= found.truth && found.truth <= found.high ? 1 : 0;
            width += (found.high - found.low) / found.truth / SEEDS;
            bias += (found.standardised / found.truth - 1) / SEEDS;
        }
        System.out.printf(
                Locale.ROOT,
                "covered %d of %d, mean width %.2f of the truth, mean bias %.3f%n",
                covered,
                SEEDS,
                width,
                bias);
        assertThat(covered).isGreaterThanOrEqualTo((int) Math.ceil(SEEDS * 0.8));
        assertThat(Math.abs(bias)).isLessThan(0.06);
    }

    @Test
    void theNaiveFigureOverstatesWithConfounders() {
        double naive = 0;
        double standardised = 0;
        for (int seed = 1; seed <= 3; seed++) {
            Found found = find(SampleOptions.demo(seed));
            naive += (found.naive / found.truth - 1) / 3;
            standardised += (found.standardised / found.truth - 1) / 3;
        }
        System.out.printf(Locale.ROOT, "with confounders: naive %+.3f, standardised %+.3f%n", naive, standardised);
        assertThat(naive).isGreaterThan(0.10).isGreaterThan(standardised + 0.05);
    }

    @Test
    void thereAreEnoughTeamsAndStrata() {
        World world = SampleOrganisation.simulate(SampleOptions.demo(5));
        TreeSet<String> live = new TreeSet<>();
        TreeSet<String> controls = new TreeSet<>();
        TreeMap<String, Integer> strata = new TreeMap<>();
        for (SimulatedTicket ticket : world.resolvedTickets()) {
            (ticket.teamGoLive() == Long.MAX_VALUE ? controls : live).add(ticket.team());
            if (inBaseline(ticket)) {
                strata.merge(stratum(ticket), 1, Integer::sum);
            }
        }
        long thin =
                strata.values().stream().filter(n -> n < 30).mapToInt(n -> n).sum();
        long all = strata.values().stream().mapToInt(n -> n).sum();
        assertThat(live).hasSizeGreaterThanOrEqualTo(14);
        assertThat(controls).hasSizeGreaterThanOrEqualTo(5);
        assertThat(thin * 5).isLessThan(all);
        assertThat(world.tickets()).hasSizeBetween(6_000, 9_000);
    }

    private record Found(double truth, double standardised, double naive, double low, double high) {}

    private static Found find(SampleOptions options) {
        List<SimulatedTicket> baseline = new ArrayList<>();
        List<SimulatedTicket> period = new ArrayList<>();
        for (SimulatedTicket ticket : SampleOrganisation.simulate(options).resolvedTickets()) {
            if (inBaseline(ticket)) {
                baseline.add(ticket);
            } else if (ticket.live() && ticket.firstResolved() >= FROM && ticket.firstResolved() < TO) {
                period.add(ticket);
            }
        }
        List<String> teams = new ArrayList<>(
                new TreeSet<>(baseline.stream().map(SimulatedTicket::team).toList()));
        int[] once = new int[teams.size()];
        Arrays.fill(once, 1);
        SplittableRandom random = new SplittableRandom(options.seed());
        double[] draws = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            draws[i] = estimate(baseline, period, teams, resample(teams, random), true);
        }
        Arrays.sort(draws);
        double truth =
                period.stream().mapToDouble(SimulatedTicket::effectSeconds).sum();
        return new Found(
                truth,
                estimate(baseline, period, teams, once, true),
                estimate(baseline, period, teams, once, false),
                draws[(int) (0.025 * DRAWS)],
                draws[(int) (0.975 * DRAWS)]);
    }

    private static int[] resample(List<String> teams, SplittableRandom random) {
        int[] weights = new int[teams.size()];
        for (String prefix : List.of("SUP", "ORD")) {
            List<String> members =
                    teams.stream().filter(t -> t.startsWith(prefix)).toList();
            for (int i = 0; i < members.size(); i++) {
                weights[teams.indexOf(members.get(random.nextInt(members.size())))]++;
            }
        }
        return weights;
    }

    /** Σ n (μ − ȳ) by stratum, or by workflow alone: the naive before and after. */
    private static double estimate(
            List<SimulatedTicket> baseline,
            List<SimulatedTicket> period,
            List<String> teams,
            int[] weights,
            boolean strata) {
        TreeMap<String, double[]> means = new TreeMap<>();
        for (SimulatedTicket ticket : baseline) {
            double weight = weights[teams.indexOf(ticket.team())];
            for (String key : List.of(stratum(ticket), ticket.workflow())) {
                double[] sum = means.computeIfAbsent(key, k -> new double[2]);
                sum[0] += weight;
                sum[1] += weight * ticket.handlingSeconds();
            }
        }
        double total = 0;
        for (SimulatedTicket ticket : period) {
            double[] own = means.get(stratum(ticket));
            double[] coarse = means.get(ticket.workflow());
            double[] mean = strata && own != null && own[0] >= 20 ? own : coarse;
            total += weights[teams.indexOf(ticket.team())] * (mean[1] / mean[0] - ticket.handlingSeconds());
        }
        return total;
    }

    private static boolean inBaseline(SimulatedTicket ticket) {
        boolean support = ticket.workflow().startsWith("support");
        long goLive = second(support ? LocalDate.of(2026, 3, 9) : LocalDate.of(2026, 4, 13));
        return ticket.firstResolved() >= goLive - 56 * 86_400L && ticket.firstResolved() < goLive;
    }

    private static String stratum(SimulatedTicket ticket) {
        return ticket.workflow() + "/" + ticket.priority() + "/" + ticket.channel();
    }

    private static long second(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    }
}
