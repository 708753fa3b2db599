package io.tallyhouse.mining.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyhouse.mining.align.RandomNets;
import io.tallyhouse.mining.model.Soundness.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoundnessTest {
    private static final long BUDGET = 10_000;
    /** Markings that a net as small as those here has only if it is unbounded. */
    private static final int MANY = 2_000;

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
    void ofManyFindingsTheFirstFiveAreTold() {
        // Seven transitions that wait for a token in s.
        Soundness soundness =
                Soundness.of(Drawn.net("i:a:f | s:b:f | s:c:f | s:d:f | s:e:f | s:g:f | s:h:f | s:j:f"), BUDGET);

        assertThat(soundness.findings())
                .containsExactly(
                        "dead transition: b (b)",
                        "dead transition: c (c)",
                        "dead transition: d (d)",
                        "dead transition: e (e)",
                        "dead transition: g (g)",
                        "and 2 more");
    }

    @Test
    void whereTheWayIsLostIsSaidAndNotWhereItLeadsThen() {
        // Round and round between q and r, once p has been left for them.
        assertThat(Soundness.of(Drawn.net("i:a:p | p:b:q | q:c:r | r:g:q | p:d:f | q,s:e:f"), BUDGET)
                        .findings())
                .containsExactly("no way to the end from [q]", "dead transition: e (e)");
    }

    @Test
    @DisplayName("Nets of 1,500 random trees with arcs bent are sound where the definition says so, seed 20260109")
    void theVerdictIsThatOfTheDefinition() {
        BentNets random = new BentNets(20_260_109);
        Map<Verdict, Integer> verdicts = new TreeMap<>();
        for (int i = 0; i < 1_500; i++) {
            AcceptingPetriNet net = random.next();
            Set<Marking> reachable = RandomNets.reachable(net.initial(), net.transitions(), MANY);
            Soundness soundness = Soundness.of(net, BUDGET);

            boolean isUnbounded = reachable.size() >= MANY;
            assertThat(soundness.verdict())
                    .as("net %d: %s", i, net)
                    .isEqualTo(!isUnbounded && isSound(net, reachable) ? Verdict.SOUND : Verdict.UNSOUND);
            if (isUnbounded) {
                assertThat(soundness.findings()).singleElement().asString().startsWith("unbounded: ");
            }
            verdicts.merge(soundness.verdict(), 1, Integer::sum);
        }
        assertThat(verdicts.get(Verdict.SOUND)).isGreaterThan(500);
        assertThat(verdicts.get(Verdict.UNSOUND)).isGreaterThan(300);
    }

    /** By looking from each marking again for all that can be reached from there. */
    private static boolean isSound(AcceptingPetriNet net, Set<Marking> reachable) {
        boolean canEnd = reachable.stream()
                .allMatch(from ->
                        RandomNets.reachable(from, net.transitions(), MANY).contains(net.finalMarking()));
        boolean endsCleanly = reachable.stream()
                .allMatch(marking ->
                        marking.equals(net.finalMarking()) || !covers(marking.toArray(), net.finalMarking()));
        boolean isAlive = net.transitions().stream()
                .allMatch(t -> reachable.stream()
                        .anyMatch(marking -> !RandomNets.after(marking, t).isEmpty()));
        return canEnd && endsCleanly && isAlive;
    }

    private static boolean covers(int[] tokens, Marking marking) {
        return IntStream.range(0, tokens.length).allMatch(place -> tokens[place] >= marking.tokens(place));
    }

    @Test
    void aBudgetThatDoesNotSufficeIsSaid() {
        assertThat(Soundness.of(Drawn.net("i:a:p,q | p:b:r,s | q,s:c:t | r,t:d:f"), 2)
                        .verdict())
                .isEqualTo(Verdict.NOT_DECIDED);
    }
}
