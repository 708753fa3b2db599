package io.tallyhouse.mining.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyhouse.mining.model.AcceptingPetriNet;
import io.tallyhouse.mining.model.AcceptingPetriNet.Arc;
import io.tallyhouse.mining.model.AcceptingPetriNet.Transition;
import io.tallyhouse.mining.model.Marking;
import io.tallyhouse.mining.model.ProcessTree;
import io.tallyhouse.mining.replay.ReplayResult.NotEvaluated;
import io.tallyhouse.mining.replay.ReplayResult.Replayed;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayFitnessTest {
    /** p0 -a-> p1 -b-> p2 */
    private static final AcceptingPetriNet NET = new AcceptingPetriNet(
            List.of("p0", "p1", "p2"),
            List.of(transition("a", 0, 1), transition("b", 1, 2)),
            Marking.of(1, 0, 0),
            Marking.of(0, 0, 1));

    private static Transition transition(String label, int from, int to) {
        return new Transition(label, label, List.of(new Arc(from, 1)), List.of(new Arc(to, 1)));
    }

    /**
     * By hand. {@code b}: 2 produced, 2 consumed, 1 missing, 1 remaining, so 1/2. {@code a b}: 3 and 3, so 1; the same with events that
     * the net does not have. Together 3 · 2 + 3 · 3 = 15 produced and consumed, 3 missing and remaining: 1 − 3/15. The mean: (3 · 1/2 + 3) / 6.
     */
    @Test
    void sumsAndMeanWeighEachTraceByItsCases() {
        TokenReplay replay = TokenReplay.of(NET, 100);
        ReplayFitness fitness = new ReplayFitness(replay);
        fitness.add(replay.replay(List.of("b")), 3);
        fitness.add(replay.replay(List.of("a", "b")), 1);
        fitness.add(replay.replay(List.of("a", "x", "x", "b")), 2);
        fitness.add(new NotEvaluated(100), 5);

        assertThat(fitness.evaluated()).isEqualTo(6);
        assertThat(fitness.notEvaluated()).isEqualTo(5);
        assertThat(fitness.fitting()).isEqualTo(1);
        assertThat(fitness.ofLog()).hasValue(0.8);
        assertThat(fitness.mean()).hasValue(0.75);
        ReplayCounts counts = fitness.counts();
        assertThat(replay.net()).isSameAs(NET);
        assertThat(counts.unknown()).isEqualTo(4);
        assertThat(List.of(counts.fired(0), counts.forced(0), counts.fired(1), counts.forced(1)))
                .containsExactly(3L, 0L, 6L, 3L);
        assertThat(List.of(counts.missing(1), counts.remaining(0), counts.produced(2), counts.consumed(1)))
                .containsExactly(3L, 3L, 6L, 6L);
    }

    @Test
    void nothingHasNoFitnessAndAShareOfNothingIsNone() {
        ReplayFitness fitness = new ReplayFitness(TokenReplay.of(NET, 100));
        fitness.add(new NotEvaluated(100), 1);

        assertThat(fitness.ofLog()).isEmpty();
        assertThat(fitness.mean()).isEmpty();
        assertThat(new ReplayCounts(1, 1).fitness()).isEqualTo(1);
    }

    @Test
    void whetherATraceFitsIsNotSaidWhereTheBudgetEndsBeforeItIsKnown() {
        assertThat(TokenReplay.of(ProcessTree.parse("a b c"), 1).replay(List.of("c", "a")))
                .isEqualTo(new NotEvaluated(1));
    }

    /** The second a could only fire after the silent step, which the first makes needless: r keeps its token. */
    @Test
    void noSilentStepIsTakenForAStepThatIsEnabled() {
        AcceptingPetriNet net = new AcceptingPetriNet(
                List.of("p", "r", "q", "end"),
                List.of(
                        transition("a", 0, 3),
                        new Transition("s", null, List.of(new Arc(1, 1)), List.of(new Arc(2, 1))),
                        new Transition("again", "a", List.of(new Arc(2, 1)), List.of(new Arc(3, 1)))),
                Marking.of(1, 1, 0, 0),
                Marking.of(0, 1, 0, 1));

        assertThat(TokenReplay.of(net, 100).replay(List.of("a"))).isInstanceOfSatisfying(Replayed.class, replayed -> {
            assertThat(replayed.fits()).isTrue();
            assertThat(replayed.counts().fired(1)).isZero();
            assertThat(replayed.counts().remaining()).isZero();
        });
    }
}
