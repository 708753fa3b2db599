package io.tallyhouse.mining.align;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyhouse.mining.align.AlignmentResult.Optimal;
import io.tallyhouse.mining.model.ProcessTree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A budget is spent in states, so a search that became wide would leave traces without a figure. */
class SearchWidthTest {
    @ParameterizedTest
    @CsvSource({
        // Each activity twice where it can come once: without counting those, every order of half of them is tried.
        "a & b & c & d & e & f & g & h, a b c d e f g h a b c d e f g h, 8",
        // Half of the activities: without counting what is missing, every order in which it can be added.
        "a & b & c & d & e & f & g & h, h g f e, 4",
        // The second half before the first.
        "(a & b & c & d) (e & f & g & h), e f g h a b c d, 8",
        // Of those twice, a and b may come twice.
        "(a | b)* (c & d & e & f & g & h), c d e f g h a b a b c d e f g h, 6",
        "(a | b)* & c & d & e & f & g & h, c d e f g h a b a b c d e f g h, 6"
    })
    void littleMoreThanTheAlignmentItselfIsLookedAt(String model, String trace, int cost) {
        List<String> events = List.of(trace.split(" "));

        Optimal result = (Optimal) Aligner.of(ProcessTree.parse(model), 100_000).align(events);

        assertThat(result.cost()).isEqualTo(cost);
        assertThat(result.states()).isLessThanOrEqualTo(3L * (events.size() + cost));
    }

    @Test
    void dearMovesAreSeenFromAfarToo() {
        ProcessTree model = ProcessTree.parse("a & b & c & d & e & f & g & h");
        MoveCosts dear = new MoveCosts(Map.of(), Map.of(), 10);
        List<String> twice = List.of("a b c d e f g h a b c d e f g h".split(" "));
        List<String> half = List.of("h g f e".split(" "));

        assertThat(((Optimal) Aligner.of(model, dear, 100_000).align(twice)).states())
                .isLessThanOrEqualTo(3 * 24);
        assertThat(((Optimal) Aligner.of(model, dear, 100_000).align(half)).states())
                .isLessThanOrEqualTo(3 * 8);
    }
}
