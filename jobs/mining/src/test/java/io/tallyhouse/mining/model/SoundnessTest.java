package io.tallyhouse.mining.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyhouse.mining.model.Soundness.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoundnessTest {
    private static final long BUDGET = 10_000;

    @Test
    void blocksAreSoundWithoutSearch() {
        assertThat(Soundness.of(ProcessTree.parse("a (b & c)+ d"), BUDGET))
                .isEqualTo(new Soundness(Verdict.SOUND, List.of(), 0));
        assertThat(Soundness.of(ProcessTree.parse("a (b & c)+ d").net(), BUDGET).verdict())
                .isEqualTo(Verdict.SOUND);
    }

    @Test
    void aNetThatIsNotMadeOfBlocksCanBeSound() {
        // d waits for c and for the branch that c also waits for.
        Soundness soundness = Soundness.of(Drawn.net("i:a:p,q | p:b:r,s | q,s:c:t | r,t:d:f"), BUDGET);

        assertThat(soundness.verdict()).isEqualTo(Verdict.SOUND);
        assertThat(soundness.markings()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({
        // A join that waits for both of two alternatives.
        "'i:a:p | i:b:q | p,q:c:f', 'unreachable end'",
        "'i:a:p | i:b:q | p,q:c:f', 'deadlock: nothing can go on from [p]'",
        "'i:a:p | i:b:q | p,q:c:f', 'dead transition: c (c)'",
        // One branch is taken to the end, the other is left.
        "'i:a:p,q | p:b:f', 'the end is reached with tokens left: [f, q]'",
        // Round and round, one token more each time.
        "'i:a:p | p:b:p,q | p:c:f', 'unbounded: place q'",
        // A way that never comes back.
        "'i:a:p | p:b:q | q:c:q | p:d:f | q,s:e:f', 'no way to the end from [q]'"
    })
    void whatIsWrongIsNamed(String drawn, String finding) {
        Soundness soundness = Soundness.of(Drawn.net(drawn), BUDGET);

        assertThat(soundness.verdict()).isEqualTo(Verdict.UNSOUND);
        assertThat(soundness.findings()).anySatisfy(f -> assertThat(f).contains(finding));
    }

    @Test
    void aBudgetThatDoesNotSufficeIsSaid() {
        assertThat(Soundness.of(Drawn.net("i:a:p,q | p:b:r,s | q,s:c:t | r,t:d:f"), 2)
                        .verdict())
                .isEqualTo(Verdict.NOT_DECIDED);
    }
}
