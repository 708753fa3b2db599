package io.tallyhouse.statistics.hours;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class SplitMix64Test {
    /** The JDK's SplittableRandom is the same generator. */
    @Test
    void drawsWhatTheReferenceDraws() {
        for (long seed : new long[] {0, 1, 42, -7, Long.MAX_VALUE}) {
            SplitMix64 own = new SplitMix64(seed);
            SplittableRandom reference = new SplittableRandom(seed);
            for (int i = 0; i < 1000; i++) {
                assertThat(own.nextLong()).isEqualTo(reference.nextLong());
            }
        }
    }

    @Test
    void spreadsEvenly() {
        int[] counts = new int[7];
        SplitMix64 random = new SplitMix64(3);
        for (int i = 0; i < 70_000; i++) {
            counts[random.nextInt(7)]++;
        }
        // Standard deviation of a count: √(70,000 · 1/7 · 6/7) = 93; five of them.
        for (int count : counts) {
            assertThat(count).isBetween(9_535, 10_465);
        }
    }
}
