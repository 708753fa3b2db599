package io.tallyhouse.mining.align;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyhouse.mining.align.Precision.Counts;
import io.tallyhouse.mining.model.ProcessModel;
import io.tallyhouse.mining.model.ProcessTree;
import io.tallyhouse.mining.model.RandomTrees;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PrecisionTest {
    @Test
    void aModelThatAllowsOnlyTheLogIsPrecise() {
        Counts counts = counts("a b c", List.of("a", "b", "c"), List.of("a", "b", "c"));

        assertThat(counts).isEqualTo(new Counts(6, 0));
        assertThat(counts.precision()).hasValue(1);
    }

    @Test
    void whatNoCaseGoesOnWithEscapes() {
        // At the start a or b, of which b escapes; after a only c. Two cases.
        Counts counts = counts("(a | b) c", List.of("a", "c"), List.of("a", "c"));

        assertThat(counts).isEqualTo(new Counts(2 * 2 + 2, 2));
    }

    @Test
    void aModelThatAllowsAllIsNotPrecise() {
        // Before each of the three steps all of three labels.
        assertThat(counts("(a | b | c)*", List.of("a", "b", "c"))).isEqualTo(new Counts(9, 6));
    }

    @Test
    void stepsAreThoseOfTheModelSkippedOnesToo() {
        // x is inserted and b skipped: the model goes a, b, c.
        assertThat(counts("a (b | d) c", List.of("a", "x", "c"))).isEqualTo(new Counts(1 + 2 + 1, 1));
    }

    @Test
    void withoutAStepThereIsNoPrecision() {
        assertThat(counts("a?", List.of()).precision()).isEmpty();
    }

    @Test
    @DisplayName("Precision of 1,000 random trees and logs is that of their words, prefix by prefix, seed 20260105")
    void agreesWithCountingWords() {
        RandomTrees random = new RandomTrees(20_260_105, "a", "b", "c");
        for (int i = 0; i < 1_000; i++) {
            ProcessTree tree = random.next(1);
            // Every step of a word of 4 can be gone on from in 3 more.
            Set<String> words = RandomTrees.words(tree, 7);
            List<String> log =
                    words.stream().filter(w -> w.length() <= 4).limit(5).toList();
            long allowed = 0;
            long escaping = 0;
            for (String word : log) {
                for (int at = 0; at < word.length(); at++) {
                    Set<Character> can = next(words, word.substring(0, at));
                    Set<Character> done = next(new TreeSet<>(log), word.substring(0, at));
                    allowed += can.size();
                    escaping += can.stream().filter(c -> !done.contains(c)).count();
                }
            }
            List<List<String>> traces = log.stream()
                    .map(w -> List.of(w.isEmpty() ? new String[0] : w.split("")))
                    .toList();

            assertThat(counts(tree.toString(), traces))
                    .as("tree %d: %s, log %s", i, tree, log)
                    .isEqualTo(new Counts(allowed, escaping));
            assertThat(countsOf(tree.net(), traces)).isEqualTo(new Counts(allowed, escaping));
        }
    }

    private static Set<Character> next(Set<String> words, String prefix) {
        Set<Character> next = new TreeSet<>();
        words.stream()
                .filter(w -> w.startsWith(prefix) && w.length() > prefix.length())
                .forEach(w -> next.add(w.charAt(prefix.length())));
        return next;
    }

    @SafeVarargs
    private static Counts counts(String notation, List<String>... traces) {
        return counts(notation, List.of(traces));
    }

    private static Counts counts(String notation, List<List<String>> traces) {
        return countsOf(ProcessTree.parse(notation), traces);
    }

    private static Counts countsOf(ProcessModel model, List<List<String>> traces) {
        Aligner aligner = Aligner.of(model, 100_000);
        Precision precision = Precision.of(model);
        new ArrayList<>(traces).forEach(trace -> precision.add(aligner.align(trace), 1));
        return precision.counts();
    }
}
