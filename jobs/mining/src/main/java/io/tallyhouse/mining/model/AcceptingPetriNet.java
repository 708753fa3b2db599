package io.tallyhouse.mining.model;

import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A Petri net with arc weights, one initial and one final marking: its runs are the label sequences of the firings that lead from
 * the one to the other, silent transitions left out (van der Aalst, Process Mining, 2016, chapter 3).
 *
 * @param places their names, for messages
 * @param transitions in any order
 * @param initial a marking of all places
 * @param finalMarking a marking of all places
 */
public record AcceptingPetriNet(
        List<String> places, List<Transition> transitions, Marking initial, Marking finalMarking)
        implements ProcessModel {
    /** More tokens on one arc are a mistake of the file. */
    private static final int MAX_WEIGHT = 1_000_000;

    /** @throws InvalidModelException if a marking or an arc does not fit the places */
    public AcceptingPetriNet {
        places = List.copyOf(places);
        transitions = List.copyOf(transitions);
        if (initial.places() != places.size() || finalMarking.places() != places.size()) {
            throw InvalidModelException.inNet("a marking that does not have %d places".formatted(places.size()));
        }
        for (Transition transition : transitions) {
            requireArcs(transition, transition.inputs(), places.size());
            requireArcs(transition, transition.outputs(), places.size());
        }
    }

    /**
     * A step of the net.
     *
     * @param id for messages
     * @param label the activity, or null if silent
     * @param inputs what it takes, one arc for each place
     * @param outputs what it puts, one arc for each place
     */
    public record Transition(String id, @Nullable String label, List<Arc> inputs, List<Arc> outputs) {
        /** Defensive copies. */
        public Transition {
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
        }
    }

    /**
     * Tokens between a transition and a place.
     *
     * @param place its index
     * @param weight number of tokens, at least 1
     */
    public record Arc(int place, int weight) {}

    @Override
    public AcceptingPetriNet net() {
        return this;
    }

    @Override
    public SortedSet<String> labels() {
        return transitions.stream()
                .map(Transition::label)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Names of places and transitions are left out, their order is not: a net drawn in another order has another hash. */
    @Override
    public String contentHash() {
        return ContentHash.of(this);
    }

    private static void requireArcs(Transition transition, List<Arc> arcs, int places) {
        if (arcs.stream().map(Arc::place).distinct().count() < arcs.size()) {
            throw InvalidModelException.inNet(
                    "transition %s has two arcs of one direction with one place; write a weight"
                            .formatted(transition.id()));
        }
        for (Arc arc : arcs) {
            if (arc.place() < 0 || arc.place() >= places) {
                throw InvalidModelException.inNet(
                        "transition %s has an arc to place %d of %d".formatted(transition.id(), arc.place(), places));
            }
            if (arc.weight() < 1 || arc.weight() > MAX_WEIGHT) {
                throw InvalidModelException.inNet("transition %s has an arc of weight %d, expected 1 to %d"
                        .formatted(transition.id(), arc.weight(), MAX_WEIGHT));
            }
        }
    }
}
