package io.tallyhouse.mining.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoveCostsTest {
    @Test
    void eachActivityHasItsOwnAndAllOthersShareOne() {
        MoveCosts costs = new MoveCosts(Map.of("a", 1), Map.of("b", 1_000), 7);

        assertThat(costs.ofLog("a")).isEqualTo(1);
        assertThat(costs.ofLog("b")).isEqualTo(7);
        assertThat(costs.ofModel("a")).isEqualTo(7);
        assertThat(costs.ofModel("b")).isEqualTo(1_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1_001})
    void aMoveForNothingOrAboveTheMostIsInvalid(int cost) {
        assertThatThrownBy(() -> new MoveCosts(Map.of("a", cost), Map.of(), 1))
                .hasMessage("Invalid cost of a log move with a: %d, expected 1 to 1000", cost);
        assertThatThrownBy(() -> new MoveCosts(Map.of(), Map.of("b", cost), 1))
                .hasMessage("Invalid cost of a model move with b: %d, expected 1 to 1000", cost);
        assertThatThrownBy(() -> new MoveCosts(Map.of(), Map.of(), cost))
                .hasMessage("Invalid cost of any other move: %d, expected 1 to 1000", cost);
    }
}
