package io.tallyhouse.mining.model;

import io.tallyhouse.mining.model.ProcessTree.Activity;
import io.tallyhouse.mining.model.ProcessTree.Choice;
import io.tallyhouse.mining.model.ProcessTree.Loop;
import io.tallyhouse.mining.model.ProcessTree.Parallel;
import io.tallyhouse.mining.model.ProcessTree.Sequence;
import io.tallyhouse.mining.model.ProcessTree.Silent;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Process trees as regular expressions over activities, such as {@code triage? (work | wait)* resolve close}.
 *
 * <pre>
 * a b        a, then b
 * a | b      a or b
 * a &amp; b      both, interleaved in any way
 * a?         a or nothing
 * a*         any number of a, none too
 * a+         one or more a
 * a+[b]      one or more a, with b between each two
 * (a | b)    grouping
 * ()         nothing
 * </pre>
 *
 * A sequence binds tighter than {@code &amp;}, which binds tighter than {@code |}. A name is written bare if it consists of letters,
 * digits and {@code _ - . : / #}, else between single quotes, a quote inside doubled: {@code 'Wait - User'}. White space and line
 * breaks separate. Letters are compared exactly.
 */
public final class TreeNotation {
    private TreeNotation() {}

    /**
     * @throws InvalidModelException with the column (from 1, line breaks counting as one character), if it cannot be read
     */
    public static ProcessTree parse(String notation) {
        return new NotationParser(notation).parse();
    }

    /** @return the notation, with as few brackets as keep the structure; {@code parse} gives the same tree if its loops end silently */
    public static String print(ProcessTree tree) {
        return print(tree, Binding.CHOICE);
    }

    /** How tightly the surroundings of an expression bind, loosest first. */
    private enum Binding {
        CHOICE,
        PARALLEL,
        SEQUENCE,
        REPEAT
    }

    private static String print(ProcessTree tree, Binding around) {
        if (tree instanceof Activity activity) {
            return name(activity.label());
        } else if (tree instanceof Sequence sequence) {
            return joined(sequence.children(), " ", Binding.SEQUENCE, around);
        } else if (tree instanceof Parallel parallel) {
            return joined(parallel.children(), " & ", Binding.PARALLEL, around);
        } else if (tree instanceof Choice choice) {
            if (choice.children().size() == 2 && choice.children().get(1) instanceof Silent) {
                return print(choice.children().get(0), Binding.REPEAT) + "?";
            }
            return joined(choice.children(), " | ", Binding.CHOICE, around);
        } else if (tree instanceof Loop loop) {
            return loop.exit() instanceof Silent
                    ? print(loop)
                    : joined(
                            List.of(new Loop(loop.body(), loop.redo(), new Silent()), loop.exit()),
                            " ",
                            Binding.SEQUENCE,
                            around);
        }
        return "()";
    }

    private static String print(Loop loop) {
        boolean silentBody = loop.body() instanceof Silent;
        if (silentBody && !(loop.redo() instanceof Silent)) {
            return print(loop.redo(), Binding.REPEAT) + "*";
        }
        String body = print(loop.body(), Binding.REPEAT) + "+";
        return loop.redo() instanceof Silent ? body : body + "[" + print(loop.redo(), Binding.CHOICE) + "]";
    }

    /** Nested blocks of the same kind keep their brackets, so that the structure survives. */
    private static String joined(List<ProcessTree> children, String separator, Binding own, Binding around) {
        if (children.size() == 1) {
            return print(children.get(0), around);
        }
        Binding inside = Binding.values()[own.ordinal() + 1];
        String text = children.stream().map(child -> print(child, inside)).collect(Collectors.joining(separator));
        return own.compareTo(around) < 0 ? "(" + text + ")" : text;
    }

    private static String name(String label) {
        return label.chars().allMatch(NotationParser::isBare) ? label : "'" + label.replace("'", "''") + "'";
    }
}
