package io.tallyhouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyhouse.app.SimulatedHours.Found;
import io.tallyhouse.sample.Confounders;
import io.tallyhouse.sample.SampleOptions;
import io.tallyhouse.statistics.hours.Interval;
import io.tallyhouse.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * How often the interval of hours returned holds what the tools of the sample organisation truly gave back, in the second quarter of
 * small organisations. With {@code -Dtallyhouse.bench=true} what it prints is kept in {@code bench/results/}.
 */
class HoursCoverageTest {
    private static final boolean BENCH = Boolean.getBoolean("tallyhouse.bench");
    private static final int SEEDS = 100;
    private static final double SCALE = 0.03;
    private static final LocalDate FIRST = LocalDate.of(2026, 4, 1);
    private static final LocalDate LAST = LocalDate.of(2026, 6, 30);

    /** What the seeds showed of one function. */
    private static final class Tally {
        private final String function;
        private final List<Double> widths = new ArrayList<>();
        private int covered;
        private int fewestTeams = Integer.MAX_VALUE;
        private double leastCovered = 1;
        private double net;
        private double naive;

        Tally(String function) {
            this.function = function;
        }

        void add(Found found) {
            Interval interval = found.estimate().netInterval();
            assertThat(interval).as(found.estimate().intervalReason()).isNotNull();
            covered += interval.lower() <= found.truth() && found.truth() <= interval.upper() ? 1 : 0;
            widths.add((interval.upper() - interval.lower()) / found.truth());
            fewestTeams = Math.min(fewestTeams, found.estimate().clusters());
            leastCovered = Math.min(leastCovered, found.estimate().coverage().share());
            net += (found.estimate().net().value() / found.truth() - 1) / SEEDS;
            naive += ((found.estimate().naive() - found.overhead()) / found.truth() - 1) / SEEDS;
        }

        double medianWidth() {
            List<Double> sorted = widths.stream().sorted().toList();
            return (sorted.get((SEEDS - 1) / 2) + sorted.get(SEEDS / 2)) / 2;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%-11s %d of %d intervals hold the truth, median width %.3f of it; bias %+.3f, naive %+.3f;"
                            + " at least %d live teams and %.1f %% covered",
                    function,
                    covered,
                    SEEDS,
                    medianWidth(),
                    net,
                    naive,
                    fewestTeams,
                    100 * leastCovered);
        }
    }

    private static List<Tally> run(Confounders confounders) throws IOException {
        List<Tally> tallies = SimulatedHours.FUNCTIONS.stream().map(Tally::new).toList();
        for (int seed = 1; seed <= SEEDS; seed++) {
            SimulatedHours hours =
                    new SimulatedHours(SampleOptions.demo(seed).withScale(SCALE).withConfounders(confounders));
            for (Tally tally : tallies) {
                tally.add(hours.find(tally.function, FIRST, LAST, FIRST));
            }
        }
        List<String> lines = tallies.stream()
                .map(t -> "confounders " + confounders.name().toLowerCase(Locale.ROOT) + ": " + t)
                .toList();
        lines.forEach(System.out::println);
        if (BENCH) {
            Path file = TestData.home().resolve("bench/results/hours-coverage.txt");
            Files.createDirectories(file.getParent());
            Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        return tallies;
    }

    @Test
    void theIntervalHoldsTheTruthWhereNothingMisleads() throws IOException {
        for (Tally tally : run(Confounders.NONE)) {
            assertThat(tally.covered).as(tally.toString()).isBetween(90, 99);
            assertThat(tally.fewestTeams).isGreaterThanOrEqualTo(11);
            assertThat(tally.leastCovered).isGreaterThanOrEqualTo(0.8);
        }
    }

    @Test
    void aNaiveFigureOverstatesWhereMuchMisleads() throws IOException {
        Tally all = run(Confounders.ALL).get(0);
        assertThat(all.naive).isGreaterThan(0.1).isGreaterThan(all.net + 0.05);
    }
}
