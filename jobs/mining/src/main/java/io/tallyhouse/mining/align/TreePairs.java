package io.tallyhouse.mining.align;

import io.tallyhouse.mining.align.Footprint.Pair;
import io.tallyhouse.mining.model.ProcessTree;
import io.tallyhouse.mining.model.ProcessTree.Activity;
import io.tallyhouse.mining.model.ProcessTree.Choice;
import io.tallyhouse.mining.model.ProcessTree.Loop;
import io.tallyhouse.mining.model.ProcessTree.Parallel;
import io.tallyhouse.mining.model.ProcessTree.Silent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BinaryOperator;

/**
 * What a block begins with, ends with and has directly after one another; blocks are put together without looking at their runs (Leemans,
 * Robust Process Mining with Guarantees, 2017).
 *
 * @param first of its runs
 * @param last of its runs
 * @param all that occur
 * @param pairs one directly after the other
 * @param isEmpty whether a run without visible step is among them
 */
record TreePairs(Set<String> first, Set<String> last, Set<String> all, Set<Pair> pairs, boolean isEmpty) {
    private static final TreePairs NOTHING = new TreePairs(Set.of(), Set.of(), Set.of(), Set.of(), true);

    /** The pairs of a tree, those with the start and the end of its runs among them. */
    static Set<Pair> of(ProcessTree tree) {
        TreePairs whole = block(tree);
        Set<Pair> pairs = new HashSet<>(whole.pairs);
        whole.first.forEach(label -> pairs.add(new Pair(null, label)));
        whole.last.forEach(label -> pairs.add(new Pair(label, null)));
        if (whole.isEmpty) {
            pairs.add(new Pair(null, null));
        }
        return pairs;
    }

    private static TreePairs block(ProcessTree tree) {
        if (tree instanceof Activity activity) {
            Set<String> one = Set.of(activity.label());
            return new TreePairs(one, one, one, Set.of(), false);
        } else if (tree instanceof Silent) {
            return NOTHING;
        } else if (tree instanceof Loop loop) {
            TreePairs body = block(loop.body());
            return body.then(block(loop.redo()).then(body).anyNumber()).then(block(loop.exit()));
        }
        BinaryOperator<TreePairs> join =
                tree instanceof Choice ? TreePairs::or : tree instanceof Parallel ? TreePairs::beside : TreePairs::then;
        List<TreePairs> parts = tree.parts().stream().map(TreePairs::block).toList();
        return parts.stream().skip(1).reduce(parts.get(0), join);
    }

    private TreePairs then(TreePairs next) {
        return new TreePairs(
                isEmpty ? union(first, next.first) : first,
                next.isEmpty ? union(last, next.last) : next.last,
                union(all, next.all),
                union(union(pairs, next.pairs), each(last, next.first)),
                isEmpty && next.isEmpty);
    }

    private TreePairs or(TreePairs other) {
        return new TreePairs(
                union(first, other.first),
                union(last, other.last),
                union(all, other.all),
                union(pairs, other.pairs),
                isEmpty || other.isEmpty);
    }

    private TreePairs beside(TreePairs other) {
        Set<Pair> mixed = union(each(all, other.all), each(other.all, all));
        TreePairs both = or(other);
        return new TreePairs(both.first, both.last, both.all, union(both.pairs, mixed), isEmpty && other.isEmpty);
    }

    private TreePairs anyNumber() {
        return new TreePairs(first, last, all, union(pairs, each(last, first)), true);
    }

    private static Set<Pair> each(Set<String> before, Set<String> after) {
        Set<Pair> pairs = new HashSet<>();
        before.forEach(from -> after.forEach(to -> pairs.add(new Pair(from, to))));
        return pairs;
    }

    private static <T> Set<T> union(Set<T> some, Set<T> more) {
        Set<T> union = new HashSet<>(some);
        union.addAll(more);
        return union;
    }
}
