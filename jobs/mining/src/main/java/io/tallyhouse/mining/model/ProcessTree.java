package io.tallyhouse.mining.model;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A process as a tree of blocks (Leemans, Robust Process Mining with Guarantees, 2017): always sound, since each block that
 * begins also ends. Written as text in the notation of {@link TreeNotation}, which is what {@code toString} returns.
 */
public sealed interface ProcessTree extends ProcessModel {
    /**
     * One visible step.
     *
     * @param label its activity, not empty
     */
    record Activity(String label) implements ProcessTree {
        /** @throws InvalidModelException if the label is empty */
        public Activity {
            if (label.isEmpty()) {
                throw InvalidModelException.inNet("an activity without label");
            }
        }

        @Override
        public String toString() {
            return TreeNotation.print(this);
        }
    }

    /** Nothing to be seen. */
    record Silent() implements ProcessTree {
        @Override
        public String toString() {
            return TreeNotation.print(this);
        }
    }

    /**
     * One after the other.
     *
     * @param children at least one
     */
    record Sequence(List<ProcessTree> children) implements ProcessTree {
        /** Defensive copy. */
        public Sequence {
            children = atLeastOne(children);
        }

        @Override
        public String toString() {
            return TreeNotation.print(this);
        }
    }

    /**
     * Exactly one of them.
     *
     * @param children at least one
     */
    record Choice(List<ProcessTree> children) implements ProcessTree {
        /** Defensive copy. */
        public Choice {
            children = atLeastOne(children);
        }

        @Override
        public String toString() {
            return TreeNotation.print(this);
        }
    }

    /**
     * All of them, their steps interleaved in any way.
     *
     * @param children at least one
     */
    record Parallel(List<ProcessTree> children) implements ProcessTree {
        /** Defensive copy. */
        public Parallel {
            children = atLeastOne(children);
        }

        @Override
        public String toString() {
            return TreeNotation.print(this);
        }
    }

    /**
     * The body, then any number of times redo and body again, then the exit.
     *
     * @param body runs at least once
     * @param redo between two bodies
     * @param exit runs once, at the end
     */
    record Loop(ProcessTree body, ProcessTree redo, ProcessTree exit) implements ProcessTree {
        @Override
        public String toString() {
            return TreeNotation.print(this);
        }
    }

    /**
     * @param notation such as {@code triage? (work | wait)* resolve close}, see {@link TreeNotation}
     * @throws InvalidModelException with the column, if it cannot be read
     */
    static ProcessTree parse(String notation) {
        return TreeNotation.parse(notation);
    }

    /** @return number of visible steps of the shortest run */
    default int shortestRun() {
        if (this instanceof Activity) {
            return 1;
        } else if (this instanceof Sequence sequence) {
            return sum(sequence.children());
        } else if (this instanceof Parallel parallel) {
            return sum(parallel.children());
        } else if (this instanceof Choice choice) {
            return choice.children().stream()
                    .mapToInt(ProcessTree::shortestRun)
                    .min()
                    .orElseThrow();
        } else if (this instanceof Loop loop) {
            return Math.addExact(loop.body().shortestRun(), loop.exit().shortestRun());
        }
        return 0;
    }

    @Override
    default AcceptingPetriNet net() {
        return TreeToNet.convert(this);
    }

    @Override
    default SortedSet<String> labels() {
        SortedSet<String> labels = new TreeSet<>();
        if (this instanceof Activity activity) {
            labels.add(activity.label());
        }
        parts().forEach(part -> labels.addAll(part.labels()));
        return labels;
    }

    @Override
    default String contentHash() {
        return ContentHash.of(this);
    }

    /** @return the blocks directly inside, in order */
    default List<ProcessTree> parts() {
        if (this instanceof Sequence sequence) {
            return sequence.children();
        } else if (this instanceof Choice choice) {
            return choice.children();
        } else if (this instanceof Parallel parallel) {
            return parallel.children();
        } else if (this instanceof Loop loop) {
            return List.of(loop.body(), loop.redo(), loop.exit());
        }
        return List.of();
    }

    private static int sum(List<ProcessTree> children) {
        int sum = 0;
        for (ProcessTree child : children) {
            sum = Math.addExact(sum, child.shortestRun());
        }
        return sum;
    }

    private static List<ProcessTree> atLeastOne(List<ProcessTree> children) {
        if (children.isEmpty()) {
            throw InvalidModelException.inNet("a block without parts");
        }
        return List.copyOf(children);
    }
}
