package io.tallyhouse.mining.model;

import io.tallyhouse.mining.IntList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Transitions that every way to a goal can begin with, up to the order of what does not concern each other (stubborn sets: Valmari
 * 1991; that they keep the cheapest way: Wehrle and Helmert, About partial order reduction in planning and computer aided verification,
 * 2012). Of concurrent branches one is gone on with at a time, and not every interleaving of them is a way of its own.
 *
 * <p>A set begins with transitions of which each way to the goal has one. To a transition that lacks tokens belong all that put some
 * into one of the places that lack them; to one that is enabled, all that it may disable. Let t be the first of a way that is in the
 * set: nothing before it can have enabled it, so that it is enabled at once, and it takes from nothing before it, so that the way with t
 * first leads to the same marking, by the same transitions, at the same cost.
 */
public final class StubbornSteps {
    private final Firing firing;
    private final int transitions;
    /** By place, what leaves more tokens there than it found. */
    private final int[][] filling;
    /** By place, what leaves fewer. */
    private final int[][] draining;
    /** By transition, those that it may take tokens from. */
    private final int[][] rivals;

    /** @param firing of the same net */
    public StubbornSteps(AcceptingPetriNet net, Firing firing) {
        this.firing = firing;
        this.transitions = net.transitions().size();
        int places = net.places().size();
        this.filling = byPlace(places, (t, p) -> change(t, p) > 0);
        this.draining = byPlace(places, (t, p) -> change(t, p) < 0);
        int[][] takers = byPlace(places, (t, p) -> contains(firing.inputs(t), p));
        this.rivals = new int[transitions][];
        for (int transition = 0; transition < transitions; transition++) {
            int t = transition;
            rivals[t] = Arrays.stream(firing.inputs(t))
                    .filter(p -> change(t, p) < 0)
                    .flatMap(p -> Arrays.stream(takers[p]))
                    .filter(other -> other != t)
                    .distinct()
                    .toArray();
        }
    }

    private interface Touching {
        boolean is(int transition, int place);
    }

    /** Of the transitions that have an arc with a place, those that touch it in some way. */
    private int[][] byPlace(int places, Touching touching) {
        IntList[] lists = new IntList[places];
        Arrays.setAll(lists, p -> new IntList());
        for (int transition = 0; transition < transitions; transition++) {
            int t = transition;
            IntStream.concat(Arrays.stream(firing.inputs(t)), Arrays.stream(firing.outputs(t)))
                    .distinct()
                    .filter(p -> touching.is(t, p))
                    .forEach(p -> lists[p].add(t));
        }
        return Arrays.stream(lists).map(IntList::toArray).toArray(int[][]::new);
    }

    private static boolean contains(int[] places, int place) {
        return Arrays.stream(places).anyMatch(p -> p == place);
    }

    private int change(int transition, int place) {
        return amount(firing.outputs(transition), firing.puts(transition), place)
                - amount(firing.inputs(transition), firing.needs(transition), place);
    }

    private static int amount(int[] places, int[] amounts, int place) {
        for (int i = 0; i < places.length; i++) {
            if (places[i] == place) {
                return amounts[i];
            }
        }
        return 0;
    }

    /**
     * For a way to a transition.
     *
     * @param goal transitions of which each way has one
     * @param among what a way to the goal may be made of
     * @return the enabled ones of the set, in the order of the net
     */
    public int[] towards(int[] goal, int[] tokens, BitSet among) {
        BitSet set = new BitSet();
        BitSet enabled = new BitSet();
        IntList open = new IntList();
        include(goal, among, set, open);
        while (!open.isEmpty()) {
            int transition = open.removeLast();
            int lacking = firing.firstLacking(transition, tokens);
            if (lacking < 0) {
                enabled.set(transition);
            }
            include(lacking < 0 ? rivals[transition] : filling[lacking], among, set, open);
        }
        return enabled.stream().toArray();
    }

    /**
     * For a way to a marking: something must change a place that has not its tokens, and of these places the one counts that leaves
     * the fewest ways to begin.
     *
     * @param among what a way may be made of
     * @return the enabled ones of the set, in the order of the net; none where the marking is there
     */
    public int[] towardsMarking(int[] wanted, int[] tokens, BitSet among) {
        int @Nullable [] fewest = null;
        for (int place = 0; place < wanted.length; place++) {
            if (tokens[place] != wanted[place]) {
                int[] steps = towards(tokens[place] < wanted[place] ? filling[place] : draining[place], tokens, among);
                fewest = fewest == null || steps.length < fewest.length ? steps : fewest;
            }
        }
        return fewest == null ? new int[0] : fewest;
    }

    /**
     * For a way to at least as many tokens as one of some markings has: something must fill the first place of each that lacks one.
     *
     * @param wanted markings that are none of them covered yet
     * @param among what a way may be made of
     * @return the enabled ones of the set, in the order of the net
     */
    public int[] towardsCover(int[][] wanted, int[] tokens, BitSet among) {
        int[] goal = Arrays.stream(wanted)
                .flatMapToInt(marking -> Arrays.stream(filling[Firing.firstLacking(marking, tokens)]))
                .toArray();
        return towards(goal, tokens, among);
    }

    private static void include(int[] transitions, BitSet among, BitSet set, IntList open) {
        for (int transition : transitions) {
            if (among.get(transition) && !set.get(transition)) {
                set.set(transition);
                open.add(transition);
            }
        }
    }
}
