package io.tallyhouse.mining.model;

import io.tallyhouse.mining.model.ProcessTree.Activity;
import io.tallyhouse.mining.model.ProcessTree.Choice;
import io.tallyhouse.mining.model.ProcessTree.Loop;
import io.tallyhouse.mining.model.ProcessTree.Parallel;
import io.tallyhouse.mining.model.ProcessTree.Sequence;
import io.tallyhouse.mining.model.ProcessTree.Silent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Small trees at random, and their language by recursion: without any net. */
public final class RandomTrees {
    private final Random random;
    private final String[] labels;

    public RandomTrees(long seed, String... labels) {
        this.random = new Random(seed);
        this.labels = labels;
    }

    public ProcessTree next(int depth) {
        int kind = depth == 0 ? random.nextInt(5) : random.nextInt(12);
        if (kind == 0) {
            return new Silent();
        } else if (kind <= 4) {
            return new Activity(labels[random.nextInt(labels.length)]);
        } else if (kind == 5) {
            return new Loop(next(depth - 1), next(depth - 1), random.nextBoolean() ? new Silent() : next(depth - 1));
        }
        List<ProcessTree> children = new ArrayList<>();
        int count = 2 + random.nextInt(2);
        for (int i = 0; i < count; i++) {
            children.add(next(depth - 1));
        }
        return kind <= 7 ? new Choice(children) : kind <= 9 ? new Sequence(children) : new Parallel(children);
    }

    public List<String> trace(int maxLength, String... alphabet) {
        List<String> trace = new ArrayList<>();
        int length = random.nextInt(maxLength + 1);
        for (int i = 0; i < length; i++) {
            trace.add(alphabet[random.nextInt(alphabet.length)]);
        }
        return trace;
    }

    /** All runs of at most so many steps, written as one letter per step. */
    public static Set<String> words(ProcessTree tree, int maxLength) {
        if (maxLength < 0) {
            return Set.of();
        }
        if (tree instanceof Activity activity) {
            return maxLength == 0 ? Set.of() : Set.of(activity.label());
        } else if (tree instanceof Silent) {
            return Set.of("");
        } else if (tree instanceof Loop loop) {
            return loopWords(loop, maxLength);
        }
        Set<String> words = new TreeSet<>();
        if (tree instanceof Choice choice) {
            choice.children().forEach(child -> words.addAll(words(child, maxLength)));
            return words;
        }
        words.add("");
        Set<String> sofar = words;
        for (ProcessTree child : tree.parts()) {
            Set<String> next = words(child, maxLength);
            sofar = tree instanceof Sequence ? joined(sofar, next, maxLength) : shuffled(sofar, next, maxLength);
        }
        return sofar;
    }

    private static Set<String> loopWords(Loop loop, int maxLength) {
        Set<String> body = words(loop.body(), maxLength);
        Set<String> again = joined(words(loop.redo(), maxLength), body, maxLength);
        Set<String> repeated = new TreeSet<>(body);
        int before;
        do {
            before = repeated.size();
            repeated.addAll(joined(repeated, again, maxLength));
        } while (repeated.size() > before);
        return joined(repeated, words(loop.exit(), maxLength), maxLength);
    }

    private static Set<String> joined(Set<String> first, Set<String> second, int maxLength) {
        Set<String> words = new TreeSet<>();
        for (String one : first) {
            for (String other : second) {
                if (one.length() + other.length() <= maxLength) {
                    words.add(one + other);
                }
            }
        }
        return words;
    }

    private static Set<String> shuffled(Set<String> first, Set<String> second, int maxLength) {
        Set<String> words = new TreeSet<>();
        for (String one : first) {
            for (String other : second) {
                if (one.length() + other.length() <= maxLength) {
                    shuffle("", one, other, words);
                }
            }
        }
        return words;
    }

    private static void shuffle(String done, String one, String other, Set<String> words) {
        if (one.isEmpty() || other.isEmpty()) {
            words.add(done + one + other);
            return;
        }
        shuffle(done + one.charAt(0), one.substring(1), other, words);
        shuffle(done + other.charAt(0), one, other.substring(1), words);
    }
}
