package io.tallyhouse.mining.align;

import io.tallyhouse.mining.OverBudget;
import io.tallyhouse.mining.align.Footprint.Pair;
import io.tallyhouse.mining.model.AcceptingPetriNet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The pairs of a net, by walking over the markings that visible steps lead to. */
final class NetPairs {
    private final NetGraph graph;
    private final int budget;
    private final IndexSet markings = new IndexSet();
    private final Set<Pair> pairs = new HashSet<>();

    private NetPairs(NetGraph graph, int budget) {
        this.graph = graph;
        this.budget = budget;
    }

    /** @throws OverBudget where there are more markings than the budget */
    static Set<Pair> of(AcceptingPetriNet net, int budget) {
        NetGraph graph = new NetGraph(net, MoveCosts.UNIT, List.of(), Integer.MAX_VALUE);
        NetPairs all = new NetPairs(graph, budget);
        all.goOn(null, graph.initial());
        all.markings.add(graph.initial());
        for (int i = 0; i < all.markings.size(); i++) {
            int here = all.markings.get(i);
            for (int label = 0; label < graph.labels(); label++) {
                String from = graph.name(label);
                graph.after(here, label, there -> all.reach(from, there));
            }
        }
        return all.pairs;
    }

    private void reach(String from, int marking) {
        goOn(from, marking);
        markings.add(marking);
        if (markings.size() > budget) {
            throw new OverBudget();
        }
    }

    private void goOn(@Nullable String from, int marking) {
        for (int label = 0; label < graph.labels(); label++) {
            if (graph.isPossible(marking, label)) {
                pairs.add(new Pair(from, graph.name(label)));
            }
        }
        if (canEnd(marking)) {
            pairs.add(new Pair(from, null));
        }
    }

    /** Whether silent steps alone lead to the final marking. */
    private boolean canEnd(int marking) {
        IndexSet silently = new IndexSet();
        silently.add(marking);
        for (int i = 0; i < silently.size(); i++) {
            if (graph.isAccepting(silently.get(i))) {
                return true;
            }
            int[] steps = graph.towardsEnd(silently.get(i));
            for (int s = 0; s < steps.length; s += 2) {
                if (graph.labelOf(steps[s]) == NetGraph.SILENT) {
                    silently.add(steps[s + 1]);
                }
            }
            if (silently.size() > budget) {
                throw new OverBudget();
            }
        }
        return false;
    }
}
