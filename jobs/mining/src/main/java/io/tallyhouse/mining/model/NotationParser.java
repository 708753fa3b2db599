package io.tallyhouse.mining.model;

import io.tallyhouse.mining.model.ProcessTree.Activity;
import io.tallyhouse.mining.model.ProcessTree.Choice;
import io.tallyhouse.mining.model.ProcessTree.Loop;
import io.tallyhouse.mining.model.ProcessTree.Parallel;
import io.tallyhouse.mining.model.ProcessTree.Sequence;
import io.tallyhouse.mining.model.ProcessTree.Silent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Recursive descent over the notation, one method for each level of binding. */
final class NotationParser {
    private static final int MAX_DEPTH = 200;
    private static final Silent NOTHING = new Silent();

    private final String notation;
    private int at;
    private int depth;

    NotationParser(String notation) {
        this.notation = notation;
    }

    static boolean isBare(int character) {
        return Character.isLetterOrDigit(character) || "_-.:/#".indexOf(character) >= 0;
    }

    ProcessTree parse() {
        ProcessTree tree = choice();
        if (!atEnd()) {
            throw fault("unexpected '" + notation.charAt(at) + "'");
        }
        return tree;
    }

    private ProcessTree choice() {
        return separated('|', this::parallel, Choice::new);
    }

    private ProcessTree parallel() {
        return separated('&', this::sequence, Parallel::new);
    }

    private ProcessTree separated(
            char separator, Supplier<ProcessTree> part, Function<List<ProcessTree>, ProcessTree> block) {
        List<ProcessTree> parts = new ArrayList<>();
        parts.add(part.get());
        while (!atEnd() && notation.charAt(at) == separator) {
            at++;
            parts.add(part.get());
        }
        return parts.size() == 1 ? parts.get(0) : block.apply(parts);
    }

    private ProcessTree sequence() {
        List<ProcessTree> parts = new ArrayList<>();
        while (!atEnd() && "|&)]".indexOf(notation.charAt(at)) < 0) {
            parts.add(repeated());
        }
        if (parts.isEmpty()) {
            throw fault(
                    atEnd()
                            ? "an activity is missing at the end"
                            : "an activity is missing before '" + notation.charAt(at) + "'");
        }
        return parts.size() == 1 ? parts.get(0) : new Sequence(parts);
    }

    private ProcessTree repeated() {
        ProcessTree tree = atom();
        while (!atEnd()) {
            switch (notation.charAt(at)) {
                case '?' -> {
                    at++;
                    tree = new Choice(List.of(tree, NOTHING));
                }
                case '*' -> {
                    at++;
                    tree = new Loop(NOTHING, tree, NOTHING);
                }
                case '+' -> {
                    at++;
                    tree = new Loop(tree, between(), NOTHING);
                }
                default -> {
                    return tree;
                }
            }
        }
        return tree;
    }

    private ProcessTree between() {
        if (atEnd() || notation.charAt(at) != '[') {
            return NOTHING;
        }
        return bracketed(']');
    }

    private ProcessTree atom() {
        char first = notation.charAt(at);
        if (first == '(') {
            return group();
        } else if (first == '\'') {
            return quoted();
        } else if (isBare(first)) {
            int start = at;
            while (at < notation.length() && isBare(notation.charAt(at))) {
                at++;
            }
            return new Activity(notation.substring(start, at));
        }
        throw fault("unexpected '" + first + "', expected an activity, '(' or a quoted name");
    }

    private ProcessTree group() {
        int open = at;
        at++;
        if (!atEnd() && notation.charAt(at) == ')') {
            at++;
            return NOTHING;
        }
        at = open;
        return bracketed(')');
    }

    private ProcessTree bracketed(char close) {
        int open = at++;
        if (++depth > MAX_DEPTH) {
            throw fault("brackets are nested deeper than " + MAX_DEPTH);
        }
        ProcessTree tree = choice();
        if (atEnd() || notation.charAt(at) != close) {
            throw fault("'%s' is missing for '%s' of column %d".formatted(close, notation.charAt(open), open + 1));
        }
        at++;
        depth--;
        return tree;
    }

    private ProcessTree quoted() {
        int open = at++;
        StringBuilder label = new StringBuilder();
        while (at < notation.length()) {
            char character = notation.charAt(at++);
            boolean doubled = at < notation.length() && notation.charAt(at) == '\'';
            if (character == '\'' && !doubled) {
                if (label.isEmpty()) {
                    throw InvalidModelException.inNotation(notation, open + 1, "an empty name");
                }
                return new Activity(label.toString());
            }
            at += character == '\'' ? 1 : 0;
            label.append(character);
        }
        throw InvalidModelException.inNotation(notation, open + 1, "the quote is not closed");
    }

    private boolean atEnd() {
        while (at < notation.length() && Character.isWhitespace(notation.charAt(at))) {
            at++;
        }
        return at == notation.length();
    }

    private InvalidModelException fault(String explanation) {
        return InvalidModelException.inNotation(notation, at + 1, explanation);
    }
}
