package io.tallyhouse.mining.align;

import static io.tallyhouse.mining.align.ShownAs.INSERTED;
import static io.tallyhouse.mining.align.ShownAs.REPEATED;
import static io.tallyhouse.mining.align.ShownAs.SKIPPED;
import static io.tallyhouse.mining.align.ShownAs.SWAPPED;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallyhouse.mining.align.AlignmentResult.Optimal;
import io.tallyhouse.mining.model.TreeNotation;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShownAsTest {
    private static List<ShownAs> shown(String model, String trace) {
        Aligner aligner = Aligner.of(TreeNotation.parse(model), Aligner.DEFAULT_BUDGET);
        return ShownAs.of((Optimal) aligner.align(Arrays.asList(trace.split(" "))));
    }

    @Test
    void aStepThatIsMissingIsSkipped() {
        assertThat(shown("a b c", "a c")).containsExactly(SKIPPED);
    }

    @Test
    void aStepThatTheCaseDidNotHaveBeforeIsInserted() {
        assertThat(shown("a b", "a x b")).containsExactly(INSERTED);
    }

    @Test
    void aStepThatTheCaseHadBeforeIsRepeated() {
        assertThat(shown("a b", "a b a")).containsExactly(REPEATED);
        assertThat(shown("a b", "a x b x")).containsExactly(INSERTED, REPEATED);
    }

    @Test
    void aStepAtAnotherPlaceIsSwappedInBothItsDeviations() {
        assertThat(shown("a b c", "b c a")).containsExactly(SWAPPED, SWAPPED);
        assertThat(shown("a b c d", "b c d a")).containsExactly(SWAPPED, SWAPPED);
    }

    @Test
    void onlyAsManyAreSwappedAsAreSkipped() {
        // b is demanded once: the first of the two that came too late stands for it.
        assertThat(shown("b c d", "c d b b")).containsExactly(SWAPPED, SWAPPED, REPEATED);
    }
}
