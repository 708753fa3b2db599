package io.tallyhouse.mining.model;

import io.tallyhouse.mining.model.ProcessTree.Activity;
import io.tallyhouse.mining.model.ProcessTree.Loop;
import io.tallyhouse.mining.model.ProcessTree.Sequence;
import java.util.List;
import java.util.Set;

/** Which labels a tree holds and which can end a run. */
final class FinalActivities {
    private FinalActivities() {}

    static void addAllTo(Set<String> labels, ProcessTree tree) {
        if (tree instanceof Activity activity) {
            labels.add(activity.label());
        }
        tree.parts().forEach(part -> addAllTo(labels, part));
    }

    static void addTo(Set<String> last, ProcessTree tree) {
        if (tree instanceof Activity activity) {
            last.add(activity.label());
        } else if (tree instanceof Sequence sequence) {
            addOfSequence(last, sequence.children());
        } else if (tree instanceof Loop loop) {
            addOfSequence(last, List.of(loop.redo(), loop.body(), loop.exit()));
        } else {
            tree.parts().forEach(part -> addTo(last, part));
        }
    }

    private static void addOfSequence(Set<String> last, List<ProcessTree> children) {
        for (int i = children.size() - 1; i >= 0; i--) {
            addTo(last, children.get(i));
            if (children.get(i).shortestRun() > 0) {
                return;
            }
        }
    }
}
