package io.tallyhouse.statistics.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tallyhouse.statistics.Figure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HoursReturnedTest {
    private static final StratumKey EASY = new StratumKey("triage", "4", "mail");
    private static final StratumKey HARD = new StratumKey("triage", "1", "phone");
    private static final StratumKey NEW = new StratumKey("refunds", "3", "mail");

    private static HoursEstimate estimate(List<TeamCell> baseline, List<TeamCell> period, List<TeamLedger> ledgers) {
        return HoursReturned.estimate(baseline, period, ledgers, 7, 1999);
    }

    /**
     * Two teams, two strata.
     *
     * <pre>
     * baseline  easy: A 30 in 18,000 s, B 20 in 12,000 s: mean 600 s   hard: A 10, 24,000 s; B 30, 72,000 s: mean 2,400 s
     * period    easy: A 40 in 20,000 s, B 30 in 15,000 s: mean 500 s   hard: A 10 in 20,000 s
     * easy: 70 · 600 − 35,000 = 7,000 s        hard: 10 · 2,400 − 20,000 = 4,000 s        standardised 11,000 s
     * A: 40·600 − 20,000 + 4,000 = 8,000       B: 30·600 − 15,000 = 3,000
     * naive: (30,000 + 96,000)/90 = 1,400 s · 80 − 55,000 = 57,000 s, of which mix: 80·1,400 − 66,000 = 46,000 s
     * net: A 8,000 − 600 − 400 = 7,000; B 3,000 − 500 = 2,500, paid only 2,000 → 2,000; sum 9,000 s
     * sign flips of (7,000, 2,000): sums ±9,000, ±5,000: 2 of 4 as far out
     * </pre>
     */
    @Test
    void workedByHand() {
        List<TeamCell> baseline = List.of(
                new TeamCell("A", EASY, 30, 0, 18_000),
                new TeamCell("B", EASY, 20, 0, 12_000),
                new TeamCell("A", HARD, 10, 0, 24_000),
                new TeamCell("B", HARD, 30, 0, 72_000));
        List<TeamCell> period = List.of(
                new TeamCell("A", EASY, 40, 0, 20_000),
                new TeamCell("B", EASY, 30, 0, 15_000),
                new TeamCell("A", HARD, 10, 0, 20_000));
        HoursEstimate estimate = estimate(
                baseline,
                period,
                List.of(new TeamLedger("A", 600, 400, 1_000_000), new TeamLedger("B", 500, 0, 2_000)));

        assertThat(estimate.standardised()).isEqualTo(Figure.ok(11_000));
        assertThat(estimate.net()).isEqualTo(Figure.ok(9_000));
        assertThat(estimate.naive()).isEqualTo(57_000);
        assertThat(estimate.mix()).isEqualTo(46_000);
        assertThat(estimate.coverage()).isEqualTo(new Coverage(80, 0, 0));
        assertThat(estimate.strata())
                .containsExactly(
                        new StratumRow(
                                HARD,
                                StratumLevel.FULL,
                                List.of(HARD),
                                10,
                                20_000,
                                0,
                                40,
                                96_000,
                                2_400.0,
                                2_000.0,
                                4_000.0),
                        new StratumRow(
                                EASY,
                                StratumLevel.FULL,
                                List.of(EASY),
                                70,
                                35_000,
                                0,
                                50,
                                30_000,
                                600.0,
                                500.0,
                                7_000.0));
        assertThat(estimate.teams())
                .containsExactly(
                        new TeamRow("A", 50, 8_000, 1_000, 7_000, 0), new TeamRow("B", 30, 3_000, 500, 2_000, 500));
        assertThat(estimate.clusters()).isEqualTo(2);
        assertThat(estimate.netInterval()).isNull();
        assertThat(estimate.intervalReason()).isEqualTo("under_11_clusters");
        assertThat(estimate.pValue()).isEqualTo(0.5);
    }

    @Test
    void underEightyPercentCoveredThereIsNoFigure() {
        // 80 covered, 12 of a workflow that the baseline lacks, 8 unmeasured: 80 % of 100. One more unmeasured is under
        // it.
        List<TeamCell> baseline = List.of(new TeamCell("A", EASY, 50, 0, 30_000));
        List<TeamCell> period =
                new ArrayList<>(List.of(new TeamCell("A", EASY, 80, 8, 40_000), new TeamCell("A", NEW, 12, 0, 99_999)));
        List<TeamLedger> ledgers = List.of(new TeamLedger("A", 0, 0, 1_000_000));

        HoursEstimate enough = estimate(baseline, period, ledgers);
        assertThat(enough.standardised()).isEqualTo(Figure.ok(80 * 600 - 40_000));
        assertThat(enough.coverage()).isEqualTo(new Coverage(80, 12, 8));
        assertThat(enough.strata().get(0).level()).isEqualTo(StratumLevel.UNCOVERED);
        assertThat(enough.strata().get(0).contribution()).isNull();

        period.add(new TeamCell("A", EASY, 0, 1, 0));
        HoursEstimate tooFew = estimate(baseline, period, ledgers);
        assertThat(tooFew.net()).isEqualTo(Figure.notEstimable("coverage_under_80_percent"));
        assertThat(tooFew.intervalReason()).isEqualTo("coverage_under_80_percent");
        assertThat(tooFew.strata()).hasSize(2);
    }

    @Test
    void anEmptyPeriodReturnsNothingAndStillCostsItsOverhead() {
        HoursEstimate estimate = estimate(
                List.of(new TeamCell("A", EASY, 50, 0, 30_000)), List.of(), List.of(new TeamLedger("A", 600, 0, 100)));

        assertThat(estimate.standardised()).isEqualTo(Figure.ok(0));
        assertThat(estimate.net()).isEqualTo(Figure.ok(-600));
        assertThat(estimate.naive()).isNull();
        assertThat(estimate.coverage().share()).isNull();
    }

    @ParameterizedTest(name = "seed {0}: a period equal to the baseline returns nothing")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theBaselineAgainstItselfIsZero(long seed) {
        // Few tickets, so that many strata are merged.
        SimulatedOrganisation simulated = SimulatedOrganisation.of(seed, 12, 20);
        HoursEstimate estimate = estimate(simulated.baseline(), simulated.baseline(), simulated.ledgers());

        assertThat(estimate.standardised().value()).isCloseTo(0, within(1e-6));
        assertThat(estimate.mix()).isCloseTo(0, within(1e-6));
        assertThat(estimate.strata()).extracting(StratumRow::level).contains(StratumLevel.CHANNEL_DROPPED);
    }

    @ParameterizedTest(name = "seed {0}: parts add up, order has no influence, a seed repeats itself")
    @ValueSource(longs = {1, 2, 3})
    void partsAddUpInAnyOrder(long seed) {
        SimulatedOrganisation simulated = SimulatedOrganisation.of(seed, 12, 40);
        HoursEstimate estimate = estimate(simulated.baseline(), simulated.period(), simulated.ledgers());
        double strata = 0;
        for (StratumRow row : estimate.strata()) {
            strata += row.contribution() == null ? 0 : row.contribution();
        }
        assertThat(strata).isCloseTo(estimate.standardised().value(), within(1e-3));
        assertThat(estimate.teams().stream().mapToDouble(TeamRow::net).sum())
                .isCloseTo(estimate.net().value(), within(1e-3));
        assertThat(estimate.netInterval().lower()).isLessThan(estimate.net().value());
        assertThat(estimate.netInterval().upper()).isGreaterThan(estimate.net().value());

        List<TeamCell> baseline = new ArrayList<>(simulated.baseline());
        List<TeamCell> period = new ArrayList<>(simulated.period());
        Collections.shuffle(baseline, new Random(seed));
        Collections.shuffle(period, new Random(seed));
        assertThat(estimate(baseline, period, simulated.ledgers())).isEqualTo(estimate);
        assertThat(HoursReturned.estimate(baseline, period, simulated.ledgers(), 8, 1999)
                        .netInterval())
                .isNotEqualTo(estimate.netInterval());
    }

    @Test
    void theCapIsAppliedInsideEachDraw() {
        // Every team returns far more than it was paid for, 1,000 s each: no draw can exceed 12 · 1,000 s but by its
        // scaling.
        List<TeamCell> baseline = new ArrayList<>();
        List<TeamCell> period = new ArrayList<>();
        List<TeamLedger> ledgers = new ArrayList<>();
        for (int team = 10; team < 22; team++) {
            baseline.add(new TeamCell("t" + team, EASY, 50, 0, 50 * (500 + team)));
            period.add(new TeamCell("t" + team, EASY, 50, 0, 50 * 10));
            ledgers.add(new TeamLedger("t" + team, 0, 0, 1_000));
        }
        HoursEstimate estimate = estimate(baseline, period, ledgers);

        assertThat(estimate.net()).isEqualTo(Figure.ok(12_000));
        assertThat(estimate.netInterval()).isEqualTo(new Interval(12_000, 12_000, 1999));
        assertThat(estimate.standardisedInterval().lower()).isGreaterThan(200_000);
    }

    @Test
    void refusesWhatCannotBeNetted() {
        List<TeamCell> cells = List.of(new TeamCell("A", EASY, 50, 0, 30_000));
        TeamLedger ledger = new TeamLedger("A", 0, 0, 1);

        assertThatThrownBy(() -> estimate(cells, cells, List.of()))
                .hasMessage(
                        "Cannot net the hours of team A: it has tickets in the period but no ledger of overhead and paid"
                                + " time");
        assertThatThrownBy(() -> estimate(cells, cells, List.of(ledger, ledger)))
                .hasMessage("Invalid ledgers: team A has more than one");
        assertThatThrownBy(() -> HoursReturned.estimate(cells, cells, List.of(ledger), 1, 100))
                .hasMessage("Invalid number of draws: 100, expected at least 1999");
    }

    @Test
    void sumsTicketsToCells() {
        assertThat(TeamCell.of(List.of(
                        new WorkUnit("1", "B", EASY, 60L),
                        new WorkUnit("2", "A", EASY, null),
                        new WorkUnit("3", "B", EASY, 30L),
                        new WorkUnit("4", "B", HARD, 10L))))
                .containsExactly(
                        new TeamCell("A", EASY, 0, 1, 0),
                        new TeamCell("B", HARD, 1, 0, 10),
                        new TeamCell("B", EASY, 2, 0, 90));
    }
}
