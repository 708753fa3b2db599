package io.tallyhouse.mining.model;

import io.tallyhouse.mining.model.AcceptingPetriNet.Arc;
import io.tallyhouse.mining.model.AcceptingPetriNet.Transition;
import io.tallyhouse.mining.model.ProcessTree.Activity;
import io.tallyhouse.mining.model.ProcessTree.Choice;
import io.tallyhouse.mining.model.ProcessTree.Loop;
import io.tallyhouse.mining.model.ProcessTree.Parallel;
import io.tallyhouse.mining.model.ProcessTree.Sequence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tree as a net with one token per running branch. Each block leads from a start place to an end place and puts nothing back
 * into its start place: alternatives may therefore share theirs, and a loop enters places of its own.
 */
final class TreeToNet {
    private final List<String> places = new ArrayList<>();
    private final List<Transition> transitions = new ArrayList<>();

    private TreeToNet() {}

    static AcceptingPetriNet convert(ProcessTree tree) {
        TreeToNet net = new TreeToNet();
        int source = net.place();
        int sink = net.place();
        net.block(tree, source, sink);
        int[] initial = new int[net.places.size()];
        int[] last = new int[net.places.size()];
        initial[source] = 1;
        last[sink] = 1;
        return new AcceptingPetriNet(net.places, net.transitions, Marking.of(initial), Marking.of(last));
    }

    private void block(ProcessTree tree, int from, int to) {
        if (tree instanceof Activity activity) {
            transition(activity.label(), List.of(from), List.of(to));
        } else if (tree instanceof Sequence sequence) {
            sequence(sequence.children(), from, to);
        } else if (tree instanceof Choice choice) {
            choice.children().forEach(child -> block(child, from, to));
        } else if (tree instanceof Parallel parallel) {
            parallel(parallel.children(), from, to);
        } else if (tree instanceof Loop loop) {
            int before = place();
            int after = place();
            transition(null, List.of(from), List.of(before));
            block(loop.body(), before, after);
            block(loop.redo(), after, before);
            block(loop.exit(), after, to);
        } else {
            transition(null, List.of(from), List.of(to));
        }
    }

    private void sequence(List<ProcessTree> children, int from, int to) {
        int start = from;
        for (int i = 0; i < children.size(); i++) {
            int end = i == children.size() - 1 ? to : place();
            block(children.get(i), start, end);
            start = end;
        }
    }

    private void parallel(List<ProcessTree> children, int from, int to) {
        List<Integer> starts = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        for (ProcessTree child : children) {
            int start = place();
            int end = place();
            starts.add(start);
            ends.add(end);
            block(child, start, end);
        }
        transition(null, List.of(from), starts);
        transition(null, ends, List.of(to));
    }

    private int place() {
        places.add("p" + places.size());
        return places.size() - 1;
    }

    private void transition(@Nullable String label, List<Integer> from, List<Integer> to) {
        transitions.add(new Transition("t" + transitions.size(), label, arcs(from), arcs(to)));
    }

    private static List<Arc> arcs(List<Integer> places) {
        return places.stream().map(place -> new Arc(place, 1)).toList();
    }
}
