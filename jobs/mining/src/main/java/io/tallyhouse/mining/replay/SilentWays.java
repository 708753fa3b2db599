package io.tallyhouse.mining.replay;

import io.tallyhouse.mining.Ints;
import io.tallyhouse.mining.OverBudget;
import io.tallyhouse.mining.model.AcceptingPetriNet;
import io.tallyhouse.mining.model.Firing;
import io.tallyhouse.mining.model.StubbornSteps;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shortest ways of silent steps, breadth first; of several the same every time. */
final class SilentWays {
    private static final int[] NO_STEPS = {};

    private final Firing firing;
    private final StubbornSteps stubborn;
    private final long budget;

    SilentWays(AcceptingPetriNet net, Firing firing, long budget) {
        this.firing = firing;
        this.stubborn = new StubbornSteps(net, firing);
        this.budget = budget;
    }

    /** How a marking was reached. */
    private record Step(Marked before, int transition) {}

    /** A marking, and how many events were done when it was reached. */
    private record Marked(int event, Ints marking) {
        static Marked of(int event, int[] tokens) {
            return new Marked(event, Ints.of(tokens));
        }

        int[] tokens() {
            return marking.values();
        }
    }

    /** Silent steps after which one of the transitions, of which none is enabled yet, is; none where there is no such way. */
    int[] toEnable(int[] transitions, int[] tokens) {
        int[][] wanted = new int[transitions.length][];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = new int[tokens.length];
            int[] places = firing.inputs(transitions[i]);
            for (int p = 0; p < places.length; p++) {
                wanted[i][places[p]] = firing.needs(transitions[i])[p];
            }
        }
        return toCover(wanted, tokens);
    }

    /**
     * Silent steps after which one of the markings is there; none where there is no such way.
     *
     * @param wanted one marking, or several of which none is there yet
     */
    int[] toCover(int[][] wanted, int[] tokens) {
        BitSet useful = useful(lacking(wanted, tokens));
        if (useful.isEmpty()) {
            return NO_STEPS;
        }
        Map<Marked, @Nullable Step> known = new HashMap<>();
        Deque<Marked> open = new ArrayDeque<>();
        Marked from = Marked.of(0, tokens.clone());
        known.put(from, null);
        open.add(from);
        while (!open.isEmpty()) {
            Marked here = open.remove();
            // Of many branches that are passed over silently not every interleaving is tried.
            for (int transition : stubborn.towardsCover(wanted, here.tokens(), useful)) {
                Marked after = after(here, transition, 0);
                if (known.containsKey(after)) {
                    continue;
                }
                known.put(after, new Step(here, transition));
                if (known.size() > budget) {
                    throw new OverBudget();
                }
                if (isCovered(wanted, after.tokens())) {
                    return steps(known, after);
                }
                open.add(after);
            }
        }
        return NO_STEPS;
    }

    private static boolean isCovered(int[][] wanted, int[] tokens) {
        for (int[] marking : wanted) {
            if (Firing.firstLacking(marking, tokens) < 0) {
                return true;
            }
        }
        return false;
    }

    private static BitSet lacking(int[][] wanted, int[] tokens) {
        BitSet lacking = new BitSet();
        for (int[] marking : wanted) {
            for (int place = 0; place < marking.length; place++) {
                if (tokens[place] < marking[place]) {
                    lacking.set(place);
                }
            }
        }
        return lacking;
    }

    private Marked after(Marked before, int transition, int events) {
        int[] tokens = before.tokens().clone();
        firing.fire(transition, tokens);
        return Marked.of(before.event() + events, tokens);
    }

    /** Silent transitions that can bring a token to one of the places, directly or by enabling another. */
    private BitSet useful(BitSet lacking) {
        BitSet useful = new BitSet();
        Deque<Integer> places = new ArrayDeque<>();
        BitSet wanted = (BitSet) lacking.clone();
        wanted.stream().forEach(places::add);
        while (!places.isEmpty()) {
            for (int transition : firing.silentInto(places.remove())) {
                useful.set(transition);
                for (int place : firing.inputs(transition)) {
                    if (!wanted.get(place)) {
                        wanted.set(place);
                        places.add(place);
                    }
                }
            }
        }
        return useful;
    }

    /**
     * The run with the fewest silent steps that is a trace.
     *
     * @param trace the transitions that each event may fire; there must be a run
     */
    int[] run(List<int[]> trace) {
        Map<Marked, @Nullable Step> known = new HashMap<>();
        Deque<Marked> open = new ArrayDeque<>();
        int[] accepting = firing.accepting();
        Marked from = Marked.of(0, firing.initial());
        known.put(from, null);
        open.add(from);
        Map<Marked, Integer> silentSteps = new HashMap<>(Map.of(from, 0));
        while (true) {
            Marked here = open.removeFirst();
            if (here.event() == trace.size() && Arrays.equals(here.tokens(), accepting)) {
                return steps(known, here);
            }
            int sofar = silentSteps.getOrDefault(here, 0);
            if (here.event() < trace.size()) {
                // Events cost nothing: what they lead to is looked at first, in the order of the net.
                Deque<Marked> reached = new ArrayDeque<>();
                for (int candidate : trace.get(here.event())) {
                    if (firing.isEnabled(candidate, here.tokens())) {
                        Marked after = after(here, candidate, 1);
                        if (silentSteps.getOrDefault(after, Integer.MAX_VALUE) > sofar) {
                            silentSteps.put(after, sofar);
                            known.put(after, new Step(here, candidate));
                            reached.addFirst(after);
                        }
                    }
                }
                reached.forEach(open::addFirst);
            }
            for (int transition : firing.silent()) {
                if (firing.isEnabled(transition, here.tokens())) {
                    Marked after = after(here, transition, 0);
                    if (silentSteps.getOrDefault(after, Integer.MAX_VALUE) > sofar + 1) {
                        silentSteps.put(after, sofar + 1);
                        known.put(after, new Step(here, transition));
                        open.addLast(after);
                    }
                }
            }
            if (known.size() > budget) {
                throw new OverBudget();
            }
        }
    }

    private static int[] steps(Map<Marked, @Nullable Step> known, Marked last) {
        List<Integer> steps = new ArrayList<>();
        Step step = known.get(last);
        while (step != null) {
            steps.add(step.transition());
            step = known.get(step.before());
        }
        Collections.reverse(steps);
        return steps.stream().mapToInt(Integer::intValue).toArray();
    }
}
