package io.tallyhouse.mining.align;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyhouse.mining.TwoMethods;
import io.tallyhouse.mining.model.AcceptingPetriNet;
import io.tallyhouse.mining.model.AcceptingPetriNet.Arc;
import io.tallyhouse.mining.model.AcceptingPetriNet.Transition;
import io.tallyhouse.mining.model.Marking;
import io.tallyhouse.mining.model.ProcessTree;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComponentsTest {
    /** By the definition, and not by counts that are kept up to date. */
    private static boolean isComponent(AcceptingPetriNet net, BitSet places) {
        return !places.isEmpty()
                && net.transitions().stream()
                        .allMatch(t -> weight(t.inputs(), places) == weight(t.outputs(), places)
                                && weight(t.inputs(), places) <= 1);
    }

    private static int weight(List<Arc> arcs, BitSet places) {
        return arcs.stream()
                .filter(a -> places.get(a.place()))
                .mapToInt(Arc::weight)
                .sum();
    }

    private static boolean hasToken(AcceptingPetriNet net, BitSet places) {
        return places.stream().anyMatch(p -> net.initial().tokens(p) > 0);
    }

    private static BitSet union(List<BitSet> sets) {
        BitSet union = new BitSet();
        sets.forEach(union::or);
        return union;
    }

    /** Of all sets of places those that are a component and hold no smaller one. */
    private static List<BitSet> smallest(AcceptingPetriNet net) {
        List<BitSet> smallest = new ArrayList<>();
        IntStream.range(1, 1 << net.places().size())
                .mapToObj(bits -> BitSet.valueOf(new long[] {bits}))
                .filter(set -> isComponent(net, set))
                .sorted(Comparator.comparingInt(BitSet::cardinality))
                .filter(set ->
                        smallest.stream().noneMatch(s -> union(List.of(s, set)).equals(set)))
                .forEach(smallest::add);
        return smallest;
    }

    private static BitSet all(AcceptingPetriNet net) {
        BitSet all = new BitSet();
        all.set(0, net.places().size());
        return all;
    }

    @Test
    void twoBranchesAreTwoComponentsThatShareStartAndEnd() {
        AcceptingPetriNet net = ProcessTree.parse("a (b & c) d").net();

        List<BitSet> found = Components.of(net);

        assertThat(found).hasSize(2).allMatch(c -> isComponent(net, c) && hasToken(net, c));
        assertThat(union(found)).isEqualTo(all(net));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 30, 50})
    void eachPlaceOfAHardNetIsInAComponent(int silent) {
        AcceptingPetriNet net = HardNets.member(silent, 1, 0, 0.0).net();

        List<BitSet> found = Components.of(net);

        assertThat(found).allMatch(c -> isComponent(net, c) && hasToken(net, c));
        assertThat(union(found)).isEqualTo(all(net));
    }

    @Test
    void aPlaceIsInOneWhereSomeSetOfPlacesIsOne_seed20261101() {
        RandomNets nets = new RandomNets(new Random(20_261_101));
        int hard = TwoMethods.compare(
                "components beside all sets of places", 20_261_101, TwoMethods.cases(1_000), "with components", i -> {
                    AcceptingPetriNet net = nets.next();
                    List<BitSet> smallest = smallest(net);
                    List<BitSet> found = Components.of(net);
                    assertThat(found).as("%s", net).isSubsetOf(smallest).allMatch(c -> hasToken(net, c));
                    BitSet withToken = union(
                            smallest.stream().filter(c -> hasToken(net, c)).toList());
                    // In a component without a token there never is one.
                    BitSet empty = union(
                            smallest.stream().filter(c -> !hasToken(net, c)).toList());
                    BitSet due = (BitSet) withToken.clone();
                    due.andNot(empty);
                    assertThat(union(List.of(union(found), due))).as("%s", net).isEqualTo(union(found));
                    return !found.isEmpty();
                });
        assertThat(hard).isPositive();
    }

    @Test
    void aPlaceOfAWeightedArcIsInNone() {
        AcceptingPetriNet net = new AcceptingPetriNet(
                List.of("p", "q"),
                List.of(new Transition("a", "a", List.of(new Arc(0, 2)), List.of(new Arc(1, 2)))),
                Marking.of(2, 0),
                Marking.of(0, 2));

        assertThat(Components.of(net)).isEmpty();
    }
}
