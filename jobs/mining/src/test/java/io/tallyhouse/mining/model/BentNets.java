package io.tallyhouse.mining.model;

import io.tallyhouse.mining.model.AcceptingPetriNet.Arc;
import io.tallyhouse.mining.model.AcceptingPetriNet.Transition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Nets of small random trees in which some arcs were led elsewhere, added or taken away: sound or not, made of blocks or not. */
final class BentNets {
    private final Random random;
    private final RandomTrees trees;

    BentNets(long seed) {
        this.random = new Random(seed);
        this.trees = new RandomTrees(seed, "a", "b", "c");
    }

    AcceptingPetriNet next() {
        AcceptingPetriNet net = trees.next(2).net();
        List<Transition> transitions = new ArrayList<>(net.transitions());
        int bends = random.nextInt(3);
        for (int i = 0; i < bends; i++) {
            int which = random.nextInt(transitions.size());
            Transition straight = transitions.get(which);
            boolean isInput = random.nextBoolean();
            int places = net.places().size();
            transitions.set(
                    which,
                    new Transition(
                            straight.id(),
                            straight.label(),
                            isInput ? bent(straight.inputs(), places) : straight.inputs(),
                            isInput ? straight.outputs() : bent(straight.outputs(), places)));
        }
        return new AcceptingPetriNet(net.places(), transitions, net.initial(), net.finalMarking());
    }

    private List<Arc> bent(List<Arc> arcs, int places) {
        List<Arc> bent = new ArrayList<>(arcs);
        int how = random.nextInt(3);
        if (how > 0 && (how == 1 || bent.size() > 1)) {
            bent.remove(random.nextInt(bent.size()));
        }
        int place = random.nextInt(places);
        if ((how < 2 || bent.isEmpty()) && bent.stream().noneMatch(a -> a.place() == place)) {
            bent.add(new Arc(place, 1));
        }
        return bent;
    }
}
