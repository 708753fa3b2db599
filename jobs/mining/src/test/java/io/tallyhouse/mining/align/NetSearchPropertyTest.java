package io.tallyhouse.mining.align;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyhouse.mining.align.AlignmentResult.Optimal;
import io.tallyhouse.mining.model.AcceptingPetriNet;
import io.tallyhouse.mining.model.Firing;
import io.tallyhouse.mining.model.Marking;
import io.tallyhouse.mining.model.NetToTree;
import io.tallyhouse.mining.model.RandomTrees;
import io.tallyhouse.mining.model.Soundness;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The search that is told what is to come and leaves out interleavings, against one that knows nothing and leaves out nothing. */
class NetSearchPropertyTest {
    private static final long BUDGET = 10_000_000;

    @Test
    @DisplayName("Cost, moves and what was expected of 6,000 random nets with costs of their own are those of the plain"
            + " search, seed 20260107")
    void randomNetsAgreeWithThePlainSearch() {
        Random random = new Random(20_260_107);
        RandomNets nets = new RandomNets(random);
        RandomTrees traces = new RandomTrees(random.nextLong());
        for (int i = 0; i < 6_000; i++) {
            AcceptingPetriNet net = nets.next();
            List<String> trace = traces.trace(6, "a", "b", "c", "x");
            MoveCosts costs = new MoveCosts(
                    Map.of("a", 1 + random.nextInt(2), "x", 1 + random.nextInt(3)),
                    Map.of("b", 1 + random.nextInt(2), "c", 1 + random.nextInt(2)),
                    1);

            assertThat(Aligner.ofNet(net, costs, BUDGET).align(trace))
                    .as("net %d: %s, trace %s, %s", i, net, trace, costs)
                    .usingRecursiveComparison()
                    .ignoringFields("states")
                    .isEqualTo(plain(net, costs, trace));
        }
    }

    @Test
    @DisplayName("The same of 2,000 random nets of two to four automata, at each effort of the search, seed 20260108")
    void automataAgreeWithThePlainSearchAtEachEffort() {
        Random random = new Random(20_260_108);
        RandomAutomata nets = new RandomAutomata(random);
        RandomTrees traces = new RandomTrees(random.nextLong());
        int dear = 0;
        for (int i = 0; i < 2_000; i++) {
            AcceptingPetriNet net = nets.next(2 + i % 3);
            List<String> trace = traces.trace(10, "a", "b", "c", "d", "x");
            Optimal plain = plain(net, MoveCosts.UNIT, trace);
            dear += plain.cost() > 2 ? 1 : 0;
            for (int together : new int[] {0, 10, 500}) {
                List<NetAligner.Effort> effort = List.of(new NetAligner.Effort(together, BUDGET));
                assertThat(new NetAligner(net, MoveCosts.UNIT, BUDGET, effort).align(trace))
                        .as("net %d: %s, trace %s, together %d", i, net, trace, together)
                        .usingRecursiveComparison()
                        .ignoringFields("states")
                        .isEqualTo(plain);
            }
        }
        assertThat(dear).as("traces that cost more than two moves").isGreaterThan(500);
    }

    @Test
    @DisplayName("Each place that ever has a token is in a component of 1,000 random nets of automata, seed 20260109")
    void eachPlaceOfAnAutomatonIsInAComponent() {
        RandomAutomata nets = new RandomAutomata(new Random(20_260_109));
        for (int i = 0; i < 1_000; i++) {
            AcceptingPetriNet net = nets.next(3);
            BitSet covered = new BitSet();
            Components.of(net).forEach(covered::or);
            for (int place = 0; place < net.places().size(); place++) {
                assertThat(covered.get(place)
                                || net.initial().tokens(place)
                                                + net.finalMarking().tokens(place)
                                        == 0)
                        .as("place %d of net %d: %s", place, i, net)
                        .isTrue();
            }
        }
    }

    @Test
    @DisplayName(
            "Hard nets with 10 and 15 silent transitions, seeds 1 to 12, are sound, not made of blocks, and aligned"
                    + " as by the plain search")
    void smallHardNetsAgreeWithThePlainSearch() {
        for (long seed = 1; seed <= 12; seed++) {
            HardNets.Member member = HardNets.member(seed % 3 == 0 ? 15 : 10, seed, 8, 0.2);
            assertThat(NetToTree.convert(member.net())).isEmpty();
            assertThat(Soundness.of(member.net(), 100_000).verdict()).isEqualTo(Soundness.Verdict.SOUND);
            Aligner aligner = Aligner.of(member.net(), BUDGET);
            for (List<String> trace : member.traces()) {
                assertThat(aligner.align(trace))
                        .as("%s, trace %s", member.name(), trace)
                        .usingRecursiveComparison()
                        .ignoringFields("states")
                        .isEqualTo(plain(member.net(), MoveCosts.UNIT, trace));
            }
        }
    }

    @Test
    @DisplayName("Hard nets with 40 silent transitions, seeds 1 and 2, are aligned within the budget, the same with any"
            + " number of threads and whatever was aligned before")
    void largeHardNetsAreAlignedWithinTheBudget() {
        for (long seed = 1; seed <= 2; seed++) {
            HardNets.Member member = HardNets.member(40, seed, 6, 0.2);
            List<AlignmentResult> one =
                    new VariantAligner(member.net(), Aligner.DEFAULT_BUDGET, 1).align(member.traces());

            assertThat(one).allMatch(Optimal.class::isInstance);
            assertThat(new VariantAligner(member.net(), Aligner.DEFAULT_BUDGET, 8).align(member.traces()))
                    .isEqualTo(one);
            for (int i = 0; i < one.size(); i++) {
                assertThat(Aligner.of(member.net(), Aligner.DEFAULT_BUDGET)
                                .align(member.traces().get(i)))
                        .isEqualTo(one.get(i));
            }
        }
    }

    @Test
    @DisplayName(
            "Whatever a search was asked before, it knows what is left to pay: 1,000 random nets of two and three automata,"
                    + " 30 questions each, seed 20261102")
    void anyQuestionInAnyOrderIsAnsweredAsByThePlainSearch() {
        Random random = new Random(20_261_102);
        RandomAutomata nets = new RandomAutomata(random);
        RandomTrees traces = new RandomTrees(random.nextLong());
        int dear = 0;
        for (int i = 0; i < 1_000; i++) {
            AcceptingPetriNet net = nets.next(2 + i % 2);
            List<String> known = List.copyOf(net.labels());
            int[] trace = traces.trace(8, known.toArray(String[]::new)).stream()
                    .mapToInt(known::indexOf)
                    .toArray();
            NetPlans plans = new NetPlans(net, Components.of(net), i % 2 == 0 ? 0 : 100);
            NetGraph graph = new NetGraph(net, MoveCosts.UNIT, plans.projections(), Integer.MAX_VALUE);
            NetSearch search = new NetSearch(graph, trace, new NetBounds(graph, plans, trace), BUDGET, BUDGET);
            for (int asked = 0; asked < 30; asked++) {
                int marking = graph.initial();
                int[] tokens = net.initial().toArray();
                for (int steps = random.nextInt(8); steps > 0; steps--) {
                    int[] pairs = graph.towards(marking, random.nextInt(known.size()));
                    if (pairs.length > 0) {
                        int chosen = 2 * random.nextInt(pairs.length / 2);
                        marking = pairs[chosen + 1];
                        new Firing(net).fire(pairs[chosen], tokens);
                    }
                }
                int position = random.nextInt(trace.length + 1);
                int most = random.nextInt(6);
                int rest = rest(net, tokens, Arrays.copyOfRange(trace, position, trace.length));

                dear += rest > 2 && rest < ProjectionTable.ENDLESS ? 1 : 0;
                assertThat(search.isWithin(marking, position, most))
                        .as(
                                "net %d: %s, trace %s from %d at %s, at most %d",
                                i, net, Arrays.toString(trace), position, Arrays.toString(tokens), most)
                        .isEqualTo(rest <= most);
            }
        }
        assertThat(dear).as("questions whose answer is more than two moves").isGreaterThan(1_000);
    }

    private static int rest(AcceptingPetriNet net, int[] tokens, int[] trace) {
        AcceptingPetriNet from =
                new AcceptingPetriNet(net.places(), net.transitions(), Marking.of(tokens), net.finalMarking());
        ProductSearch plain =
                new ProductSearch(new MarkingGraph(from, MoveCosts.UNIT, Integer.MAX_VALUE), trace, 0, BUDGET);
        return plain.run() == ProductSearch.Outcome.OPTIMAL ? plain.totalCost() : ProjectionTable.ENDLESS;
    }

    private static Optimal plain(AcceptingPetriNet net, MoveCosts costs, List<String> trace) {
        MarkingGraph graph = new MarkingGraph(net, costs, Integer.MAX_VALUE);
        ProductSearch shortest = new ProductSearch(graph, new int[0], 0, BUDGET);
        assertThat(shortest.run()).isEqualTo(ProductSearch.Outcome.OPTIMAL);
        int[] labels = trace.stream().mapToInt(graph::labelOf).toArray();
        int foreign = 0;
        int worst = shortest.totalCost();
        for (int i = 0; i < labels.length; i++) {
            foreign += graph.knows(labels[i]) ? 0 : costs.ofLog(trace.get(i));
            worst += costs.ofLog(trace.get(i));
        }
        ProductSearch search = new ProductSearch(graph, labels, foreign, BUDGET);
        assertThat(search.run()).isEqualTo(ProductSearch.Outcome.OPTIMAL);
        return new CanonicalWalk(graph, search, trace, labels).walk(worst);
    }
}
