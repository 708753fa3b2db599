package io.tallyhouse.mining.model;

import io.tallyhouse.mining.model.AcceptingPetriNet.Arc;
import io.tallyhouse.mining.model.AcceptingPetriNet.Transition;
import io.tallyhouse.mining.model.ProcessTree.Activity;
import io.tallyhouse.mining.model.ProcessTree.Choice;
import io.tallyhouse.mining.model.ProcessTree.Loop;
import io.tallyhouse.mining.model.ProcessTree.Parallel;
import io.tallyhouse.mining.model.ProcessTree.Sequence;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Canonical text of a model and its SHA-256. Labels carry their length, so that no label can look like structure; what has no
 * order (alternatives, parallel branches, the arcs of a transition) is sorted.
 */
final class ContentHash {
    private ContentHash() {}

    static String of(ProcessTree tree) {
        return sha256("tree 1 " + canonical(tree));
    }

    static String of(AcceptingPetriNet net) {
        return sha256("net 1 %s %s %s"
                .formatted(
                        net.initial(),
                        net.finalMarking(),
                        net.transitions().stream().map(ContentHash::canonical).collect(Collectors.joining(" "))));
    }

    private static String canonical(ProcessTree tree) {
        if (tree instanceof Activity activity) {
            return label(activity.label());
        }
        Stream<String> parts = tree.parts().stream().map(ContentHash::canonical);
        if (tree instanceof Sequence) {
            return block("sequence", parts);
        } else if (tree instanceof Choice) {
            return block("choice", parts.sorted());
        } else if (tree instanceof Parallel) {
            return block("parallel", parts.sorted());
        }
        return block(tree instanceof Loop ? "loop" : "silent", parts);
    }

    private static String block(String kind, Stream<String> parts) {
        return parts.collect(Collectors.joining(",", kind + "(", ")"));
    }

    private static String canonical(Transition transition) {
        String label = transition.label() == null ? "silent" : label(transition.label());
        return "%s%s>%s".formatted(label, canonical(transition.inputs()), canonical(transition.outputs()));
    }

    private static String canonical(List<Arc> arcs) {
        return arcs.stream()
                .sorted(Comparator.comparingInt(Arc::place))
                .map(arc -> arc.place() + "x" + arc.weight())
                .collect(Collectors.joining(",", "(", ")"));
    }

    private static String label(String label) {
        return label.length() + "'" + label + "'";
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Cannot find SHA-256, which every Java platform must have", e);
        }
    }
}
