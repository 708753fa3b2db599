package io.tallyhouse.mining.align;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyhouse.mining.TwoMethods;
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
    private static final long BUDGET = 100_000;

    @Test
    @DisplayName("Cost, choice and shortest run of random trees are those of brute force over the tree, seed 20260101")
    void treesAgreeWithBruteForce() {
        int cases = TwoMethods.cases(3_000);
        RandomTrees random = new RandomTrees(20_260_101, "a", "b", "c");
        int deviating =
                TwoMethods.compare("alignments of trees beside brute force", 20_260_101, cases, "deviate", i -> {
                    ProcessTree tree = random.next(2);
                    List<String> trace = random.trace(4, "a", "b", "c", "x");
                    Solution solution = bruteForce(tree, trace, MoveCosts.UNIT);

                    Optimal byTree = (Optimal) Aligner.of(tree, BUDGET).align(trace);
                    assertThat(solution(byTree))
                            .as("tree %d: %s, trace %s", i, tree, trace)
                            .isEqualTo(solution);
                    assertThat(tree.shortestRun()).as(tree.toString()).isEqualTo(shortest(tree));
                    assertThat(byTree.deviations()).hasSize(byTree.cost());
                    return byTree.cost() > 0;
                });
        assertThat(deviating).as("traces that deviate").isBetween(cases / 3, cases - 1);
    }

    @Test
    @DisplayName("Cost and choice of random trees with costs of their own are those of brute force, seed 20260106")
    void ownCostsAgreeWithBruteForce() {
        RandomTrees random = new RandomTrees(20_260_106, "a", "b", "c");
        Random dice = new Random(20_260_106);
        TwoMethods.compare(
                "alignments of trees with own costs beside brute force",
                20_260_106,
                TwoMethods.cases(1_500),
                "deviate",
                i -> {
                    ProcessTree tree = random.next(2);
                    List<String> trace = random.trace(4, "a", "b", "c", "x");
                    MoveCosts costs = new MoveCosts(
                            Map.of("a", 1 + dice.nextInt(2), "x", 1 + dice.nextInt(3)),
                            Map.of("b", 1 + dice.nextInt(2), "c", 1 + dice.nextInt(2)),
                            1);
                    Solution solution = bruteForce(tree, trace, costs);

                    Optimal byTree = (Optimal) Aligner.of(tree, costs, BUDGET).align(trace);
                    assertThat(solution(byTree))
                            .as("tree %d: %s, trace %s, %s", i, tree, trace, costs)
                            .isEqualTo(solution);
                    return byTree.cost() > 0;
                });
    }

    @Test
    @DisplayName(
            "Random trees, twice as deep and with longer traces than brute force can do, by their blocks and by the markings of their nets, seed 20260107")
    void treesAgreeWithTheirNets() {
        String[] labels = {"a", "b", "c", "d", "e", "f"};
        RandomTrees random = new RandomTrees(20_260_107, labels);
        Random dice = new Random(20_260_107);
        TwoMethods.compare(
                "alignments of trees beside those of their nets", 20_260_107, TwoMethods.cases(1_500), "deviate", i -> {
                    ProcessTree tree = random.next(3);
                    List<String> trace = random.trace(10, "a", "b", "c", "d", "e", "f", "x");
                    MoveCosts costs = new MoveCosts(
                            Map.of("a", 1 + dice.nextInt(3), "x", 1 + dice.nextInt(3)),
                            Map.of("b", 1 + dice.nextInt(3), "c", 1 + dice.nextInt(3)),
                            1 + dice.nextInt(2));

                    AlignmentResult byTree = Aligner.of(tree, costs, BUDGET).align(trace);
                    AlignmentResult byNet =
                            Aligner.ofNet(tree.net(), costs, 10 * BUDGET).align(trace);
                    assertThat(byTree)
                            .as("tree %d: %s, trace %s, %s", i, tree, trace, costs)
                            .usingRecursiveComparison()
                            .ignoringFields("states")
                            .isEqualTo(byNet);
                    return ((Optimal) byTree).cost() > 0;
                });
    }

    @Test
    @DisplayName("Cost and choice of random nets are those of brute force over their firings, seed 20260102")
    void netsAgreeWithBruteForce() {
        Random random = new Random(20_260_102);
        RandomNets nets = new RandomNets(random);
        RandomTrees traces = new RandomTrees(random.nextLong());
        TwoMethods.compare(
                "alignments of nets beside brute force", 20_260_102, TwoMethods.cases(3_000), "deviate", i -> {
                    AcceptingPetriNet net = nets.next();
                    List<String> trace = traces.trace(4, "a", "b", "c", "x");
                    Aligner aligner = Aligner.of(net, BUDGET);
                    Set<String> shortestRuns = RandomNets.words(net, aligner.shortestRun());
                    assertThat(shortestRuns)
                            .as("runs of net %d up to the shortest: %s", i, net)
                            .isNotEmpty()
                            .allMatch(word -> word.length() == aligner.shortestRun());
                    Solution solution =
                            BruteForce.solve(trace, length -> RandomNets.words(net, length), aligner.shortestRun());

                    Optimal result = (Optimal) aligner.align(trace);
                    assertThat(solution(result))
                            .as("net %d: %s, trace %s", i, net, trace)
                            .isEqualTo(solution);
                    assertThat(result.worst()).isEqualTo(trace.size() + aligner.shortestRun());
                    return result.cost() > 0;
                });
    }

    private static Solution bruteForce(ProcessTree tree, List<String> trace, MoveCosts costs) {
        return BruteForce.solve(trace, length -> RandomTrees.words(tree, length), shortest(tree), costs);
    }

    private static int shortest(ProcessTree tree) {
        return RandomTrees.words(tree, 9).stream()
                .mapToInt(String::length)
                .min()
                .orElseThrow();
    }

    private static Solution solution(Optimal result) {
        return new Solution(result.cost(), BruteForce.code(result.moves()));
    }
}
