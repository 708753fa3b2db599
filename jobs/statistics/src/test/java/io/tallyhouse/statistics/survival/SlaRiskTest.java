package io.tallyhouse.statistics.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tallyhouse.statistics.clock.ClockOutcome;
import io.tallyhouse.statistics.clock.ClockReading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SlaRiskTest {
    private static final Instant AS_OF = Instant.parse("2026-06-08T00:00:00Z");
    private static final RiskStratum TRIAGE = new RiskStratum("triage", "3", 20);

    private static ClockReading open(long elapsed) {
        return new ClockReading(ClockOutcome.OPEN, null, elapsed, null, null, 0);
    }

    /** One clock stopped at each second from {@code first} to {@code last}, started in the week before. */
    private static List<PastClock> stops(RiskStratum stratum, int first, int last) {
        List<PastClock> clocks = new ArrayList<>();
        for (int seconds = first; seconds <= last; seconds++) {
            clocks.add(new PastClock(stratum, AS_OF.minusSeconds(604_800), seconds, true));
        }
        return clocks;
    }

    private static @Nullable Double risk(SlaRisk model, RiskStratum stratum, long elapsed) {
        return model.riskOf(stratum, open(elapsed)).probability();
    }

    @Test
    void isTheShareThatStillRanAtTheTarget() {
        // 100 clocks stop at 1..100. Of the 90 that ran longer than 10 s, 80 ran longer than 20 s.
        SlaRisk model = SlaRisk.learn(stops(TRIAGE, 1, 100), AS_OF);

        assertThat(risk(model, TRIAGE, 10)).isCloseTo(8 / 9.0, within(1e-12));
        assertThat(risk(model, TRIAGE, 0)).isCloseTo(0.8, within(1e-12));
        // Nearer to the target the risk grows towards 1.
        assertThat(risk(model, TRIAGE, 19)).isCloseTo(80 / 81.0, within(1e-12));
    }

    @Test
    void stoppedAndLateClocksAreDecided() {
        SlaRisk model = SlaRisk.learn(List.of(), AS_OF);
        ClockReading late = new ClockReading(ClockOutcome.BREACHED, AS_OF, 30, null, AS_OF, 0);
        ClockReading met = new ClockReading(ClockOutcome.MET, AS_OF, 5, AS_OF, null, 0);
        ClockReading cancelled = new ClockReading(ClockOutcome.CANCELLED, AS_OF, 5, null, null, 0);

        assertThat(model.riskOf(TRIAGE, late)).isEqualTo(new ClockRisk(1.0, RiskBasis.DECIDED));
        assertThat(model.riskOf(TRIAGE, met)).isEqualTo(new ClockRisk(0.0, RiskBasis.DECIDED));
        assertThatThrownBy(() -> model.riskOf(TRIAGE, cancelled))
                .hasMessage("Invalid clock: a cancelled clock has no risk");
    }

    @Test
    void fallsBackToCoarserStrataUntilFiftyStopsLieAfter() {
        RiskStratum otherWorkflow = new RiskStratum("orders", "3", 20);
        RiskStratum otherPriority = new RiskStratum("orders", "1", 20);
        RiskStratum otherTarget = new RiskStratum("orders", "1", 40);
        List<PastClock> clocks = stops(TRIAGE, 1, 60);
        SlaRisk model = SlaRisk.learn(clocks, AS_OF);

        assertThat(model.riskOf(TRIAGE, open(10)).basis()).isEqualTo(RiskBasis.WORKFLOW_PRIORITY_TARGET);
        assertThat(model.riskOf(otherWorkflow, open(10)).basis()).isEqualTo(RiskBasis.PRIORITY_TARGET);
        assertThat(model.riskOf(otherPriority, open(10)).basis()).isEqualTo(RiskBasis.TARGET);
        assertThat(model.riskOf(otherTarget, open(10)).basis()).isEqualTo(RiskBasis.ALL);
        // After 11 s only 49 stops of the 60 are left, everywhere.
        assertThat(model.riskOf(TRIAGE, open(11))).isEqualTo(new ClockRisk(null, RiskBasis.UNSCORED));

        // With 60 more in another workflow the finest curve still has 49 left, the next has 49 + 49: 80 of 98 at 20 s.
        clocks.addAll(stops(otherWorkflow, 1, 60));
        ClockRisk coarser = SlaRisk.learn(clocks, AS_OF).riskOf(TRIAGE, open(11));
        assertThat(coarser.basis()).isEqualTo(RiskBasis.PRIORITY_TARGET);
        assertThat(coarser.probability()).isCloseTo(80 / 98.0, within(1e-12));
    }

    @Test
    void learnsFromTwentySixWeeksOnly() {
        Instant limit = AS_OF.minus(SlaRisk.WINDOW);
        List<PastClock> clocks = stops(TRIAGE, 1, 100);
        for (int i = 0; i < 1000; i++) {
            clocks.add(new PastClock(TRIAGE, limit.minusSeconds(1), 11, true));
            clocks.add(new PastClock(TRIAGE, AS_OF, 11, true));
        }
        assertThat(risk(SlaRisk.learn(clocks, AS_OF), TRIAGE, 10)).isCloseTo(8 / 9.0, within(1e-12));
        clocks.add(new PastClock(TRIAGE, limit, 11, true));
        // One more that ran longer than 10 s but not longer than 20 s: 80 of 91.
        assertThat(risk(SlaRisk.learn(clocks, AS_OF), TRIAGE, 10)).isCloseTo(80 / 91.0, within(1e-12));
    }

    @Test
    void censoredClocksLeaveTheRiskSetUnstopped() {
        // 10 censored at 15 s: of the 90 + 10 that ran longer than 10 s five stop until 15 (100 watched, down to 96),
        // then
        // 85 are watched from 16 on: S(20)/S(10) = (99/100 · 98/99 · 97/98 · 96/97 · 95/96) · (84/85 · … · 80/81).
        List<PastClock> clocks = stops(TRIAGE, 1, 100);
        for (int i = 0; i < 10; i++) {
            clocks.add(new PastClock(TRIAGE, AS_OF.minusSeconds(60), 15, false));
        }
        assertThat(risk(SlaRisk.learn(clocks, AS_OF), TRIAGE, 10)).isCloseTo(0.95 * 80 / 85, within(1e-12));
    }

    @Test
    void doesNotDependOnOrder() {
        List<PastClock> clocks = stops(TRIAGE, 1, 300);
        Double before = risk(SlaRisk.learn(clocks, AS_OF), TRIAGE, 7);
        Collections.shuffle(clocks, new Random(3));
        assertThat(risk(SlaRisk.learn(clocks, AS_OF), TRIAGE, 7)).isEqualTo(before);
    }
}
