package io.tallyhouse.mining.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallyhouse.mining.OverBudget;
import io.tallyhouse.mining.TwoMethods;
import io.tallyhouse.mining.align.Footprint.Pair;
import io.tallyhouse.mining.model.AcceptingPetriNet;
import io.tallyhouse.mining.model.AcceptingPetriNet.Arc;
import io.tallyhouse.mining.model.AcceptingPetriNet.Transition;
import io.tallyhouse.mining.model.Marking;
import io.tallyhouse.mining.model.ProcessTree;
import io.tallyhouse.mining.model.RandomTrees;
import io.tallyhouse.mining.trace.Variant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FootprintTest {
    private static final int BUDGET = 10_000;

    private static Set<Pair> ofWords(Set<String> words) {
        Set<Pair> pairs = new HashSet<>();
        words.forEach(word -> pairs.addAll(Footprint.of(List.of(word.isEmpty() ? new String[0] : word.split("")))));
        return pairs;
    }

    private static long leaves(ProcessTree tree) {
        return tree instanceof ProcessTree.Activity
                ? 1
                : tree.parts().stream().mapToLong(FootprintTest::leaves).sum();
    }

    @Test
    void ofATreeAsOfItsRunsAndOfItsNet_seed20260801() {
        RandomTrees random = new RandomTrees(20_260_801, "a", "b", "c", "d");
        int hard = TwoMethods.compare(
                "footprints of trees beside their runs and nets", 20_260_801, TwoMethods.cases(600), "small", i -> {
                    ProcessTree tree = random.next(2);
                    Set<Pair> pairs = TreePairs.of(tree);
                    assertThat(NetPairs.of(tree.net(), BUDGET)).as("%s", tree).isEqualTo(pairs);
                    boolean isSmall = leaves(tree) <= 4;
                    Set<Pair> ofRuns = ofWords(RandomTrees.words(tree, isSmall ? 9 : 5));
                    if (isSmall) {
                        assertThat(pairs).as("%s", tree).isEqualTo(ofRuns);
                    } else {
                        assertThat(pairs).as("%s", tree).containsAll(ofRuns);
                    }
                    return isSmall;
                });
        assertThat(hard).isPositive();
    }

    @Test
    void ofANetNoRunHasAnotherPair_seed20260802() {
        Random random = new Random(20_260_802);
        RandomNets nets = new RandomNets(random);
        int hard = TwoMethods.compare(
                "footprints of nets beside their runs", 20_260_802, TwoMethods.cases(600), "with runs", i -> {
                    var net = nets.next();
                    Set<Pair> ofRuns = ofWords(RandomNets.words(net, 6));
                    assertThat(NetPairs.of(net, BUDGET)).as("%s", net).containsAll(ofRuns);
                    return !ofRuns.isEmpty();
                });
        assertThat(hard).isPositive();
    }

    @Test
    void pairsThatTheModelDoesNotHaveAreCounted() {
        Footprint model = Footprint.of(ProcessTree.parse("a (b | c) d"), BUDGET).orElseThrow();
        List<Variant> variants = List.of(
                new Variant(List.of("a", "b", "d"), 10),
                new Variant(List.of("a", "c", "b", "d"), 3),
                new Variant(List.of("a", "c", "b"), 2),
                new Variant(List.of(), 1));

        assertThat(model.pairs()).hasSize(6);
        assertThat(model.strange(variants).cases()).isEqualTo(6);
        assertThat(model.strange(variants).pairs())
                .isEqualTo(Map.of(
                        new Pair("c", "b"), 5L,
                        new Pair("b", null), 2L,
                        new Pair(null, null), 1L));
    }

    @Test
    void twoPairsFromOneStepAreTwo() {
        Footprint model = Footprint.of(ProcessTree.parse("a b"), BUDGET).orElseThrow();

        assertThat(model.strange(List.of(new Variant(List.of("a", "a"), 4), new Variant(List.of("a"), 1)))
                        .pairs())
                .isEqualTo(Map.of(new Pair("a", "a"), 4L, new Pair("a", null), 5L));
    }

    /** The start, after a, after b: three. After a in a chain of four steps, of which three are silent: four. */
    @Test
    void theBudgetIsTheNumberOfMarkings() {
        var three = ProcessTree.parse("a b").net();
        assertThat(NetPairs.of(three, 3)).hasSize(3);
        assertThatThrownBy(() -> NetPairs.of(three, 2)).isInstanceOf(OverBudget.class);

        List<Transition> transitions = new ArrayList<>();
        for (int place = 0; place < 4; place++) {
            transitions.add(new Transition(
                    "t" + place, place == 0 ? "a" : null, List.of(new Arc(place, 1)), List.of(new Arc(place + 1, 1))));
        }
        var chain = new AcceptingPetriNet(
                List.of("p", "q", "r", "s", "t"), transitions, Marking.of(1, 0, 0, 0, 0), Marking.of(0, 0, 0, 0, 1));
        assertThat(NetPairs.of(chain, 4)).hasSize(2);
        assertThatThrownBy(() -> NetPairs.of(chain, 3)).isInstanceOf(OverBudget.class);
    }

    @Test
    void ofANetWithMoreMarkingsThanTheBudgetNothingIsKnown() {
        var net = HardNets.member(10, 1, 1, 0.0).net();

        assertThat(Footprint.of(net, 3)).isEmpty();
        assertThat(Footprint.of(net, BUDGET)).isPresent();
    }
}
