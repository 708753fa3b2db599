package io.tallyhouse.mining.align;

import io.tallyhouse.mining.model.AcceptingPetriNet;
import io.tallyhouse.mining.model.AcceptingPetriNet.Arc;
import io.tallyhouse.mining.model.AcceptingPetriNet.Transition;
import io.tallyhouse.mining.model.Firing;
import io.tallyhouse.mining.model.Marking;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Nets of some automata side by side, each with one token, whose steps some transitions take together, at random: with deadlocks, lost
 * ends, silent cycles, equal labels and silent waiting. The final marking is where a random run was.
 */
final class RandomAutomata {
    private static final int STATES = 3;
    private static final int LONGEST_RUN = 12;

    private final Random random;

    RandomAutomata(Random random) {
        this.random = random;
    }

    AcceptingPetriNet next(int automata) {
        List<String> places = IntStream.range(0, automata * STATES)
                .mapToObj(p -> "p" + p / STATES + p % STATES)
                .toList();
        List<Transition> transitions = new ArrayList<>();
        int count = automata * (STATES + random.nextInt(2));
        for (int i = 0; i < count; i++) {
            transitions.add(transition(i, automata));
        }
        int[] initial = new int[places.size()];
        IntStream.range(0, automata).forEach(a -> initial[a * STATES] = 1);
        AcceptingPetriNet net = new AcceptingPetriNet(places, transitions, Marking.of(initial), Marking.of(initial));
        return new AcceptingPetriNet(places, transitions, net.initial(), Marking.of(somewhere(net)));
    }

    private Transition transition(int number, int automata) {
        List<Arc> inputs = new ArrayList<>();
        List<Arc> outputs = new ArrayList<>();
        int own = number % automata;
        boolean isTogether = random.nextInt(3) == 0;
        for (int a : isTogether ? new int[] {own, (own + 1) % automata} : new int[] {own}) {
            inputs.add(new Arc(a * STATES + random.nextInt(STATES), 1));
            outputs.add(new Arc(a * STATES + random.nextInt(STATES), 1));
        }
        @Nullable String[] labels = {null, null, "a", "b", "c", "d"};
        return new Transition("t" + number, labels[random.nextInt(labels.length)], inputs, outputs);
    }

    private int[] somewhere(AcceptingPetriNet net) {
        Firing firing = new Firing(net);
        int[] tokens = firing.initial();
        for (int i = 0; i < LONGEST_RUN; i++) {
            int[] enabled = IntStream.range(0, net.transitions().size())
                    .filter(t -> firing.isEnabled(t, tokens))
                    .toArray();
            if (enabled.length > 0) {
                firing.fire(enabled[random.nextInt(enabled.length)], tokens);
            }
        }
        return tokens;
    }
}
