package io.tallyhouse.mining.align;

import io.tallyhouse.mining.OverBudget;
import io.tallyhouse.mining.model.NetToTree;
import io.tallyhouse.mining.model.ProcessModel;
import io.tallyhouse.mining.model.ProcessTree;
import io.tallyhouse.mining.trace.Variant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What may come directly after what in the runs of a model (the directly-follows relation, from which van der Aalst, Weijters and
 * Maruster, Workflow mining, 2004, make the footprint of a log). A case with another pair is no run of the model, which is known
 * without laying it beside the model; a case without may be one or not.
 */
public final class Footprint {
    private final Set<Pair> pairs;

    Footprint(Collection<Pair> pairs) {
        this.pairs = Set.copyOf(pairs);
    }

    /**
     * One step directly after another.
     *
     * @param from null for the start of the case
     * @param to null for its end
     */
    public record Pair(@Nullable String from, @Nullable String to) implements Comparable<Pair> {
        private static final Comparator<@Nullable String> NULLS_FIRST =
                Comparator.nullsFirst(Comparator.naturalOrder());

        @Override
        public int compareTo(Pair other) {
            int order = NULLS_FIRST.compare(from, other.from);
            return order == 0 ? NULLS_FIRST.compare(to, other.to) : order;
        }
    }

    /**
     * From the blocks of a tree by a recursion, else from the markings of the net: what can happen from the initial marking on, whether
     * or not the net then ends.
     *
     * @param budget markings to look at
     * @return nothing where a net has more of them
     */
    public static Optional<Footprint> of(ProcessModel model, int budget) {
        ProcessModel simplest = NetToTree.simplest(model);
        if (simplest instanceof ProcessTree tree) {
            return Optional.of(new Footprint(TreePairs.of(tree)));
        }
        try {
            return Optional.of(new Footprint(NetPairs.of(simplest.net(), budget)));
        } catch (OverBudget e) {
            return Optional.empty();
        }
    }

    /** @return all pairs that the model has */
    public Set<Pair> pairs() {
        return pairs;
    }

    /** @return the pairs of a trace, its start and its end among them */
    public static Set<Pair> of(List<String> trace) {
        Set<Pair> pairs = new HashSet<>();
        String before = null;
        for (String step : trace) {
            pairs.add(new Pair(before, step));
            before = step;
        }
        pairs.add(new Pair(before, null));
        return pairs;
    }

    /**
     * What stands in a log and not in the model.
     *
     * @param pairs with the cases that have them
     * @param cases that have one or more of them: at least so many deviate
     */
    public record Strange(SortedMap<Pair, Long> pairs, long cases) {}

    /** @return the pairs of the variants that the model does not have */
    public Strange strange(Collection<Variant> variants) {
        SortedMap<Pair, Long> strange = new TreeMap<>();
        long cases = 0;
        for (Variant variant : variants) {
            Set<Pair> unknown = of(variant.steps());
            unknown.removeAll(pairs);
            unknown.forEach(pair -> strange.merge(pair, variant.cases(), Long::sum));
            cases += unknown.isEmpty() ? 0 : variant.cases();
        }
        return new Strange(strange, cases);
    }
}
