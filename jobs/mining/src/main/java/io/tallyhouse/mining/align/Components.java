package io.tallyhouse.mining.align;

import io.tallyhouse.mining.IntList;
import io.tallyhouse.mining.model.AcceptingPetriNet;
import io.tallyhouse.mining.model.AcceptingPetriNet.Arc;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Parts of a net in which the number of tokens stays: sets of places of which each transition takes at most one token and puts back as
 * many (S-components; Reissner, Armas-Cervantes, Conforti, Dumas, Fahland and La Rosa, Scalable alignment of process models and event
 * logs: an approach based on automata and S-components, 2020). Each is found from a place that no other has yet, by adding places until
 * every transition is balanced. A place for which none is found in good time is in none.
 */
final class Components {
    /** Places added on the way to one component, each a call inside the one before. */
    private static final int TRIES = 2_000;

    private final int[][] inputs;
    private final int[][] outputs;
    private final List<IntList> takers = new ArrayList<>();
    private final List<IntList> putters = new ArrayList<>();
    private final BitSet unfit = new BitSet();
    private final BitSet covered = new BitSet();

    private final BitSet component = new BitSet();
    private final int[] taken;
    private final int[] put;
    private final BitSet unbalanced = new BitSet();
    private int tries;

    private Components(AcceptingPetriNet net) {
        int transitions = net.transitions().size();
        this.inputs = new int[transitions][];
        this.outputs = new int[transitions][];
        this.taken = new int[transitions];
        this.put = new int[transitions];
        for (int p = 0; p < net.places().size(); p++) {
            takers.add(new IntList());
            putters.add(new IntList());
        }
        for (int t = 0; t < transitions; t++) {
            inputs[t] = places(net.transitions().get(t).inputs(), t, takers);
            outputs[t] = places(net.transitions().get(t).outputs(), t, putters);
        }
    }

    private int[] places(List<Arc> arcs, int transition, List<IntList> touching) {
        for (Arc arc : arcs) {
            touching.get(arc.place()).add(transition);
            if (arc.weight() > 1) {
                unfit.set(arc.place());
            }
        }
        return arcs.stream().mapToInt(Arc::place).toArray();
    }

    /** @return components that have a token, so many that each place that can ever have one is in one if it is in any */
    static List<BitSet> of(AcceptingPetriNet net) {
        Components components = new Components(net);
        List<BitSet> found = new ArrayList<>();
        for (int place = 0; place < net.places().size(); place++) {
            if (!components.covered.get(place) && components.isFoundFrom(place)) {
                BitSet copy = (BitSet) components.component.clone();
                components.covered.or(copy);
                if (copy.stream().anyMatch(p -> net.initial().tokens(p) > 0)) {
                    found.add(copy);
                }
            }
        }
        return found;
    }

    private boolean isFoundFrom(int place) {
        component.clear();
        unbalanced.clear();
        Arrays.fill(taken, 0);
        Arrays.fill(put, 0);
        tries = 0;
        return isGrownBy(place);
    }

    /** With the place and what it then needs; without it where that is impossible. */
    private boolean isGrownBy(int place) {
        if (unfit.get(place) || component.get(place) || ++tries > TRIES) {
            return false;
        }
        change(place, 1);
        if (isSimple(takers.get(place), taken) && isSimple(putters.get(place), put) && isBalanced()) {
            return true;
        }
        change(place, -1);
        return false;
    }

    /** Places that no component has yet are tried first. */
    private boolean isBalanced() {
        int transition = unbalanced.nextSetBit(0);
        if (transition < 0) {
            return true;
        }
        int[] options = taken[transition] < put[transition] ? inputs[transition] : outputs[transition];
        for (boolean isNew : new boolean[] {true, false}) {
            for (int option : options) {
                if (covered.get(option) != isNew && isGrownBy(option)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void change(int place, int by) {
        component.set(place, by > 0);
        count(takers.get(place), taken, by);
        count(putters.get(place), put, by);
    }

    private void count(IntList transitions, int[] counts, int by) {
        for (int i = 0; i < transitions.size(); i++) {
            int transition = transitions.get(i);
            counts[transition] += by;
            unbalanced.set(transition, taken[transition] != put[transition]);
        }
    }

    /** Whether no transition touches two places in one direction. */
    private static boolean isSimple(IntList transitions, int[] counts) {
        for (int i = 0; i < transitions.size(); i++) {
            if (counts[transitions.get(i)] > 1) {
                return false;
            }
        }
        return true;
    }
}
