package io.tallyhouse.mining.align;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyhouse.mining.TwoMethods;
import io.tallyhouse.mining.align.Footprint.Pair;
import io.tallyhouse.mining.model.ProcessTree;
import io.tallyhouse.mining.model.RandomTrees;
import io.tallyhouse.mining.trace.Variant;
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
    void ofANetWithMoreMarkingsThanTheBudgetNothingIsKnown() {
        var net = HardNets.member(10, 1, 1, 0.0).net();

        assertThat(Footprint.of(net, 3)).isEmpty();
        assertThat(Footprint.of(net, BUDGET)).isPresent();
    }
}
