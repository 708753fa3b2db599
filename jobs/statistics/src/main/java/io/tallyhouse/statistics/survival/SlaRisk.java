package io.tallyhouse.statistics.survival;

import io.tallyhouse.statistics.clock.ClockOutcome;
import io.tallyhouse.statistics.clock.ClockReading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The chance that a running clock misses its target, given how long it has run: {@code S(target) / S(elapsed)}, with S the
 * survival curve of business seconds to stop: of the clocks that still ran after {@code elapsed}, the share that still ran after
 * {@code target}.
 *
 * <p>Its complement {@code 1 − S(target) / S(elapsed)} is the chance to stop in time. Written as the risk it would fall to 0
 * while a clock approaches its target, and jump to 1 there. Example: of 100 clocks one stops at each second from 1 to 100; one
 * that has run 10 s against a target of 20 s misses it with {@code 0.8 / 0.9 = 8/9}, one that has run 19 s with {@code 80/81}.
 *
 * <p>The curve is that of clocks of the same workflow, priority and target; where it cannot serve because nothing is left of it
 * at the elapsed time, or fewer than {@value #MINIMUM_STOPS} stops lie after it, that of the same priority and target, then of
 * the target, then of all. The result does not depend on the order of the clocks.
 */
public final class SlaRisk {
    /** Clocks that started before this stretch are not learnt from. */
    public static final Duration WINDOW = Duration.ofDays(26 * 7);

    /** Stops that must lie after the elapsed time. */
    public static final int MINIMUM_STOPS = 50;

    private final Map<Object, KaplanMeier> curves;

    private SlaRisk(Map<Object, KaplanMeier> curves) {
        this.curves = curves;
    }

    private record PriorityTarget(String priority, long targetSeconds) {}

    private record Target(long targetSeconds) {}

    private record All() {}

    private record Level(RiskBasis basis, Object key) {}

    /**
     * @param clocks as they stood at {@code asOf}; those started in {@code [asOf − WINDOW, asOf)} are used
     * @param asOf the instant of the figure, UTC
     */
    public static SlaRisk learn(Collection<PastClock> clocks, Instant asOf) {
        Map<Object, List<Lifetime>> lifetimes = new HashMap<>();
        for (PastClock clock : clocks) {
            if (clock.startedAt().isBefore(asOf) && !clock.startedAt().isBefore(asOf.minus(WINDOW))) {
                Lifetime lifetime = new Lifetime(clock.elapsedBusinessSeconds(), clock.stopped());
                for (Level level : levels(clock.stratum())) {
                    lifetimes
                            .computeIfAbsent(level.key(), key -> new ArrayList<>())
                            .add(lifetime);
                }
            }
        }
        Map<Object, KaplanMeier> curves = new HashMap<>();
        lifetimes.forEach((key, list) -> curves.put(key, KaplanMeier.of(list)));
        return new SlaRisk(curves);
    }

    /**
     * @param stratum the clock's kind
     * @param clock the clock at the same {@code as_of}
     * @throws IllegalArgumentException when the clock is cancelled: such clocks are in no rate
     */
    public ClockRisk riskOf(RiskStratum stratum, ClockReading clock) {
        if (clock.outcome() == ClockOutcome.CANCELLED) {
            throw new IllegalArgumentException("Invalid clock: a cancelled clock has no risk");
        }
        if (clock.outcome() != ClockOutcome.OPEN) {
            return new ClockRisk(clock.outcome() == ClockOutcome.BREACHED ? 1.0 : 0.0, RiskBasis.DECIDED);
        }
        long elapsed = clock.elapsedBusinessSeconds();
        for (Level level : levels(stratum)) {
            KaplanMeier curve = curves.get(level.key());
            if (curve != null && curve.survivalAt(elapsed) > 0 && curve.stopsAfter(elapsed) >= MINIMUM_STOPS) {
                double stillRunning = curve.survivalAt(stratum.targetSeconds()) / curve.survivalAt(elapsed);
                return new ClockRisk(stillRunning, level.basis());
            }
        }
        return new ClockRisk(null, RiskBasis.UNSCORED);
    }

    private static List<Level> levels(RiskStratum stratum) {
        return List.of(
                new Level(RiskBasis.WORKFLOW_PRIORITY_TARGET, stratum),
                new Level(RiskBasis.PRIORITY_TARGET, new PriorityTarget(stratum.priority(), stratum.targetSeconds())),
                new Level(RiskBasis.TARGET, new Target(stratum.targetSeconds())),
                new Level(RiskBasis.ALL, new All()));
    }
}
