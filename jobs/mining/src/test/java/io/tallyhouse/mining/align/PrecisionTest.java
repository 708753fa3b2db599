package io.tallyhouse.mining.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallyhouse.mining.align.AlignmentResult.Optimal;
import io.tallyhouse.mining.align.Precision.Counts;
import io.tallyhouse.mining.align.Precision.ModelStep;
import io.tallyhouse.mining.model.AcceptingPetriNet;
import io.tallyhouse.mining.model.AcceptingPetriNet.Arc;
import io.tallyhouse.mining.model.AcceptingPetriNet.Transition;
import io.tallyhouse.mining.model.InvalidModelException;
import io.tallyhouse.mining.model.Marking;
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
    void anInsertedStepDoesNotMoveTheModelEvenWhereTheModelHasIt() {
        // The second a is inserted: as without it.
        Counts counts = counts("a (b | d) c", List.of("a", "a", "b", "c"));

        assertThat(counts).isEqualTo(new Counts(1 + 2 + 1, 1));
        assertThat(counts.precision().orElseThrow()).isEqualTo(1 - 1 / 4.0);
    }

    @Test
    void theStepsOfAnAlignmentAreToldWithoutBeingCounted() {
        ProcessTree tree = ProcessTree.parse("a (b | d) c");
        Aligner aligner = Aligner.of(tree, 1_000);
        Precision precision = Precision.of(tree);
        precision.add(aligner.align(List.of("a", "b", "c")), 2);

        assertThat(precision.steps((Optimal) aligner.align(List.of("a", "d", "x", "c"))))
                .containsExactly(new ModelStep("a", 1), new ModelStep("d", 2), new ModelStep("c", 1));
        assertThat(precision.counts()).isEqualTo(new Counts(2 * (1 + 2 + 1), 2));
    }

    @Test
    void whereSilentStepsGoOnWithoutEndNothingIsCounted() {
        Arc ever = new Arc(0, 1);
        AcceptingPetriNet growing = new AcceptingPetriNet(
                List.of("ever", "q", "end"),
                List.of(
                        new Transition("grow", null, List.of(ever), List.of(ever, new Arc(1, 1))),
                        new Transition("a", "a", List.of(ever), List.of(ever)),
                        new Transition("b", "b", List.of(new Arc(1, 1_000_000)), List.of(new Arc(2, 1)))),
                Marking.of(1, 0, 0),
                Marking.of(1, 0, 1));
        Optimal alignment =
                new Optimal(0, 1, List.of(new Move(Move.Kind.SYNCHRONOUS, "a", 0)), List.<Deviation>of(), 1);
        Precision precision = Precision.of(growing);

        precision.add(alignment, 1);
        assertThat(precision.counts()).isEqualTo(new Counts(0, 0));
        precision.add(alignment, 1);
        assertThat(precision.counts().precision()).isEmpty();
        assertThatThrownBy(() -> precision.steps(alignment)).isInstanceOf(InvalidModelException.class);
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
