package io.tallyhouse.publish.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyhouse.catalogue.metric.Metric.Unit;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void roundingIsHalfEvenOnTheDecimalNotation() {
        assertThat(Figures.value(Unit.SHARE, 0.1225)).isEqualTo("12.2 %");
        assertThat(Figures.value(Unit.SHARE, 0.12250000000001)).isEqualTo("12.3 %");
        assertThat(Figures.value(Unit.HOURS, 0.25)).isEqualTo("0.2 h");
        assertThat(Figures.value(Unit.HOURS, 0.35)).isEqualTo("0.4 h");
        assertThat(Figures.value(Unit.HOURS, 1234567.89)).isEqualTo("1,234,567.9 h");
        assertThat(Figures.value(Unit.SECONDS, 2.5)).isEqualTo("2 s");
        assertThat(Figures.value(Unit.COUNT, 1e7)).isEqualTo("10,000,000");
        assertThat(Figures.value(Unit.PER_TICKET, 0.125)).isEqualTo("0.12");
    }

    @Test
    void nothingIsNotZeroAndZeroHasNoSign() {
        assertThat(Figures.value(Unit.COUNT, null)).isEqualTo("–");
        assertThat(Figures.value(Unit.COUNT, 0.0)).isEqualTo("0");
        assertThat(Figures.value(Unit.HOURS, -0.04)).isEqualTo("0.0 h");
        assertThat(Figures.value(Unit.HOURS, -12.3)).isEqualTo("−12.3 h");
        assertThat(Figures.change(Unit.HOURS, 0.01)).isEqualTo("0.0 h");
    }

    @Test
    void changesOfSharesArePercentagePoints() {
        assertThat(Figures.change(Unit.SHARE, -0.1125)).isEqualTo("−11.2 pp");
        assertThat(Figures.change(Unit.SHARE, 0.02)).isEqualTo("+2.0 pp");
        assertThat(Figures.change(Unit.COUNT, 345.0)).isEqualTo("+345");
    }

    @Test
    void intervalsAndSums() {
        assertThat(Figures.interval(Unit.HOURS, -12.34, 2480.15)).isEqualTo("−12.3 … 2,480.2");
        assertThat(Figures.interval(Unit.HOURS, null, null)).isEmpty();
        assertThat(Figures.exact(new BigDecimal("187.500000"))).isEqualTo("187.5");
        assertThat(Figures.exact(new BigDecimal("12345.000000"))).isEqualTo("12,345");
    }
}
