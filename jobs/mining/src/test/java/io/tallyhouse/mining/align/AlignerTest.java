package io.tallyhouse.mining.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallyhouse.mining.align.AlignmentResult.NotEvaluated;
import io.tallyhouse.mining.align.AlignmentResult.Optimal;
import io.tallyhouse.mining.align.Deviation.Kind;
import io.tallyhouse.mining.log.ReadLog;
import io.tallyhouse.mining.model.AcceptingPetriNet;
import io.tallyhouse.mining.model.AcceptingPetriNet.Arc;
import io.tallyhouse.mining.model.AcceptingPetriNet.Transition;
import io.tallyhouse.mining.model.InvalidModelException;
import io.tallyhouse.mining.model.Marking;
import io.tallyhouse.mining.model.ProcessTree;
import io.tallyhouse.mining.model.PtmlReader;
import io.tallyhouse.mining.trace.Variant;
import io.tallyhouse.testing.TestData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AlignerTest {
    private static final ProcessTree SOP = ProcessTree.parse("triage? (work | wait)* resolve close");

    @Test
    void aReopenedTicketDeviatesAtItsFirstResolution() {
        Optimal result = align(SOP, "work", "resolve", "work", "resolve", "close");

        assertThat(result.cost()).isEqualTo(1);
        assertThat(result.worst()).isEqualTo(7);
        assertThat(result.fitness()).isEqualTo(1 - 1 / 7.0);
        assertThat(result.deviations())
                .containsExactly(new Deviation(1, Kind.INSERTED, "resolve", List.of("resolve", "wait", "work")));
    }

    @Test
    void aSkippedStepIsPlacedBeforeTheEventThatShouldHaveWaited() {
        Optimal result = align(SOP, "triage", "close");

        assertThat(result.deviations())
                .containsExactly(new Deviation(1, Kind.SKIPPED, "resolve", List.of("resolve", "wait", "work")));
        assertThat(result.moves())
                .containsExactly(
                        new Move(Move.Kind.SYNCHRONOUS, "triage", 0),
                        new Move(Move.Kind.MODEL, "resolve", 1),
                        new Move(Move.Kind.SYNCHRONOUS, "close", 1));
    }

    @Test
    void afterTheEndTheModelExpectsNothing() {
        assertThat(align(SOP, "resolve", "close", "work").deviations())
                .containsExactly(new Deviation(2, Kind.INSERTED, "work", List.of()));
    }

    @Test
    void synchronousComesBeforeModelBeforeLogAndModelMovesComeInLabelOrder() {
        assertThat(BruteForce.code(align(ProcessTree.parse("a b"), "b", "a").moves()))
                .isEqualTo("1a0 2 ");
        assertThat(BruteForce.code(align(ProcessTree.parse("(c & b) a"), "a").moves()))
                .isEqualTo("1b1c0 ");
        assertThat(BruteForce.code(align(ProcessTree.parse("b | a"), "x").moves()))
                .isEqualTo("1a2 ");
        assertThat(BruteForce.code(align(ProcessTree.parse("a b | c"), "a", "c").moves()))
                .isEqualTo("2 0 ");
    }

    @Test
    void aLaterGainIsSeenBeforeAnEarlySynchronousMove() {
        Optimal result = align(ProcessTree.parse("a b c | d e f"), "a", "d", "e", "f");

        assertThat(BruteForce.code(result.moves())).isEqualTo("2 0 0 0 ");
    }

    @Test
    void unknownActivitiesAreInserted() {
        Optimal result = align(SOP, "unknown", "resolve", "unknown", "close", "unknown");

        assertThat(result.cost()).isEqualTo(3);
        assertThat(result.deviations()).extracting(Deviation::position).containsExactly(0, 2, 4);
        assertThat(result.deviations().get(1).expected()).containsExactly("close");
    }

    @Test
    void anEmptyTraceCostsTheShortestRun() {
        Optimal result = align(SOP);

        assertThat(result.cost()).isEqualTo(2);
        assertThat(result.fitness()).isZero();
        Optimal accepted = align(ProcessTree.parse("a*"));
        assertThat(accepted.fits()).isTrue();
        assertThat(accepted.fitness()).isEqualTo(1);
    }

    @Test
    void stepsBesideALoopAreNoMoreThanUnlimited() {
        assertThat(align(ProcessTree.parse("a* a a"), "a").cost()).isEqualTo(1);
        assertThat(align(ProcessTree.parse("a a a*"), "a").cost()).isEqualTo(1);
        assertThat(align(ProcessTree.parse("a* & a* & a & a & b"), "a", "a", "a", "b")
                        .cost())
                .isZero();
        assertThat(align(ProcessTree.parse("a* & a* & a & a & b"), "a", "b", "b")
                        .cost())
                .isEqualTo(2);
    }

    @Test
    void aLoopThatIsBeingLeftIsNotEnteredAgain() {
        // Both the body and the way back are silent, so that only the end of the loop could come again.
        ProcessTree loop =
                new ProcessTree.Loop(new ProcessTree.Silent(), new ProcessTree.Silent(), ProcessTree.parse("a b c"));

        assertThat(align(loop, "a", "b", "a", "b", "c").cost()).isEqualTo(2);
        assertThat(Aligner.ofNet(loop.net(), MoveCosts.UNIT, 1_000).align(List.of("a", "b", "a", "b", "c")))
                .isInstanceOfSatisfying(
                        Optimal.class, result -> assertThat(result.cost()).isEqualTo(2));
    }

    @Test
    void anAlternativeIsChosenThoughItsLoopHasComeRound() {
        // After a and b the loop stands where it began, and c is still out of reach.
        assertThat(align(ProcessTree.parse("(a+[b] | c) d"), "a", "b", "c", "d").cost())
                .isEqualTo(2);
    }

    @Test
    void silentCyclesEnd() {
        assertThat(align(ProcessTree.parse("()+[()] a"), "a").cost()).isZero();
        assertThat(align(ProcessTree.parse("(()+ & ()+[a?])* b"), "a", "b").cost())
                .isZero();
    }

    @Test
    void theBudgetIsInStatesAndSharp() {
        List<String> trace = List.of("work", "wait", "resolve", "work", "close");
        Optimal result = (Optimal) Aligner.of(SOP, 100_000).align(trace);

        assertThat(Aligner.of(SOP, result.states()).align(trace)).isEqualTo(result);
        assertThat(Aligner.of(SOP, result.states() - 1).align(trace)).isEqualTo(new NotEvaluated(result.states() - 1));

        Optimal byNet =
                (Optimal) Aligner.ofNet(SOP.net(), MoveCosts.UNIT, 100_000).align(trace);
        assertThat(Aligner.ofNet(SOP.net(), MoveCosts.UNIT, byNet.states()).align(trace))
                .isEqualTo(byNet);
        assertThat(Aligner.ofNet(SOP.net(), MoveCosts.UNIT, byNet.states() - 1).align(trace))
                .isEqualTo(new NotEvaluated(byNet.states() - 1));
    }

    @Test
    void aSearchEndsWhereItsBudgetDoes() {
        // Thirty pairs side by side, each turned round in the trace: which of the two is at fault can be chosen for
        // each.
        List<String> pairs = IntStream.range(0, 30)
                .mapToObj(i -> "(a%d b%d)".formatted(i, i))
                .toList();
        List<String> trace = IntStream.range(0, 30)
                .boxed()
                .flatMap(i -> Stream.of("b" + i, "a" + i))
                .toList();
        ProcessTree tree = ProcessTree.parse(String.join(" & ", pairs));

        assertThat(Aligner.of(tree, 5_000).align(trace)).isEqualTo(new NotEvaluated(5_000));
    }

    @Test
    void aBudgetIsAtLeastOneState() {
        assertThatThrownBy(() -> Aligner.of(SOP, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Invalid budget of states: 0, expected at least 1");
        assertThat(Aligner.of(SOP, 1).align(List.of("resolve", "close")))
                .isInstanceOfSatisfying(
                        Optimal.class, result -> assertThat(result.fits()).isTrue());
    }

    @Test
    void theShortestRunCostsWhatItsStepsCost() {
        MoveCosts costs = new MoveCosts(Map.of(), Map.of("resolve", 7), 2);

        assertThat(Aligner.of(SOP, 1_000).shortestRun()).isEqualTo(2);
        assertThat(Aligner.of(SOP, costs, 1_000).shortestRun()).isEqualTo(9);
        assertThat(Aligner.ofNet(SOP.net(), costs, 1_000).shortestRun()).isEqualTo(9);
    }

    @Test
    @DisplayName(
            "An aligner that must forget what it knows between traces answers as one that knows nothing, seed 20260111")
    void whatIsForgottenBetweenTracesDoesNotShow() {
        Random random = new Random(20_260_111);
        ProcessTree tree = ProcessTree.parse("z | (a & b & c & d & e & f & g?)");
        // A trace costs fewer states than this, all together more.
        long budget = 100;
        Aligner byTree = Aligner.of(tree, budget);
        Aligner byNet = Aligner.ofNet(tree.net(), MoveCosts.UNIT, budget);
        for (int i = 0; i < 50; i++) {
            List<String> trace = new ArrayList<>(List.of("a", "b", "c", "d", "e", "f", "g"));
            Collections.shuffle(trace, random);
            if (i % 5 == 0) {
                trace.add("a");
            }

            assertThat(byTree.align(trace))
                    .as("%s", trace)
                    .isEqualTo(Aligner.of(tree, budget).align(trace));
            assertThat(byNet.align(trace))
                    .as("%s", trace)
                    .isEqualTo(Aligner.ofNet(tree.net(), MoveCosts.UNIT, budget).align(trace));
        }
    }

    @Test
    void aNetWithoutRunSaysSo() {
        AcceptingPetriNet stuck = new AcceptingPetriNet(
                List.of("p", "q"),
                List.of(new Transition("t", "a", List.of(new Arc(0, 2)), List.of(new Arc(1, 1)))),
                Marking.of(1, 0),
                Marking.of(0, 1));

        assertThatThrownBy(() -> Aligner.of(stuck, 100))
                .isInstanceOf(InvalidModelException.class)
                .hasMessage(
                        "Invalid process model: no run ends in the final marking (1 states looked at, and no others could lead there); mend the net");
    }

    @Test
    void anUnboundedNetEnds() {
        // What is needed for the end comes after more firings than the budget allows, or never stops to come.
        AcceptingPetriNet growing = new AcceptingPetriNet(
                List.of("p", "q"),
                List.of(
                        new Transition("t", null, List.of(), List.of(new Arc(0, 1))),
                        new Transition("u", null, List.of(new Arc(0, 1_000_000)), List.of(new Arc(1, 1)))),
                Marking.of(0, 0),
                Marking.of(0, 1));
        AcceptingPetriNet bursting = new AcceptingPetriNet(
                List.of("p", "q"),
                List.of(
                        new Transition("u", null, List.of(new Arc(0, 999_999)), List.of(new Arc(0, 999_998))),
                        new Transition("t", null, List.of(new Arc(0, 1)), List.of(new Arc(0, 1_000_000)))),
                Marking.of(1, 0),
                Marking.of(0, 0));

        assertThatThrownBy(() -> Aligner.of(growing, 1_000))
                .hasMessageStartingWith(
                        "Invalid process model: no run that ends in the final marking was found within 1000 states");
        assertThatThrownBy(() -> Aligner.of(bursting, 100_000))
                .hasMessage("Invalid process model: place p collects more than 2^31-1 tokens; the net is unbounded");
    }

    @Test
    void theResultsDoNotDependOnTheNumberOfThreadsOrOnWhatWasAlignedBefore() throws IOException {
        ProcessTree tree;
        try (InputStream in = Files.newInputStream(TestData.file("bpic2013/bpic2013_closed_problems-imf.ptml"))) {
            tree = PtmlReader.read("imf.ptml", in);
        }
        List<List<String>> variants =
                Variant.of(ReadLog.of(TestData.file("bpic2013/bpic2013_closed_problems.xes.gz"))
                                .activities())
                        .stream()
                        .map(Variant::steps)
                        .toList();
        List<AlignmentResult> one = new VariantAligner(tree, 10_000, 1).align(variants);

        assertThat(variants).hasSizeGreaterThan(50);
        assertThat(new VariantAligner(tree, 10_000, 2).align(variants)).isEqualTo(one);
        assertThat(new VariantAligner(tree, 10_000, 8).align(variants)).isEqualTo(one);
        assertThat(variants.stream().map(v -> Aligner.of(tree, 10_000).align(v)).toList())
                .isEqualTo(one);
    }

    @Test
    void aFaultOfOneThreadReachesTheCaller() {
        AcceptingPetriNet stuck = new AcceptingPetriNet(List.of("p"), List.of(), Marking.of(1), Marking.of(2));

        assertThatThrownBy(() -> new VariantAligner(stuck, 10, 4).align(List.of(List.of("a"))))
                .isInstanceOf(InvalidModelException.class);
    }

    @Test
    void fitnessDividesLastAndCountsWhatWasNotEvaluated() {
        Fitness fitness = new Fitness();
        assertThat(fitness.ofLog()).isEmpty();
        assertThat(fitness.mean()).isEmpty();

        fitness.add(align(SOP, "resolve", "close"), 3);
        fitness.add(align(SOP, "resolve"), 1);
        fitness.add(new NotEvaluated(10), 2);

        assertThat(fitness.evaluated()).isEqualTo(4);
        assertThat(fitness.notEvaluated()).isEqualTo(2);
        assertThat(fitness.fitting()).isEqualTo(3);
        assertThat(fitness.ofLog()).hasValue(1 - 1 / 15.0);
        assertThat(fitness.mean()).hasValue((3 + (1 - 1 / 3.0)) / 4);

        Fitness nothing = new Fitness();
        nothing.add(align(ProcessTree.parse("a?")), 5);
        assertThat(nothing.ofLog()).hasValue(1);
        assertThat(nothing.mean()).hasValue(1);
    }

    private static Optimal align(ProcessTree model, String... trace) {
        return (Optimal) Aligner.of(model, 100_000).align(List.of(trace));
    }
}
