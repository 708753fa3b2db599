package io.tallyhouse.statistics.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TailQuantilesTest {
    @Test
    void ofOneThousandNineHundredNinetyNineDrawsItIsTheFiftieth() {
        double[] draws = new double[1999];
        for (int i = 0; i < draws.length; i++) {
            draws[i] = 1999 - i;
        }
        Interval interval = TailQuantiles.percentile(draws);

        assertThat(interval.lower()).isCloseTo(50, within(1e-9));
        assertThat(interval.upper()).isCloseTo(1950, within(1e-9));
        assertThat(interval.draws()).isEqualTo(1999);
    }

    @Test
    void betweenTwoDrawsItIsOnTheLine() {
        // (4 + 1) · 0.3 = 1.5: half-way between the first and the second.
        assertThat(TailQuantiles.quantile(new double[] {10, 20, 40, 80}, 0.3)).isCloseTo(15, within(1e-12));
        assertThat(TailQuantiles.quantile(new double[] {10, 20, 40, 80}, 0.01)).isEqualTo(10);
        assertThat(TailQuantiles.quantile(new double[] {10, 20, 40, 80}, 0.99)).isEqualTo(80);
    }

    /** From the printed tables of Student's distribution. */
    @ParameterizedTest(name = "{0} degrees of freedom")
    @CsvSource({"10, 2.228", "12, 2.179", "20, 2.086", "30, 2.042", "60, 2.000", "120, 1.980"})
    void studentAgreesWithTheTables(int degrees, double expected) {
        assertThat(TailQuantiles.student975(degrees)).isCloseTo(expected, within(6e-4));
    }

    /** From the printed tables of the normal distribution. */
    @ParameterizedTest(name = "normal at {0}")
    @CsvSource({"0, 0.5", "-1, 0.158655", "-1.959964, 0.025", "-2.5, 0.006210", "3, 0.998650"})
    void normalAgreesWithTheTables(double at, double expected) {
        assertThat(TailQuantiles.normal(at)).isCloseTo(expected, within(6e-7));
    }

    @Test
    void fewClustersCutShorterTails() {
        // 11 clusters: √(11/10) · 2.228 = 2.337, Φ(−2.337) = 0.0097.
        assertThat(TailQuantiles.tail(11)).isCloseTo(0.0097, within(5e-5));
        assertThat(TailQuantiles.tail(100_000)).isCloseTo(0.025, within(1e-5));
    }
}
