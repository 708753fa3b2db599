package io.tallyhouse.mining.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallyhouse.mining.model.ProcessTree.Activity;
import io.tallyhouse.mining.model.ProcessTree.Choice;
import io.tallyhouse.mining.model.ProcessTree.Loop;
import io.tallyhouse.mining.model.ProcessTree.Parallel;
import io.tallyhouse.mining.model.ProcessTree.Sequence;
import io.tallyhouse.mining.model.ProcessTree.Silent;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TreeNotationTest {
    private static final Silent NOTHING = new Silent();

    @Test
    void theShippedLifecycleReadsAsItIsWritten() {
        ProcessTree tree = ProcessTree.parse("triage? (work | wait)* resolve close");

        assertThat(tree)
                .isEqualTo(new Sequence(List.of(
                        new Choice(List.of(a("triage"), NOTHING)),
                        new Loop(NOTHING, new Choice(List.of(a("work"), a("wait"))), NOTHING),
                        a("resolve"),
                        a("close"))));
        assertThat(tree).hasToString("triage? (work | wait)* resolve close");
        assertThat(tree.labels()).containsExactly("close", "resolve", "triage", "wait", "work");
    }

    @Test
    void sequenceBindsTighterThanParallelThanChoice() {
        assertThat(ProcessTree.parse("a b & c | d"))
                .isEqualTo(new Choice(List.of(
                        new Parallel(List.of(new Sequence(List.of(a("a"), a("b"))), a("c"))), a("d"))));
        assertThat(ProcessTree.parse("a+[b | c]"))
                .isEqualTo(new Loop(a("a"), new Choice(List.of(a("b"), a("c"))), NOTHING));
        assertThat(ProcessTree.parse("a +\n")).isEqualTo(new Loop(a("a"), NOTHING, NOTHING));
        assertThat(ProcessTree.parse("'Wait - User' 'it''s'"))
                .isEqualTo(new Sequence(List.of(a("Wait - User"), a("it's"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "()",
                "a | b | ()",
                "(a | b)?",
                "a?*",
                "(a b)+[c & d]",
                "a (b c) d",
                "(a | b) & c",
                "a & b c | d",
                "'x y'*",
                "(a (b | (c | d)))+",
                "()+"
            })
    void whatIsPrintedIsWhatWasRead(String notation) {
        assertThat(ProcessTree.parse(notation)).hasToString(notation);
    }

    @Test
    @DisplayName(
            "Reading what is printed gives the same tree, or the same runs where a loop has an exit; 2,000 trees, seed 7")
    void printedTreesAreReadBack() {
        RandomTrees random = new RandomTrees(7, "a", "b c", "d'");
        for (int i = 0; i < 2_000; i++) {
            ProcessTree tree = random.next(3);
            ProcessTree again = ProcessTree.parse(tree.toString());
            assertThat(again).hasToString(tree.toString());
            assertThat(again.shortestRun()).isEqualTo(tree.shortestRun());
            if (exitsAreSilent(tree)) {
                assertThat(again).isEqualTo(tree);
            }
        }
    }

    private static boolean exitsAreSilent(ProcessTree tree) {
        boolean here = !(tree instanceof Loop loop)
                || loop.exit() instanceof Silent && !(loop.body() instanceof Silent && loop.redo() instanceof Silent);
        return here && tree.parts().stream().allMatch(TreeNotationTest::exitsAreSilent);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '"',
            value = {
                "a | | b ~ 5 ~ an activity is missing before '|'",
                "a (b ~ 5 ~ ')' is missing for '(' of column 3",
                "a) ~ 2 ~ unexpected ')'",
                "a 'b ~ 3 ~ the quote is not closed",
                "a '' ~ 3 ~ an empty name",
                "a $ b ~ 3 ~ unexpected '$', expected an activity, '(' or a quoted name",
                "a & ~ 4 ~ an activity is missing at the end",
                "*a ~ 1 ~ unexpected '*', expected an activity, '(' or a quoted name",
                "a+[b) ~ 5 ~ ']' is missing for '[' of column 3"
            })
    void errorsNameTheColumn(String notation, int column, String explanation) {
        assertThatThrownBy(() -> ProcessTree.parse(notation))
                .isInstanceOf(InvalidModelException.class)
                .hasMessage("Invalid process notation: column %d: %s, in: %s", column, explanation, notation);
    }

    @Test
    void emptyAndEndlesslyNestedNotationsAreErrors() {
        assertThatThrownBy(() -> ProcessTree.parse(" "))
                .hasMessageContaining("column 2: an activity is missing at the end");
        assertThatThrownBy(() -> ProcessTree.parse("(".repeat(100_000) + "a"))
                .hasMessageContaining("column 202: brackets are nested deeper than 200");
    }

    @Test
    void theContentHashFollowsTheMeaning() {
        String hash = ProcessTree.parse("a (b | c)").contentHash();

        assertThat(hash).matches("[0-9a-f]{64}");
        assertThat(ProcessTree.parse("a (c | b)").contentHash()).isEqualTo(hash);
        assertThat(ProcessTree.parse("a (b & c)").contentHash()).isNotEqualTo(hash);
        assertThat(ProcessTree.parse("(b | c) a").contentHash()).isNotEqualTo(hash);
        assertThat(ProcessTree.parse("'a b'").contentHash())
                .isNotEqualTo(ProcessTree.parse("a b").contentHash());
        assertThat(ProcessTree.parse("a b").net().contentHash())
                .isEqualTo(ProcessTree.parse("a b").net().contentHash())
                .isNotEqualTo(ProcessTree.parse("b a").net().contentHash());
    }

    private static Activity a(String label) {
        return new Activity(label);
    }
}
