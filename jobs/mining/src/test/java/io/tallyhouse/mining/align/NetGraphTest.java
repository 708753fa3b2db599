package io.tallyhouse.mining.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallyhouse.mining.OverBudget;
import io.tallyhouse.mining.model.AcceptingPetriNet;
import io.tallyhouse.mining.model.AcceptingPetriNet.Arc;
import io.tallyhouse.mining.model.AcceptingPetriNet.Transition;
import io.tallyhouse.mining.model.Marking;
import io.tallyhouse.mining.model.ProcessTree;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetGraphTest {
    private static NetGraph graph(AcceptingPetriNet net, int keepAtMost) {
        return new NetGraph(net, MoveCosts.UNIT, List.of(), keepAtMost);
    }

    private static IndexSet after(NetGraph graph, String... labels) {
        IndexSet here = graph.start();
        for (String label : labels) {
            here = graph.after(here, graph.labelOf(label));
        }
        return here;
    }

    /** The split, a, b and c one after the other: five markings with the first. */
    @Test
    void markingsAreForgottenBetweenTracesWhereTheyAreMoreThanToBeKept() {
        AcceptingPetriNet net = ProcessTree.parse("a & b & c").net();
        int fresh = after(graph(net, 0), "c").get(0);
        for (int keep : List.of(4, 5)) {
            NetGraph graph = graph(net, keep);
            after(graph, "a", "b", "c");
            graph.betweenTraces();

            assertThat(after(graph, "c").get(0) == fresh).isEqualTo(keep == 4);
            assertThat(after(graph, "c", "c").isEmpty()).isTrue();
            assertThat(after(graph, "c", "a", "b").size()).isEqualTo(1);
        }
    }

    /** Each silent step puts a token into q, of which a needs so many: their markings and the first are looked at. */
    @Test
    void silentStepsBeforeAVisibleOneLeadToSoManyMarkingsAndNoMore() {
        assertThat(after(growing(19_999), "a").size()).isEqualTo(1);

        NetGraph over = growing(20_000);
        for (int time = 0; time < 2; time++) {
            assertThatThrownBy(() -> after(over, "a")).isInstanceOf(OverBudget.class);
        }
    }

    private static NetGraph growing(int needed) {
        Arc ever = new Arc(0, 1);
        return graph(
                new AcceptingPetriNet(
                        List.of("ever", "q", "end"),
                        List.of(
                                new Transition("grow", null, List.of(ever), List.of(ever, new Arc(1, 1))),
                                new Transition("a", "a", List.of(new Arc(1, needed)), List.of(new Arc(2, 1)))),
                        Marking.of(1, 0, 0),
                        Marking.of(1, 0, 1)),
                Integer.MAX_VALUE);
    }
}
