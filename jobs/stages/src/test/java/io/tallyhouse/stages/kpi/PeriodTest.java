package io.tallyhouse.stages.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallyhouse.catalogue.metric.Metric.Grain;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeriodTest {
    @Test
    void aWeekStartsOnMondayAlsoAcrossTheTurnOfTheYear() {
        // ISO 8601: 2026-01-01 is the Thursday of 2026-W01, which starts on 2025-12-29.
        assertThat(Period.holding(Grain.WEEK, day("2026-01-01")))
                .isEqualTo(period(Grain.WEEK, "2025-12-29", "2026-01-04"));
        assertThat(Period.holding(Grain.WEEK, day("2026-01-04")).start()).isEqualTo(day("2025-12-29"));
        assertThat(Period.holding(Grain.WEEK, day("2026-01-05")).start()).isEqualTo(day("2026-01-05"));
    }

    @Test
    void monthsAndQuartersAreThoseOfTheCalendar() {
        assertThat(Period.holding(Grain.MONTH, day("2028-02-10")))
                .isEqualTo(period(Grain.MONTH, "2028-02-01", "2028-02-29"));
        assertThat(Period.holding(Grain.QUARTER, day("2026-05-31")))
                .isEqualTo(period(Grain.QUARTER, "2026-04-01", "2026-06-30"));
        assertThat(Period.holding(Grain.QUARTER, day("2026-12-31")))
                .isEqualTo(period(Grain.QUARTER, "2026-10-01", "2026-12-31"));
    }

    @Test
    void aDayHasNoSpanOfItsOwn() {
        assertThatThrownBy(() -> Period.holding(Grain.ALL, day("2026-01-01")))
                .hasMessage("Cannot find the ALL of a day");
    }

    @Test
    void aDayCountsInThe28SpansThatEndOnItOrLater() {
        List<Period> spans = Period.trailing(day("2026-03-01"), day("2026-12-31"));
        assertThat(spans).hasSize(28);
        assertThat(spans.get(0)).isEqualTo(period(Grain.TRAILING28, "2026-02-02", "2026-03-01"));
        assertThat(spans.get(27)).isEqualTo(period(Grain.TRAILING28, "2026-03-01", "2026-03-28"));
    }

    @Test
    void noSpanEndsAfterAsOf() {
        assertThat(Period.trailing(day("2026-03-01"), day("2026-03-03")))
                .extracting(Period::end)
                .containsExactly(day("2026-03-01"), day("2026-03-02"), day("2026-03-03"));
        assertThat(Period.trailing(day("2026-03-04"), day("2026-03-03"))).isEmpty();
    }

    @Test
    void aRangeHasThePeriodsOfItsFirstAndLastDay() {
        assertThat(Period.between(Grain.WEEK, day("2026-03-01"), day("2026-03-09")))
                .extracting(Period::start)
                .containsExactly(day("2026-02-23"), day("2026-03-02"), day("2026-03-09"));
        assertThat(Period.between(Grain.QUARTER, day("2025-12-31"), day("2026-01-01")))
                .hasSize(2);
    }

    @Test
    void aPeriodIsFinalFromTheInstantItHasSettled() {
        Period week = Period.holding(Grain.WEEK, day("2026-03-02"));
        Duration settles = Duration.ofDays(14);
        assertThat(week.isFinal(settles, Instant.parse("2026-03-22T23:59:59Z"))).isFalse();
        assertThat(week.isFinal(settles, Instant.parse("2026-03-23T00:00:00Z"))).isTrue();
        assertThat(week.isFinal(Duration.ZERO, Instant.parse("2026-03-09T00:00:00Z")))
                .isTrue();
    }

    @Test
    void allDaysAreNeverFinal() {
        assertThat(period(Grain.ALL, "2026-01-01", "2026-01-02")
                        .isFinal(Duration.ZERO, Instant.parse("2030-01-01T00:00:00Z")))
                .isFalse();
    }

    private static Period period(Grain grain, String start, String end) {
        return new Period(grain, day(start), day(end));
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }
}
