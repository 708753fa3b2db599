package io.tallyhouse.mining.model;

import io.tallyhouse.mining.model.AcceptingPetriNet.Arc;
import io.tallyhouse.mining.model.AcceptingPetriNet.Transition;
import io.tallyhouse.mining.model.ProcessTree.Activity;
import io.tallyhouse.mining.model.ProcessTree.Choice;
import io.tallyhouse.mining.model.ProcessTree.Loop;
import io.tallyhouse.mining.model.ProcessTree.Parallel;
import io.tallyhouse.mining.model.ProcessTree.Sequence;
import io.tallyhouse.mining.model.ProcessTree.Silent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the tree that a net was drawn from. Blocks are taken together from the inside out, each step keeping the runs of the net
 * (the reduction rules of Murata, Petri Nets: Properties, Analysis and Applications, 1989, with what was taken together kept as a
 * tree): two transitions between the same places are a choice, one after the other a sequence, side by side a parallel block, there
 * and back a loop. A net of which one transition remains is that tree; drawn again it gives the net, so that it is sound too.
 */
public final class NetToTree {
    /** A transition that stands for a block; two that look the same are still two. */
    private static final class Block {
        private final ProcessTree tree;
        private final Set<Integer> inputs;
        private final Set<Integer> outputs;

        Block(ProcessTree tree, Set<Integer> inputs, Set<Integer> outputs) {
            this.tree = tree;
            this.inputs = inputs;
            this.outputs = outputs;
        }

        boolean leads(int from, int to) {
            return inputs.equals(Set.of(from)) && outputs.equals(Set.of(to));
        }
    }

    private final Set<Block> blocks = new LinkedHashSet<>();
    private final Map<Integer, Set<Block>> producers = new HashMap<>();
    private final Map<Integer, Set<Block>> consumers = new HashMap<>();
    private final int first;
    private final int last;
    private int places;

    private NetToTree(AcceptingPetriNet net, int initial, int accepting) {
        this.places = net.places().size();
        this.first = places++;
        this.last = places++;
        // Of their own, so that nothing leads back into the start or out of the end.
        add(new Silent(), Set.of(first), Set.of(initial));
        add(new Silent(), Set.of(accepting), Set.of(last));
        for (Transition transition : net.transitions()) {
            String label = transition.label();
            add(
                    label == null ? new Silent() : new Activity(label),
                    placesOf(transition.inputs()),
                    placesOf(transition.outputs()));
        }
    }

    /** @return a tree with the same runs; empty where the net is not made of blocks, or has weights or several tokens */
    public static Optional<ProcessTree> convert(AcceptingPetriNet net) {
        int initial = onlyToken(net.initial());
        int accepting = onlyToken(net.finalMarking());
        boolean isWeighted = net.transitions().stream()
                .anyMatch(t -> t.inputs().stream().anyMatch(a -> a.weight() > 1)
                        || t.outputs().stream().anyMatch(a -> a.weight() > 1));
        if (initial < 0 || accepting < 0 || isWeighted) {
            return Optional.empty();
        }
        return new NetToTree(net, initial, accepting).reduce();
    }

    /** @return the tree of a net that is made of blocks, else the model itself: the same runs in the form that is simplest to search */
    public static ProcessModel simplest(ProcessModel model) {
        return model instanceof ProcessTree
                ? model
                : convert(model.net()).<ProcessModel>map(t -> t).orElse(model);
    }

    private static int onlyToken(Marking marking) {
        int only = -1;
        for (int place = 0; place < marking.places(); place++) {
            if (marking.tokens(place) > 1 || marking.tokens(place) == 1 && only >= 0) {
                return -1;
            }
            only = marking.tokens(place) == 1 ? place : only;
        }
        return only;
    }

    private static Set<Integer> placesOf(List<Arc> arcs) {
        Set<Integer> places = new LinkedHashSet<>();
        arcs.forEach(arc -> places.add(arc.place()));
        return places;
    }

    private Optional<ProcessTree> reduce() {
        boolean changed = true;
        while (changed) {
            changed = selfLoops() | empties() | choices() | sequences() | loops() | parallels();
        }
        if (blocks.size() == 1) {
            Block whole = blocks.iterator().next();
            return whole.leads(first, last) ? Optional.of(whole.tree) : Optional.empty();
        }
        return Optional.empty();
    }

    private void add(ProcessTree tree, Set<Integer> inputs, Set<Integer> outputs) {
        Block block = new Block(tree, inputs, outputs);
        blocks.add(block);
        inputs.forEach(p -> consumersOf(p).add(block));
        outputs.forEach(p -> producersOf(p).add(block));
    }

    private void remove(Block block) {
        blocks.remove(block);
        block.inputs.forEach(p -> consumersOf(p).remove(block));
        block.outputs.forEach(p -> producersOf(p).remove(block));
    }

    private Set<Block> producersOf(int place) {
        return producers.computeIfAbsent(place, p -> new LinkedHashSet<>());
    }

    private Set<Block> consumersOf(int place) {
        return consumers.computeIfAbsent(place, p -> new LinkedHashSet<>());
    }

    private static @Nullable Block only(Set<Block> blocks) {
        return blocks.size() == 1 ? blocks.iterator().next() : null;
    }

    private static int onlyPlace(Set<Integer> places) {
        return places.size() == 1 ? places.iterator().next() : -1;
    }

    /** What leads from a place back to it happens any number of times before the token goes on. */
    private boolean selfLoops() {
        boolean changed = false;
        for (Block block : List.copyOf(blocks)) {
            int place = onlyPlace(block.inputs);
            if (place < 0 || !block.leads(place, place)) {
                continue;
            }
            remove(block);
            int after = places++;
            List.copyOf(consumersOf(place)).forEach(c -> takeFrom(c, place, Set.of(after)));
            add(new Loop(new Silent(), block.tree, new Silent()), Set.of(place), Set.of(after));
            changed = true;
        }
        return changed;
    }

    /** A place between what splits and what joins is a branch in which nothing happens. */
    private boolean empties() {
        boolean changed = false;
        for (int place = 0; place < places; place++) {
            Block before = only(producersOf(place));
            Block after = only(consumersOf(place));
            if (before != null && after != null && before.outputs.size() > 1 && after.inputs.size() > 1) {
                int end = places++;
                takeFrom(after, place, Set.of(end));
                add(new Silent(), Set.of(place), Set.of(end));
                changed = true;
            }
        }
        return changed;
    }

    private boolean choices() {
        boolean changed = false;
        Map<List<Set<Integer>>, Block> seen = new HashMap<>();
        for (Block block : List.copyOf(blocks)) {
            List<Set<Integer>> between = List.of(block.inputs, block.outputs);
            Block other = seen.remove(between);
            if (other == null) {
                seen.put(between, block);
                continue;
            }
            remove(other);
            remove(block);
            List<ProcessTree> parts = parts(Choice.class, other.tree, block.tree).stream()
                    .distinct()
                    .toList();
            add(parts.size() == 1 ? parts.get(0) : new Choice(parts), block.inputs, block.outputs);
            changed = true;
        }
        return changed;
    }

    private boolean sequences() {
        boolean changed = false;
        for (int place = 0; place < places; place++) {
            Block before = only(producersOf(place));
            Block after = only(consumersOf(place));
            if (before == null
                    || after == null
                    || before.equals(after)
                    || before.outputs.size() != 1
                    || after.inputs.size() != 1) {
                continue;
            }
            remove(before);
            remove(after);
            add(withoutSilent(Sequence.class, before.tree, after.tree), before.inputs, after.outputs);
            changed = true;
        }
        return changed;
    }

    private boolean loops() {
        boolean changed = false;
        for (Block redo : List.copyOf(blocks)) {
            int end = onlyPlace(redo.inputs);
            int start = onlyPlace(redo.outputs);
            if (end < 0 || start < 0 || end == start || !blocks.contains(redo)) {
                continue;
            }
            Block body = only(consumersOf(start));
            if (body == null || !body.leads(start, end) || only(producersOf(end)) == null) {
                continue;
            }
            remove(redo);
            remove(body);
            add(new Loop(body.tree, redo.tree, new Silent()), body.inputs, body.outputs);
            changed = true;
        }
        return changed;
    }

    private boolean parallels() {
        Map<List<Set<Block>>, Block> seen = new HashMap<>();
        for (Block block : List.copyOf(blocks)) {
            int start = onlyPlace(block.inputs);
            int end = onlyPlace(block.outputs);
            if (start < 0
                    || end < 0
                    || only(consumersOf(start)) == null
                    || only(producersOf(end)) == null
                    || producersOf(start).isEmpty()
                    || consumersOf(end).isEmpty()) {
                continue;
            }
            List<Set<Block>> between = List.of(Set.copyOf(producersOf(start)), Set.copyOf(consumersOf(end)));
            Block other = seen.remove(between);
            if (other == null) {
                seen.put(between, block);
                continue;
            }
            remove(other);
            remove(block);
            // One of the two pairs of places goes, and with it the arcs of what splits and joins.
            for (Block split : List.copyOf(producersOf(start))) {
                remove(split);
                add(split.tree, split.inputs, replaced(split.outputs, start, Set.of()));
            }
            List.copyOf(consumersOf(end)).forEach(join -> takeFrom(join, end, Set.of()));
            add(withoutSilent(Parallel.class, other.tree, block.tree), other.inputs, other.outputs);
            // What was seen may have lost an arc: look again.
            return true;
        }
        return false;
    }

    /** Lets a block take from other places instead of one, or from none. */
    private void takeFrom(Block block, int place, Set<Integer> instead) {
        remove(block);
        add(block.tree, replaced(block.inputs, place, instead), block.outputs);
    }

    private static Set<Integer> replaced(Set<Integer> places, int place, Set<Integer> instead) {
        Set<Integer> others = new LinkedHashSet<>(places);
        others.remove(place);
        others.addAll(instead);
        return others;
    }

    private static List<ProcessTree> parts(Class<? extends ProcessTree> kind, ProcessTree... trees) {
        List<ProcessTree> parts = new ArrayList<>();
        for (ProcessTree tree : trees) {
            parts.addAll(kind.isInstance(tree) ? tree.parts() : List.of(tree));
        }
        return parts;
    }

    private static ProcessTree withoutSilent(Class<? extends ProcessTree> kind, ProcessTree... trees) {
        List<ProcessTree> parts = parts(kind, trees);
        parts.removeIf(Silent.class::isInstance);
        if (parts.isEmpty()) {
            return new Silent();
        } else if (parts.size() == 1) {
            return parts.get(0);
        }
        return kind.equals(Sequence.class) ? new Sequence(parts) : new Parallel(parts);
    }
}
