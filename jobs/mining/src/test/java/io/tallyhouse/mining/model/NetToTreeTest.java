package io.tallyhouse.mining.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyhouse.mining.align.RandomNets;
import io.tallyhouse.testing.TestData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetToTreeTest {
    @Test
    @DisplayName("2,000 random trees are found again in their nets, with the same runs of up to 6 steps, seed 20260103")
    void aTreeIsFoundAgainInItsNet() {
        RandomTrees random = new RandomTrees(20_260_103, "a", "b", "c");
        for (int i = 0; i < 2_000; i++) {
            ProcessTree tree = random.next(3);
            ProcessTree found = NetToTree.convert(tree.net()).orElseThrow();

            assertThat(RandomTrees.words(found, 6))
                    .as("tree %d: %s, found %s", i, tree, found)
                    .isEqualTo(RandomTrees.words(tree, 6));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"running-example/running-example", "synthetic-noise/a12/a12", "synthetic-noise/a22/a22"})
    void publicNetsAreMadeOfBlocks(String name) throws IOException {
        AcceptingPetriNet net;
        ProcessTree published;
        try (InputStream pnml = Files.newInputStream(TestData.file(name + ".pnml"));
                InputStream ptml = Files.newInputStream(TestData.file(name + ".ptml"))) {
            net = PnmlReader.read(name, pnml).net();
            published = PtmlReader.read(name, ptml);
        }

        ProcessTree found = NetToTree.convert(net).orElseThrow();

        assertThat(found.labels()).isEqualTo(published.labels());
        assertThat(found.shortestRun()).isEqualTo(published.shortestRun());
    }

    @ParameterizedTest
    @CsvSource({
        // Two branches of which one waits for the other.
        "'i:a:p,q | p:b:r,s | q,s:c:t | r,t:d:f'",
        // A token that is never taken.
        "'i:a:p,q | p:b:f'",
        // A way past the split into one branch, which then waits for the other.
        "'i:a:p,q | p:b:r | q:c:s | r,s:e:f | i:d:r'",
        "'i:a:p,q | p:b:r | q:c:s | r,s:e:f | i:d:s'",
        // A way back out of one branch.
        "'i:a:p,q | p:b:r | q:c:s | s:d:i | r,s:e:f'"
    })
    void aNetThatIsNotMadeOfBlocksHasNoTree(String drawn) {
        assertThat(NetToTree.convert(Drawn.net(drawn))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'i:a:p,q | p:b:r | q,r:c:f', abc",
        "'i:a:i | i:b:f', aab",
        "'i:a:f | f:b:f', abb",
        "'i:a:p | p:b:p | p:c:q | q:d:i | q:e:f', abbcdace",
        "'i:a:f | i:a:f', a"
    })
    void blocksThatNoTreeDrawsLikeThisAreFoundToo(String drawn, String run) {
        AcceptingPetriNet net = Drawn.net(drawn);
        ProcessTree found = NetToTree.convert(net).orElseThrow();

        assertThat(RandomTrees.words(found, 8)).contains(run).isEqualTo(RandomNets.words(net, 8));
    }

    @Test
    @DisplayName(
            "Nets of 3,000 random trees with arcs bent have the runs of the tree that is found, if one is, seed 20260108")
    void aTreeIsFoundOnlyWhereTheRunsAreItsOwn() {
        BentNets random = new BentNets(20_260_108);
        int found = 0;
        int none = 0;
        for (int i = 0; i < 3_000; i++) {
            AcceptingPetriNet net = random.next();
            if (RandomNets.reachable(net.initial(), net.transitions(), 40).size() >= 40) {
                continue;
            }
            Optional<ProcessTree> tree = NetToTree.convert(net);
            if (tree.isPresent()) {
                assertThat(RandomTrees.words(tree.get(), 5))
                        .as("net %d: %s, found %s", i, net, tree)
                        .isEqualTo(RandomNets.words(net, 5));
                found++;
            } else {
                none++;
            }
        }
        assertThat(found).isGreaterThan(1_000);
        assertThat(none).isGreaterThan(500);
    }

    @Test
    void weightsAndSeveralTokensHaveNoTree() {
        AcceptingPetriNet one = Drawn.net("i:a:f");
        List<String> places = Drawn.PLACES;
        List<AcceptingPetriNet.Transition> plain = one.transitions();
        AcceptingPetriNet.Transition twice = new AcceptingPetriNet.Transition(
                "t", "a", List.of(new AcceptingPetriNet.Arc(0, 2)), List.of(new AcceptingPetriNet.Arc(1, 1)));
        Marking start = Drawn.tokens(1, 0);
        Marking end = Drawn.tokens(0, 1);

        assertThat(NetToTree.convert(new AcceptingPetriNet(places, List.of(twice), start, end)))
                .isEmpty();
        assertThat(NetToTree.convert(new AcceptingPetriNet(places, plain, Drawn.tokens(2, 0), Drawn.tokens(0, 2))))
                .isEmpty();
        assertThat(NetToTree.convert(new AcceptingPetriNet(places, plain, Drawn.tokens(1, 1), end)))
                .isEmpty();
        assertThat(NetToTree.convert(new AcceptingPetriNet(places, plain, start, Drawn.tokens(1, 1))))
                .isEmpty();
        assertThat(NetToTree.convert(new AcceptingPetriNet(places, plain, start, Drawn.tokens(0, 0))))
                .isEmpty();
        assertThat(NetToTree.convert(new AcceptingPetriNet(places, plain, start, end)))
                .contains(new ProcessTree.Activity("a"));
    }

    @Test
    void alternativesThatAreTheSameAreOne() {
        assertThat(NetToTree.convert(Drawn.net("i:a:f | i:b:f | i:a:f")))
                .contains(
                        new ProcessTree.Choice(List.of(new ProcessTree.Activity("a"), new ProcessTree.Activity("b"))));
    }
}
