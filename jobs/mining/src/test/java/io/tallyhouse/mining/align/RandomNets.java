package io.tallyhouse.mining.align;

import io.tallyhouse.mining.model.AcceptingPetriNet;
import io.tallyhouse.mining.model.AcceptingPetriNet.Arc;
import io.tallyhouse.mining.model.AcceptingPetriNet.Transition;
import io.tallyhouse.mining.model.Marking;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Small bounded nets at random, sound or not, with weights, silent cycles and equal labels; and their language by firing. */
public final class RandomNets {
    private static final int MOST_MARKINGS = 40;
    private static final int PLACES = 4;

    private final Random random;
    private final @Nullable String[] labels;

    public RandomNets(Random random) {
        this(random, null, "a", "b", "c");
    }

    /** @param labels to draw from; null for silent transitions, more often where it comes again */
    public RandomNets(Random random, @Nullable String... labels) {
        this.random = random;
        this.labels = labels;
    }

    /** A net whose final marking is reachable. */
    public AcceptingPetriNet next() {
        while (true) {
            List<Transition> transitions = new ArrayList<>();
            int count = 2 + random.nextInt(4);
            for (int i = 0; i < count; i++) {
                transitions.add(new Transition("t" + i, labels[random.nextInt(labels.length)], arcs(1), arcs(0)));
            }
            int[] initial = new int[PLACES];
            initial[0] = 1 + random.nextInt(2);
            List<Marking> reachable = new ArrayList<>(reachable(Marking.of(initial), transitions, MOST_MARKINGS));
            if (reachable.size() < MOST_MARKINGS) {
                Marking last = reachable.get(random.nextInt(reachable.size()));
                return new AcceptingPetriNet(List.of("p", "q", "r", "s"), transitions, Marking.of(initial), last);
            }
        }
    }

    private List<Arc> arcs(int atLeast) {
        List<Arc> arcs = new ArrayList<>();
        int count = Math.max(atLeast, random.nextInt(3));
        for (int place : random.ints(0, PLACES).distinct().limit(count).toArray()) {
            arcs.add(new Arc(place, random.nextInt(5) == 0 ? 2 : 1));
        }
        return arcs;
    }

    /** Markings, until there are so many or a few more. */
    public static Set<Marking> reachable(Marking from, List<Transition> transitions, int most) {
        Set<Marking> found = new LinkedHashSet<>(Set.of(from));
        List<Marking> open = new ArrayList<>(found);
        for (int i = 0; i < open.size() && found.size() < most; i++) {
            for (Transition transition : transitions) {
                after(open.get(i), transition).stream().filter(found::add).forEach(open::add);
            }
        }
        return found;
    }

    /** The marking after a firing; none where the transition is not enabled. */
    public static List<Marking> after(Marking marking, Transition transition) {
        int[] tokens = marking.toArray();
        for (Arc arc : transition.inputs()) {
            tokens[arc.place()] -= arc.weight();
            if (tokens[arc.place()] < 0) {
                return List.of();
            }
        }
        transition.outputs().forEach(arc -> tokens[arc.place()] += arc.weight());
        return List.of(Marking.of(tokens));
    }

    public static Set<String> words(AcceptingPetriNet net, int maxLength) {
        Set<String> words = new TreeSet<>();
        collect(net, silently(net, Set.of(net.initial())), "", maxLength, words);
        return words;
    }

    private static void collect(
            AcceptingPetriNet net, Set<Marking> markings, String word, int maxLength, Set<String> words) {
        if (markings.contains(net.finalMarking())) {
            words.add(word);
        }
        if (word.length() == maxLength) {
            return;
        }
        for (String label : net.labels()) {
            Set<Marking> next = new HashSet<>();
            for (Transition transition : net.transitions()) {
                if (label.equals(transition.label())) {
                    markings.forEach(marking -> next.addAll(after(marking, transition)));
                }
            }
            if (!next.isEmpty()) {
                collect(net, silently(net, next), word + label, maxLength, words);
            }
        }
    }

    private static Set<Marking> silently(AcceptingPetriNet net, Set<Marking> markings) {
        Set<Marking> found = new LinkedHashSet<>();
        List<Transition> silent =
                net.transitions().stream().filter(t -> t.label() == null).toList();
        markings.forEach(marking -> found.addAll(reachable(marking, silent, MOST_MARKINGS)));
        return found;
    }
}
