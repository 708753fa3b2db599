package io.tallyhouse.mining.align;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyhouse.mining.model.AcceptingPetriNet;
import io.tallyhouse.mining.model.AcceptingPetriNet.Arc;
import io.tallyhouse.mining.model.AcceptingPetriNet.Transition;
import io.tallyhouse.mining.model.Marking;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetPlansTest {
    private static Transition transition(String id, List<Integer> from, List<Integer> to) {
        return new Transition(id, id, arcs(from), arcs(to));
    }

    private static List<Arc> arcs(List<Integer> places) {
        return places.stream().map(p -> new Arc(p, 1)).toList();
    }

    /**
     * Three branches: A of a0, a1, a2, B of b0, b1, b2, C of c0 and c1. By s, which A fills at its first step and B empties at its last,
     * B waits for A; the component D with s has a0 of A and b2 of B.
     */
    private static final AcceptingPetriNet NET = new AcceptingPetriNet(
            List.of("start", "a0", "a1", "a2", "b0", "b1", "b2", "c0", "c1", "s", "end"),
            List.of(
                    transition("split", List.of(0), List.of(1, 4, 7)),
                    transition("a", List.of(1), List.of(2, 9)),
                    transition("then a", List.of(2), List.of(3)),
                    transition("first b", List.of(4), List.of(5)),
                    transition("b", List.of(5, 9), List.of(6)),
                    transition("c", List.of(7), List.of(8)),
                    transition("join", List.of(3, 6, 8), List.of(10))),
            Marking.of(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
            Marking.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1));

    private static NetPlans plans(int mostStates) {
        return new NetPlans(NET, Components.of(NET), mostStates);
    }

    private static List<Integer> states(NetPlans plans) {
        return plans.projections().stream().map(Projection::states).toList();
    }

    private static List<List<Integer>> orders(NetPlans plans) {
        return plans.plans().stream()
                .map(plan -> Arrays.stream(plan).boxed().toList())
                .toList();
    }

    /** Start, end and what is between: A, B and D have three places there, C two. Seven markings would be needed to take two together. */
    @Test
    void eachComponentAloneIsOnePlan() {
        for (int mostStates : new int[] {0, 6}) {
            NetPlans plans = plans(mostStates);

            assertThat(states(plans)).containsExactly(5, 5, 4, 5);
            assertThat(orders(plans)).containsExactly(List.of(0, 1, 2, 3));
        }
    }

    /** A and D: a0, then a1 or a2, each with s or with b2. B and D: b0 or b1, each with a0 or s, then b2. All three: 10 markings. */
    @Test
    void groupsThatShareAComponentTakeTurns() {
        for (int mostStates : new int[] {7, 9}) {
            NetPlans plans = plans(mostStates);

            assertThat(states(plans)).containsExactly(5, 5, 4, 5, 7, 7);
            // A and D, then C, then B alone; B and D, then C, then A alone.
            assertThat(orders(plans)).containsExactly(List.of(4, 2, 1), List.of(5, 2, 0));
        }
    }

    @Test
    void whatSharesPlacesIsTakenTogetherWhereThereIsRoom() {
        NetPlans plans = plans(10);

        assertThat(states(plans)).containsExactly(5, 5, 4, 5, 7, 10, 7);
        assertThat(orders(plans)).containsExactly(List.of(5, 2));
    }
}
