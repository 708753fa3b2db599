package io.tallyhouse.mining.align;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LongIntMapTest {
    @Test
    @DisplayName("10,000 random puts are those of the JDK's map, through growth and clearing, seed 20260110")
    void isAMap() {
        Random random = new Random(20_260_110);
        LongIntMap map = new LongIntMap();
        Map<Long, Integer> expected = new HashMap<>();
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 10_000; i++) {
                long key = random.nextInt(4_000) - 1_000L << random.nextInt(2) * 32;
                map.put(key, i);
                expected.put(key, i);
            }
            assertThat(map.size()).isEqualTo(expected.size());
            expected.forEach((key, value) -> assertThat(map.get(key)).isEqualTo(value));
            for (long key = 5_000; key < 6_000; key++) {
                assertThat(map.get(key)).isEqualTo(-1);
            }
            map.clear();
            assertThat(map.size()).isZero();
            assertThat(map.get(0)).isEqualTo(-1);
            expected.clear();
        }
    }
}
