package io.tallyhouse.stages.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyhouse.catalogue.metric.Metric.Dimension;
import io.tallyhouse.catalogue.metric.Metric.Grain;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RollUpTest {
    private static final Map<Dimension, String> TEAM_A = Map.of(Dimension.TEAM, "A");
    private static final Map<Dimension, String> TEAM_B = Map.of(Dimension.TEAM, "B");
    private static final Split BY_TEAM = new Split(List.of(Dimension.TEAM));
    private static final LocalDate TODAY = LocalDate.parse("2026-03-31");

    private static TestMetric hours() {
        return new TestMetric("hours").sum("hours").splits(Dimension.TEAM, Dimension.SOURCE);
    }

    @Test
    void addsDaysToPeriodsAndTeamsToTheTotal() {
        LeafSums leaves = new Leaves(hours().make())
                .with("2026-03-02", TEAM_A, "5", "1")
                .with("2026-03-08", TEAM_A, "7", "2")
                .with("2026-03-09", TEAM_B, "11", "1")
                .make();
        assertThat(sums(leaves, BY_TEAM, Member.of(TEAM_A), Grain.WEEK))
                .containsExactly(Map.entry("2026-03-02..2026-03-08", new BigDecimal("12")));
        assertThat(sums(leaves, Split.TOTAL, Member.TOTAL, Grain.MONTH))
                .containsExactly(Map.entry("2026-03-01..2026-03-31", new BigDecimal("23")));
        assertThat(sums(leaves, Split.TOTAL, Member.TOTAL, Grain.ALL))
                .containsExactly(Map.entry("2026-03-02..2026-03-31", new BigDecimal("23")));
    }

    @Test
    void decimalSumsAreExact() {
        Leaves leaves = new Leaves(hours().make());
        for (int i = 0; i < 1_000; i++) {
            leaves.with("2026-03-02", TEAM_A, "0.100000000000", "1");
        }
        leaves.with("2026-03-02", TEAM_A, "12345678901234.000000000001", "1");
        // In floating point this is 12345678901334 or so; a thousand tenths alone are 99.9999999999986.
        assertThat(sums(leaves.make(), Split.TOTAL, Member.TOTAL, Grain.DAY).values())
                .containsExactly(new BigDecimal("12345678901334.000000000001"));
    }

    @Test
    void aSnapshotCountsTheLastDayOfAPeriodOrTheLastOneCounted() {
        Leaves leaves = new Leaves(hours().asSnapshot().make());
        for (LocalDate day = LocalDate.parse("2026-03-20"); day.isBefore(TODAY); day = day.plusDays(1)) {
            leaves.with(day.toString(), TEAM_A, String.valueOf(day.getDayOfMonth()), "1");
        }
        LeafSums made = leaves.make();
        // Sundays 22 and 29; then Monday 30, the last day that was over on the 31st.
        assertThat(sums(made, Split.TOTAL, Member.TOTAL, Grain.WEEK))
                .containsExactly(
                        Map.entry("2026-03-16..2026-03-22", new BigDecimal("22")),
                        Map.entry("2026-03-23..2026-03-29", new BigDecimal("29")),
                        Map.entry("2026-03-30..2026-04-05", new BigDecimal("30")));
        assertThat(sums(made, Split.TOTAL, Member.TOTAL, Grain.ALL).values()).containsExactly(new BigDecimal("30"));
    }

    @Test
    void aTrailingSpanAdds28Days() {
        LeafSums leaves = new Leaves(hours().make())
                .with("2026-03-01", TEAM_A, "1", "1")
                .with("2026-03-28", TEAM_A, "2", "1")
                .with("2026-03-29", TEAM_A, "4", "1")
                .make();
        assertThat(sums(leaves, Split.TOTAL, Member.TOTAL, Grain.TRAILING28))
                .containsEntry("2026-03-01..2026-03-28", new BigDecimal("3"))
                .containsEntry("2026-03-02..2026-03-29", new BigDecimal("6"))
                .hasSize(31);
    }

    @Test
    void whatHasNotHappenedCountsInItsMonthButNotInAllDays() {
        LeafSums leaves = new Leaves(hours().make())
                .with("2026-03-30", TEAM_A, "1", "1")
                .with("2026-04-02", TEAM_A, "2", "1")
                .make();
        assertThat(sums(leaves, Split.TOTAL, Member.TOTAL, Grain.ALL).values()).containsExactly(BigDecimal.ONE);
        assertThat(sums(leaves, Split.TOTAL, Member.TOTAL, Grain.WEEK).values()).containsExactly(new BigDecimal("3"));
    }

    @Test
    void processLogsAreSeenBySourceOnly() {
        Map<Dimension, String> log = Map.of(Dimension.TEAM, "A", Dimension.SOURCE, "eventlog/x");
        LeafSums leaves = new Leaves(hours().make())
                .with("2026-03-30", true, log, "1", "1")
                .make();
        RollUp rollUp = new RollUp(leaves, new Axis(leaves.leaves(), TODAY));
        assertThat(rollUp.members(Split.TOTAL)).isEmpty();
        assertThat(rollUp.members(BY_TEAM)).isEmpty();
        assertThat(rollUp.members(Split.SOURCE)).containsOnlyKeys(Member.of(Map.of(Dimension.SOURCE, "eventlog/x")));
    }

    private static Map<String, BigDecimal> sums(LeafSums leaves, Split split, Member member, Grain grain) {
        RollUp rollUp = new RollUp(leaves, new Axis(leaves.leaves(), TODAY));
        Map<String, BigDecimal> found = new TreeMap<>();
        Objects.requireNonNull(rollUp.members(split).get(member))
                .by(grain)
                .forEach((p, s) -> found.put(p.start() + ".." + p.end(), s.get(0)));
        return found;
    }
}
