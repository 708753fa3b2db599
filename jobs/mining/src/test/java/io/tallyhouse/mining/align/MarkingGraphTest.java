package io.tallyhouse.mining.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallyhouse.mining.model.ProcessTree;
import org.junit.jupiter.api.Test;

class MarkingGraphTest {
    /** Six markings: start, split, after a, after b, after both, end; the first and the last are known from the beginning. */
    private static MarkingGraph graph(int keepAtMost) {
        return new MarkingGraph(ProcessTree.parse("a & b").net(), MoveCosts.UNIT, keepAtMost);
    }

    @Test
    void stepsStandWithTheSilentOnesFirstThenByLabel() {
        MarkingGraph graph = graph(Integer.MAX_VALUE);
        int[] split = graph.successors(graph.initial());

        assertThat(split).containsExactly(MarkingGraph.SILENT, 2);
        assertThat(graph.successors(2)).containsExactly(0, 3, 1, 4);
        assertThat(graph.successors(3)).containsExactly(1, 5);
        assertThat(graph.successors(4)).containsExactly(0, 5);
        assertThat(graph.successors(5)).containsExactly(MarkingGraph.SILENT, graph.accepting());
        assertThat(graph.successors(graph.accepting())).isEmpty();
        assertThat(graph.successors(graph.initial())).isSameAs(split);
    }

    @Test
    void betweenTracesAllIsForgottenOnceItIsMoreThanToBeKept() {
        MarkingGraph kept = graph(5);
        MarkingGraph forgotten = graph(4);
        for (MarkingGraph graph : new MarkingGraph[] {kept, forgotten}) {
            graph.successors(graph.initial());
            graph.successors(2);
            graph.betweenTraces();
        }

        assertThat(kept.successors(4)).containsExactly(0, 5);
        assertThatThrownBy(() -> forgotten.successors(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(forgotten.successors(forgotten.initial())).containsExactly(MarkingGraph.SILENT, 2);
    }
}
