package io.tallyhouse.mining.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tallyhouse.mining.align.AlignmentResult.NotEvaluated;
import io.tallyhouse.mining.align.AlignmentResult.Optimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class FitnessTest {
    private static Optimal optimal(int cost, int worst) {
        return new Optimal(cost, worst, List.of(), List.of(), 1);
    }

    @Test
    void sumsAndMeansByHand() {
        Fitness fitness = new Fitness();
        fitness.add(optimal(0, 6), 3);
        fitness.add(optimal(2, 8), 5);
        fitness.add(optimal(2, 5), 2);
        fitness.add(new NotEvaluated(10), 4);

        assertThat(fitness.evaluated()).isEqualTo(10);
        assertThat(fitness.notEvaluated()).isEqualTo(4);
        assertThat(fitness.fitting()).isEqualTo(3);
        assertThat(fitness.cost()).isEqualTo(2 * 5 + 2 * 2);
        assertThat(fitness.worst()).isEqualTo(6 * 3 + 8 * 5 + 5 * 2);
        assertThat(fitness.ofLog().orElseThrow()).isCloseTo(1 - 14 / 68.0, within(1e-15));
        assertThat(fitness.mean().orElseThrow()).isCloseTo((3 + 5 * 0.75 + 2 * 0.6) / 10, within(1e-15));
    }

    @Test
    void withoutEvaluatedCasesThereIsNoFigure() {
        Fitness fitness = new Fitness();
        fitness.add(new NotEvaluated(10), 4);

        assertThat(fitness.ofLog()).isEmpty();
        assertThat(fitness.mean()).isEmpty();
    }

    @Test
    void emptyCasesOfAModelThatAcceptsThemFit() {
        Fitness fitness = new Fitness();
        fitness.add(optimal(0, 0), 2);

        assertThat(fitness.ofLog()).hasValue(1);
        assertThat(fitness.mean()).hasValue(1);
    }
}
