package io.tallyhouse.stages.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyhouse.catalogue.metric.Metric;
import io.tallyhouse.catalogue.metric.Metric.Dimension;
import io.tallyhouse.catalogue.metric.Metric.Grain;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rolled up over leaves, member days and periods, or each unit asked for itself: the same sums. */
class RollUpPropertyTest {
    private static final LocalDate FIRST = LocalDate.parse("2025-11-20");
    private static final LocalDate TODAY = LocalDate.parse("2026-03-31");
    private static final List<Dimension> DIMENSIONS = List.of(Dimension.FUNCTION, Dimension.TEAM, Dimension.PRIORITY);
    private static final List<List<Dimension>> SPLITS = List.of(
            List.of(Dimension.FUNCTION),
            List.of(Dimension.TEAM),
            List.of(Dimension.PRIORITY, Dimension.FUNCTION),
            DIMENSIONS);

    private record Unit(LocalDate day, Map<Dimension, String> member, BigDecimal amount) {}

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void equalsACountOfTheUnitsThemselves(long seed) {
        Random random = new Random(seed);
        List<Unit> units = units(random);
        Metric metric = new TestMetric("amount")
                .sum("amount")
                .splits(Dimension.FUNCTION, Dimension.TEAM, Dimension.PRIORITY)
                .make();
        LeafSums leaves = leaves(metric, units);
        RollUp rollUp = new RollUp(leaves, new Axis(leaves.leaves(), TODAY));
        int compared = 0;
        for (List<Dimension> dimensions : SPLITS) {
            for (MemberSums member : rollUp.members(Split.of(dimensions)).values()) {
                for (Grain grain : Grain.values()) {
                    for (Map.Entry<Period, Sums> cell : member.by(grain).entrySet()) {
                        List<Unit> counted = units.stream()
                                .filter(u -> isOf(u, dimensions, member.member()) && isIn(u, cell.getKey()))
                                .toList();
                        assertThat(cell.getValue().get(0))
                                .as(cell.getKey() + " " + member.member())
                                .isEqualByComparingTo(
                                        counted.stream().map(Unit::amount).reduce(BigDecimal.ZERO, BigDecimal::add));
                        assertThat(cell.getValue().get(1).longValueExact()).isEqualTo(counted.size());
                        compared += counted.size();
                    }
                    if (grain != Grain.TRAILING28) {
                        // Each unit stands in exactly one of them, so that none is lost.
                        assertThat(member.by(grain).values().stream()
                                        .mapToLong(s -> s.get(1).longValueExact())
                                        .sum())
                                .isEqualTo(units.stream()
                                        .filter(u -> isOf(u, dimensions, member.member()))
                                        .count());
                    }
                }
            }
        }
        assertThat(compared).isGreaterThan(units.size());
    }

    private static boolean isOf(Unit unit, List<Dimension> dimensions, Member member) {
        return dimensions.stream()
                .allMatch(d -> member.value(d).equals(unit.member().get(d)));
    }

    private static boolean isIn(Unit unit, Period period) {
        return !unit.day().isBefore(period.start()) && !unit.day().isAfter(period.end());
    }

    private static List<Unit> units(Random random) {
        List<Unit> units = new ArrayList<>();
        int days = (int) (TODAY.toEpochDay() - FIRST.toEpochDay()) + 1;
        for (int i = 0; i < 60; i++) {
            Map<Dimension, String> member = new HashMap<>();
            DIMENSIONS.forEach(d -> member.put(d, d + "-" + random.nextInt(3)));
            units.add(new Unit(
                    FIRST.plusDays(random.nextInt(days)),
                    member,
                    BigDecimal.valueOf(random.nextLong(-1_000_000_000L, 1_000_000_000_000L), 12)));
        }
        return units;
    }

    /** As Spark would: units of the same day and member together, in some order. */
    private static LeafSums leaves(Metric metric, List<Unit> units) {
        Map<List<Object>, List<Unit>> byLeaf = new HashMap<>();
        units.forEach(u -> byLeaf.computeIfAbsent(List.of(u.day(), u.member()), k -> new ArrayList<>())
                .add(u));
        Leaves leaves = new Leaves(metric);
        byLeaf.values()
                .forEach(of -> leaves.with(
                        of.get(0).day().toString(),
                        of.get(0).member(),
                        of.stream()
                                .map(Unit::amount)
                                .reduce(BigDecimal.ZERO, BigDecimal::add)
                                .toPlainString(),
                        String.valueOf(of.size())));
        return leaves.make();
    }
}
