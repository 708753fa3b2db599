package io.tallyhouse.publish.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallyhouse.catalogue.metric.Metric.Dimension;
import io.tallyhouse.catalogue.metric.Metric.Grain;
import io.tallyhouse.publish.KpiFixture;
import io.tallyhouse.publish.duckdb.MartReader;
import io.tallyhouse.publish.kpi.KpiFilter;
import io.tallyhouse.publish.kpi.KpiRow;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FigureChoiceTest {
    private static final Set<Grain> NO_DAYS = EnumSet.of(Grain.WEEK, Grain.TRAILING28);

    @TempDir
    static Path folder;

    private static List<KpiRow> rows = List.of();

    @BeforeAll
    static void publish() {
        rows = new MartReader(KpiFixture.publish(folder)).rows(KpiFilter.everything());
    }

    private static KpiRow choose(String metric, @Nullable String period, Map<Dimension, String> members) {
        return new FigureChoice(KpiFixture.metrics().require(metric), metric, rows).choose(period, members);
    }

    @Test
    void periodsAsPeopleTypeThem() {
        assertThat(PeriodName.parse("2026-Q2", NO_DAYS))
                .isEqualTo(new PeriodName(Grain.QUARTER, LocalDate.of(2026, 4, 1)));
        assertThat(PeriodName.parse("2026-05", NO_DAYS))
                .isEqualTo(new PeriodName(Grain.MONTH, LocalDate.of(2026, 5, 1)));
        // ISO 8601: week 1 of 2026 began in 2025, 2026 has a week 53.
        assertThat(PeriodName.parse("2026-W01", NO_DAYS))
                .isEqualTo(new PeriodName(Grain.WEEK, LocalDate.of(2025, 12, 29)));
        assertThat(PeriodName.parse("2026-w53", NO_DAYS))
                .isEqualTo(new PeriodName(Grain.WEEK, LocalDate.of(2026, 12, 28)));
        assertThat(PeriodName.parse("2026-06-03", NO_DAYS))
                .isEqualTo(new PeriodName(Grain.TRAILING28, LocalDate.of(2026, 6, 3)));
        assertThat(PeriodName.parse("2026-06-03", EnumSet.of(Grain.DAY)))
                .isEqualTo(new PeriodName(Grain.DAY, LocalDate.of(2026, 6, 3)));
        assertThat(PeriodName.parse("all", NO_DAYS)).isEqualTo(new PeriodName(Grain.ALL, null));
        for (String wrong : List.of("2026-Q5", "2026-13", "2025-W53", "yesterday", "2026-02-30")) {
            assertThatThrownBy(() -> PeriodName.parse(wrong, NO_DAYS))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Invalid period \"" + wrong + "\"; valid: a quarter such as 2026-Q2");
        }
    }

    @Test
    void withoutAPeriodItIsTheLatestWithAValueOfTheLongestCalendarPeriod() {
        // There are weeks and all time: a week it is.
        assertThat(choose("rework_time_share", null, Map.of()).periodStart()).isEqualTo(LocalDate.of(2026, 3, 30));
        assertThat(choose("hours_returned", null, Map.of()).periodStart()).isEqualTo(LocalDate.of(2026, 2, 1));
        assertThat(choose("precision", null, Map.of()).status()).isEqualTo("not_estimable");
    }

    @Test
    void aPeriodAndAMember() {
        assertThat(choose("rework_time_share", "2026-W11", Map.of()).value()).isEqualTo(0.25);
        assertThat(choose("rework_time_share", "all", Map.of()).value()).isEqualTo(0.208);
        assertThat(choose("rework_time_share", "2026-W13", Map.of(Dimension.TEAM, "T2"))
                        .value())
                .isEqualTo(0.175);
        assertThat(choose("adoption_rate", "2026-03-29", Map.of()).reason()).isEqualTo("not_delivered");
    }

    @Test
    void theNeighboursOfAPeriodWithoutFigureAreNamed() {
        assertThatThrownBy(() -> choose("hours_returned", "2026-03", Map.of()))
                .hasMessage("There is no figure of hours_returned for 2026-03; the one before it is 2026-02");
        assertThatThrownBy(() -> choose("hours_returned", "2025-12", Map.of()))
                .hasMessage("There is no figure of hours_returned for 2025-12; the one after it is 2026-01");
        assertThatThrownBy(() -> choose("hours_returned", "2026-W10", Map.of()))
                .hasMessage("There is no figure of hours_returned by week; there are figures by month");
        assertThatThrownBy(() -> choose("rework_time_share", null, Map.of(Dimension.TEAM, "T9")))
                .hasMessageStartingWith("Unknown team \"T9\" of rework_time_share; did you mean \"T2\"?");
        assertThatThrownBy(() -> choose("rework_time_share", null, Map.of(Dimension.ROLE, "agent")))
                .hasMessageStartingWith(
                        "Cannot explain rework_time_share by role: it is not split so; it is split by ");
    }
}
