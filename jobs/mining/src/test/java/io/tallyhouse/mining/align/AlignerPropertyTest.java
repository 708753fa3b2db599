package io.tallyhouse.mining.align;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyhouse.mining.align.AlignmentResult.Optimal;
import io.tallyhouse.mining.align.BruteForce.Solution;
import io.tallyhouse.mining.model.AcceptingPetriNet;
import io.tallyhouse.mining.model.ProcessTree;
import io.tallyhouse.mining.model.RandomTrees;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Cost and chosen moves against a method that tries all runs and all ways to lay them beside the trace. */
class AlignerPropertyTest {
    @Test
    @DisplayName(
            "Cost, choice and shortest run of 3,000 random trees are those of brute force over the tree, seed 20260101")
    void treesAgreeWithBruteForce() {
        RandomTrees random = new RandomTrees(20_260_101, "a", "b", "c");
        int deviating = 0;
        for (int i = 0; i < 3_000; i++) {
            ProcessTree tree = random.next(2);
            List<String> trace = random.trace(4, "a", "b", "c", "x");
            int shortest = RandomTrees.words(tree, 9).stream()
                    .mapToInt(String::length)
                    .min()
                    .orElseThrow();
            Solution solution = BruteForce.solve(trace, length -> RandomTrees.words(tree, length), shortest);

            Optimal byTree = (Optimal) Aligner.of(tree, 100_000).align(trace);
            assertThat(new Solution(byTree.cost(), BruteForce.code(byTree.moves())))
                    .as("tree %d: %s, trace %s", i, tree, trace)
                    .isEqualTo(solution);
            assertThat(tree.shortestRun()).as(tree.toString()).isEqualTo(shortest);
            assertThat(Aligner.ofNet(tree.net(), MoveCosts.UNIT, 100_000).align(trace))
                    .usingRecursiveComparison()
                    .ignoringFields("states")
                    .isEqualTo(byTree);
            assertThat(byTree.deviations()).hasSize(byTree.cost());
            deviating += byTree.cost() > 0 ? 1 : 0;
        }
        assertThat(deviating).as("traces that deviate").isBetween(1_000, 2_999);
    }

    @Test
    @DisplayName(
            "Cost and choice of 1,500 random trees with costs of their own are those of brute force, seed 20260106")
    void ownCostsAgreeWithBruteForce() {
        RandomTrees random = new RandomTrees(20_260_106, "a", "b", "c");
        Random dice = new Random(20_260_106);
        for (int i = 0; i < 1_500; i++) {
            ProcessTree tree = random.next(2);
            List<String> trace = random.trace(4, "a", "b", "c", "x");
            MoveCosts costs = new MoveCosts(
                    Map.of("a", 1 + dice.nextInt(2), "x", 1 + dice.nextInt(3)),
                    Map.of("b", 1 + dice.nextInt(2), "c", 1 + dice.nextInt(2)),
                    1);
            int shortest = RandomTrees.words(tree, 9).stream()
                    .mapToInt(String::length)
                    .min()
                    .orElseThrow();
            Solution solution = BruteForce.solve(trace, length -> RandomTrees.words(tree, length), shortest, costs);

            Optimal byTree = (Optimal) Aligner.of(tree, costs, 100_000).align(trace);
            assertThat(new Solution(byTree.cost(), BruteForce.code(byTree.moves())))
                    .as("tree %d: %s, trace %s, %s", i, tree, trace, costs)
                    .isEqualTo(solution);
            assertThat(Aligner.ofNet(tree.net(), costs, 100_000).align(trace))
                    .usingRecursiveComparison()
                    .ignoringFields("states")
                    .isEqualTo(byTree);
        }
    }

    @Test
    @DisplayName("Cost and choice of 3,000 random nets are those of brute force over their firings, seed 20260102")
    void netsAgreeWithBruteForce() {
        Random random = new Random(20_260_102);
        RandomNets nets = new RandomNets(random);
        RandomTrees traces = new RandomTrees(random.nextLong());
        for (int i = 0; i < 3_000; i++) {
            AcceptingPetriNet net = nets.next();
            List<String> trace = traces.trace(4, "a", "b", "c", "x");
            Aligner aligner = Aligner.of(net, 100_000);
            Set<String> shortestRuns = RandomNets.words(net, aligner.shortestRun());
            assertThat(shortestRuns)
                    .as("runs of net %d up to the shortest: %s", i, net)
                    .isNotEmpty()
                    .allMatch(word -> word.length() == aligner.shortestRun());
            Solution solution = BruteForce.solve(trace, length -> RandomNets.words(net, length), aligner.shortestRun());

            Optimal result = (Optimal) aligner.align(trace);
            assertThat(new Solution(result.cost(), BruteForce.code(result.moves())))
                    .as("net %d: %s, trace %s", i, net, trace)
                    .isEqualTo(solution);
            assertThat(result.worst()).isEqualTo(trace.size() + aligner.shortestRun());
        }
    }
}
