package io.tallyhouse.statistics.hours;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SignFlipTest {
    @Test
    void countsTheFlipsAtLeastAsFarOut() {
        // All of one sign: only the two extremes of 2^5 ways.
        assertThat(SignFlip.pValue(new double[] {3, 1, 4, 1, 5})).isEqualTo(2 / 32.0);
        // (2, 1, -1): seen 2. Sums ±2±1±1: 4, 2, 2, 0 and their negatives; 6 of 8 at least 2 away.
        assertThat(SignFlip.pValue(new double[] {2, 1, -1})).isEqualTo(6 / 8.0);
        assertThat(SignFlip.pValue(new double[] {0.0})).isEqualTo(1);
    }
}
