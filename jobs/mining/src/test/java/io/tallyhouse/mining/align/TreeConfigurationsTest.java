package io.tallyhouse.mining.align;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyhouse.mining.model.ProcessTree;
import io.tallyhouse.mining.model.RandomTrees;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the search builds on so that it stays small: what allows the same is one configuration, and is found out once. */
class TreeConfigurationsTest {
    @ParameterizedTest
    @CsvSource({
        // In whatever order the branches have come.
        "a & b & c, a b, b a",
        "(a | x) & (b c), b a c, a b c",
        // A loop that has come round has not begun, nor has what stands around it.
        "a+[b], a b, ''",
        "a+[b] & c, a b, ''",
        "a+[b] & c+[d], c a d b, ''",
        "x (a+[b] & c), x a b, x",
        "(a b)+[c d], a b c d a, a",
        // What is over is over in the same way.
        "a | b, a, b",
        "(a | b) c, b, a",
        "a & b, a b, b a",
        "(a & b) c, a b, b a",
        "a & b | c, a b, c"
    })
    void whatAllowsTheSameIsTheSame(String notation, String one, String other) {
        TreeConfigurations tree = tree(notation, Integer.MAX_VALUE);

        assertThat(after(tree, one)).isEqualTo(after(tree, other));
    }

    @Test
    @DisplayName("Steps of 500 random trees lead to each configuration once, cheapest first, seed 20260112")
    void eachConfigurationOnceCheapestFirst() {
        RandomTrees random = new RandomTrees(20_260_112, "a", "b");
        for (int i = 0; i < 500; i++) {
            ProcessTree model = random.next(3);
            TreeConfigurations tree = new TreeConfigurations(model, MoveCosts.UNIT, Integer.MAX_VALUE);
            IndexSet open = tree.start();
            for (int at = 0; at < Math.min(open.size(), 50); at++) {
                for (int label = 0; label < tree.labels(); label++) {
                    int[] steps = tree.steps(open.get(at), label);
                    Set<Integer> found = new HashSet<>();
                    for (int s = 0; s < steps.length; s += 2) {
                        assertThat(found.add(steps[s + 1])).as("%s", model).isTrue();
                        assertThat(steps[s]).as("%s", model).isGreaterThanOrEqualTo(s == 0 ? 0 : steps[s - 2]);
                        open.add(steps[s + 1]);
                    }
                }
            }
        }
    }

    @Test
    void theExitOfALoopIsOverWithItAndHasNoWayBack() {
        ProcessTree loop =
                new ProcessTree.Loop(new ProcessTree.Silent(), ProcessTree.parse("d"), ProcessTree.parse("a b c | e"));
        TreeConfigurations tree = new TreeConfigurations(loop, MoveCosts.UNIT, Integer.MAX_VALUE);

        for (String step : List.of("a", "d", "e")) {
            assertThat(tree.steps(after(tree, "a"), tree.labelOf(step))).isEmpty();
        }
        assertThat(after(tree, "a b c")).isEqualTo(after(tree, "e"));
    }

    @Test
    void whatIsKnownIsFoundOutOnce() {
        TreeConfigurations tree = tree("a & b", Integer.MAX_VALUE);
        TreeBounds bounds = tree.bounds();
        BitSet labels = new BitSet();
        labels.set(1);
        int set = bounds.set(labels);

        for (int label = 0; label < 2; label++) {
            assertThat(tree.steps(tree.initial(), label)).isSameAs(tree.steps(tree.initial(), label));
        }
        assertThat(bounds.capacities(tree.initial())).isSameAs(bounds.capacities(tree.initial()));
        assertThat(bounds.set((BitSet) labels.clone())).isEqualTo(set);
    }

    @Test
    void betweenTracesAllIsForgottenOnceItIsMoreThanToBeKept() {
        int ofA = after(tree("a & b & c", 0), "a");
        int ofB = after(tree("a & b & c", 0), "b");
        assertThat(ofA).isEqualTo(ofB);
        // A parallel block and three leaves have two states each; to that, two steps and two states that they lead to.
        TreeConfigurations kept = tree("a & b & c", 12);
        TreeConfigurations forgotten = tree("a & b & c", 11);
        after(kept, "a");
        after(kept, "b");
        after(forgotten, "a");
        after(forgotten, "b");

        kept.betweenTraces();
        forgotten.betweenTraces();

        assertThat(after(kept, "b")).isEqualTo(ofB + 1);
        assertThat(after(forgotten, "b")).isEqualTo(ofB);
        // What was forgotten does not count the next time.
        forgotten.betweenTraces();
        assertThat(after(forgotten, "a")).isEqualTo(ofB + 1);
    }

    @Test
    void whatIsFoundAfterwardsHasAnEndingOfItsOwn() {
        TreeConfigurations tree = tree("(a b c | d) & e", 0);
        assertThat(tree.ending(after(tree, "a"))).isEqualTo(3);

        tree.betweenTraces();

        assertThat(tree.ending(after(tree, "d"))).isEqualTo(1);
    }

    private static TreeConfigurations tree(String notation, int keepAtMost) {
        return new TreeConfigurations(ProcessTree.parse(notation), MoveCosts.UNIT, keepAtMost);
    }

    /** The configuration after steps that each cost nothing and leave no choice. */
    private static int after(TreeConfigurations tree, String steps) {
        int here = tree.initial();
        for (String step : steps.isEmpty() ? new String[0] : steps.split(" ")) {
            int[] found = tree.steps(here, tree.labelOf(step));
            assertThat(found[0]).isZero();
            here = found[1];
        }
        return here;
    }
}
