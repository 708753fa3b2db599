package io.tallyhouse.mining.align;

import io.tallyhouse.mining.IntList;
import io.tallyhouse.mining.Ints;
import io.tallyhouse.mining.model.AcceptingPetriNet;
import io.tallyhouse.mining.model.AcceptingPetriNet.Arc;
import io.tallyhouse.mining.model.AcceptingPetriNet.Transition;
import io.tallyhouse.mining.model.Firing;
import io.tallyhouse.mining.model.Marking;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A net of which only some places are looked at: what its tokens there can be, and how transitions change them. Whatever the net
 * does, the projection can do too, at the same cost, so that the cheapest way of the projection costs no more than that of the net
 * (as with the pattern databases of Edelkamp, Planning with pattern databases, 2001; Leemans, Fahland and van der Aalst, Scalable
 * process discovery and conformance checking, 2018, project on activities).
 */
final class Projection {
    private static final int NONE = -1;

    /** By transition; its number among those that touch the places, or -1. */
    private final int[] local;
    /** Those that touch the places. */
    private final int[] touching;

    private final List<int[]> next = new ArrayList<>();
    private final int accepting;

    /** By state, pairs of transition and the other state that it leads from. */
    private final int[][] before;

    private Projection(AcceptingPetriNet part, int most) {
        this.local = new int[part.transitions().size()];
        Arrays.fill(local, NONE);
        IntList touched = new IntList();
        for (int t = 0; t < local.length; t++) {
            Transition transition = part.transitions().get(t);
            if (!transition.inputs().isEmpty() || !transition.outputs().isEmpty()) {
                local[t] = touched.size();
                touched.add(t);
            }
        }
        this.touching = touched.toArray();
        Map<Ints, Integer> numbers = new HashMap<>();
        find(new Firing(part), numbers, most);
        this.accepting = numbers.getOrDefault(Ints.of(part.finalMarking().toArray()), NONE);
        this.before = next.size() > most ? new int[0][] : reversed();
    }

    /**
     * @param places that together hold a bounded number of tokens
     * @return the projection; empty where it has more states than that
     */
    static Optional<Projection> of(AcceptingPetriNet net, BitSet places, int most) {
        Projection projection = new Projection(restricted(net, places), most);
        return projection.states() > most ? Optional.empty() : Optional.of(projection);
    }

    /** The same transitions, and of the places only some. */
    private static AcceptingPetriNet restricted(AcceptingPetriNet net, BitSet places) {
        int[] kept = places.stream().toArray();
        int[] number = new int[net.places().size()];
        for (int i = 0; i < kept.length; i++) {
            number[kept[i]] = i;
        }
        List<Transition> transitions = net.transitions().stream()
                .map(t -> new Transition(
                        t.id(),
                        t.label(),
                        restricted(t.inputs(), places, number),
                        restricted(t.outputs(), places, number)))
                .toList();
        return new AcceptingPetriNet(
                Arrays.stream(kept).mapToObj(p -> net.places().get(p)).toList(),
                transitions,
                Marking.of(Arrays.stream(kept).map(net.initial()::tokens).toArray()),
                Marking.of(Arrays.stream(kept).map(net.finalMarking()::tokens).toArray()));
    }

    private static List<Arc> restricted(List<Arc> arcs, BitSet places, int[] number) {
        return arcs.stream()
                .filter(a -> places.get(a.place()))
                .map(a -> new Arc(number[a.place()], a.weight()))
                .toList();
    }

    private void find(Firing firing, Map<Ints, Integer> numbers, int most) {
        List<int[]> states = new ArrayList<>();
        states.add(firing.initial());
        numbers.put(Ints.of(states.get(0)), 0);
        for (int here = 0; here < states.size() && here <= most; here++) {
            int[] after = new int[touching.length];
            for (int i = 0; i < after.length; i++) {
                after[i] = NONE;
                if (firing.isEnabled(touching[i], states.get(here))) {
                    int[] tokens = states.get(here).clone();
                    firing.fire(touching[i], tokens);
                    Integer known = numbers.putIfAbsent(Ints.of(tokens), states.size());
                    after[i] = known == null ? states.size() : known;
                    if (known == null) {
                        states.add(tokens);
                    }
                }
            }
            next.add(after);
        }
    }

    private int[][] reversed() {
        IntList[] lists = new IntList[next.size()];
        Arrays.setAll(lists, i -> new IntList());
        for (int state = 0; state < lists.length; state++) {
            int[] after = next.get(state);
            for (int i = 0; i < after.length; i++) {
                if (after[i] >= 0 && after[i] != state) {
                    lists[after[i]].add(touching[i]);
                    lists[after[i]].add(state);
                }
            }
        }
        return Arrays.stream(lists).map(IntList::toArray).toArray(int[][]::new);
    }

    int states() {
        return next.size();
    }

    /** The state of the final marking, or -1 where no way leads to it. */
    int accepting() {
        return accepting;
    }

    /** Transitions that change or need what is looked at. */
    int[] touching() {
        return touching;
    }

    /** By the order of {@link #touching}: where they lead, or -1 where they cannot fire. */
    int[] next(int state) {
        return next.get(state);
    }

    /** Where a transition leads, or -1 where it cannot fire. */
    int after(int state, int transition) {
        return local[transition] == NONE ? state : next.get(state)[local[transition]];
    }

    /** Pairs of transition and the other state that it leads from. */
    int[] before(int state) {
        return before[state];
    }
}
