package io.tallyhouse.mining.model;

import io.tallyhouse.mining.model.AcceptingPetriNet.Arc;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The firing rule of a net, over arrays of tokens by place and transitions by index. */
public final class Firing {
    private final AcceptingPetriNet net;
    private final int[][] inputs;
    private final int[][] needs;
    private final int[][] outputs;
    private final int[][] puts;
    private final int[] silent;
    private final int[][] silentInto;

    /** @param net whose transitions fire */
    public Firing(AcceptingPetriNet net) {
        this.net = net;
        this.inputs = arcs(net, true, false);
        this.needs = arcs(net, true, true);
        this.outputs = arcs(net, false, false);
        this.puts = arcs(net, false, true);
        this.silent = IntStream.range(0, net.transitions().size())
                .filter(t -> net.transitions().get(t).label() == null)
                .toArray();
        this.silentInto = new int[net.places().size()][];
        for (int place = 0; place < silentInto.length; place++) {
            int p = place;
            silentInto[p] = Arrays.stream(silent)
                    .filter(t -> Arrays.stream(outputs[t]).anyMatch(o -> o == p))
                    .toArray();
        }
    }

    private static int[][] arcs(AcceptingPetriNet net, boolean isInput, boolean isWeight) {
        return net.transitions().stream()
                .map(t -> isInput ? t.inputs() : t.outputs())
                .map(arcs -> numbers(arcs, isWeight))
                .toArray(int[][]::new);
    }

    private static int[] numbers(List<Arc> arcs, boolean isWeight) {
        return arcs.stream().mapToInt(a -> isWeight ? a.weight() : a.place()).toArray();
    }

    /** @return a copy of the initial marking */
    public int[] initial() {
        return net.initial().toArray();
    }

    /** @return a copy of the final marking */
    public int[] accepting() {
        return net.finalMarking().toArray();
    }

    /** @return the silent transitions */
    public int[] silent() {
        return silent;
    }

    /** @return the transitions with a label */
    public int[] labelled(String label) {
        return IntStream.range(0, inputs.length)
                .filter(t -> label.equals(net.transitions().get(t).label()))
                .toArray();
    }

    /** @return the places that a transition takes from */
    public int[] inputs(int transition) {
        return inputs[transition];
    }

    /** @return how much it takes of each */
    public int[] needs(int transition) {
        return needs[transition];
    }

    /** @return the places that a transition puts into */
    public int[] outputs(int transition) {
        return outputs[transition];
    }

    /** @return how much it puts into each */
    public int[] puts(int transition) {
        return puts[transition];
    }

    /** @return whether a transition has all it takes */
    public boolean isEnabled(int transition, int[] tokens) {
        return firstLacking(transition, tokens) < 0;
    }

    /** @return the first place that holds fewer tokens than the transition takes from it, or -1 */
    public int firstLacking(int transition, int[] tokens) {
        int[] places = inputs[transition];
        for (int i = 0; i < places.length; i++) {
            if (tokens[places[i]] < needs[transition][i]) {
                return places[i];
            }
        }
        return -1;
    }

    /** @return silent transitions that put tokens into a place */
    public int[] silentInto(int place) {
        return silentInto[place];
    }

    /** @return the first place that holds fewer tokens than a marking wants there, or -1 */
    public static int firstLacking(int[] wanted, int[] tokens) {
        for (int place = 0; place < wanted.length; place++) {
            if (tokens[place] < wanted[place]) {
                return place;
            }
        }
        return -1;
    }

    /** @return the first of some transitions that is enabled, or -1 */
    public int firstEnabled(int[] transitions, int[] tokens) {
        for (int transition : transitions) {
            if (isEnabled(transition, tokens)) {
                return transition;
            }
        }
        return -1;
    }

    /** @return the first of those transitions to which the fewest tokens are missing */
    public int leastMissing(int[] transitions, int[] tokens) {
        int least = -1;
        long leastMissing = Long.MAX_VALUE;
        for (int transition : transitions) {
            long missing = 0;
            for (int i = 0; i < inputs[transition].length; i++) {
                missing += Math.max(0, needs[transition][i] - tokens[inputs[transition][i]]);
            }
            if (missing < leastMissing) {
                least = transition;
                leastMissing = missing;
            }
        }
        return least;
    }

    /**
     * Takes and puts, whether or not there is enough to take.
     *
     * @throws InvalidModelException if a place holds more tokens than can be counted
     */
    public void fire(int transition, int[] tokens) {
        for (int i = 0; i < inputs[transition].length; i++) {
            tokens[inputs[transition][i]] -= needs[transition][i];
        }
        for (int i = 0; i < outputs[transition].length; i++) {
            int place = outputs[transition][i];
            tokens[place] += puts[transition][i];
            if (tokens[place] < 0) {
                throw InvalidModelException.unbounded(net.places().get(place));
            }
        }
    }
}
