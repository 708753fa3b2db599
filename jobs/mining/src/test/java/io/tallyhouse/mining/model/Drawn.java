package io.tallyhouse.mining.model;

import java.util.List;

/** Small nets as text. */
final class Drawn {
    static final List<String> PLACES = List.of("i", "f", "p", "q", "r", "s", "t");

    private Drawn() {}

    /** Transitions as {@code inputs:label:outputs}, with the label as name too; the run begins in i and ends in f. */
    static AcceptingPetriNet net(String drawn) {
        List<AcceptingPetriNet.Transition> transitions = List.of(drawn.split(" \\| ")).stream()
                .map(text -> text.split(":"))
                .map(t -> new AcceptingPetriNet.Transition(t[1], t[1], arcs(t[0]), arcs(t[2])))
                .toList();
        return new AcceptingPetriNet(PLACES, transitions, tokens(1, 0), tokens(0, 1));
    }

    /** In i and f. */
    static Marking tokens(int first, int last) {
        return Marking.of(first, last, 0, 0, 0, 0, 0);
    }

    private static List<AcceptingPetriNet.Arc> arcs(String names) {
        return List.of(names.split(",")).stream()
                .map(name -> new AcceptingPetriNet.Arc(PLACES.indexOf(name), 1))
                .toList();
    }
}
