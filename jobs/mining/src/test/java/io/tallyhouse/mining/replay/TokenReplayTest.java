package io.tallyhouse.mining.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tallyhouse.mining.model.AcceptingPetriNet;
import io.tallyhouse.mining.model.AcceptingPetriNet.Arc;
import io.tallyhouse.mining.model.AcceptingPetriNet.Transition;
import io.tallyhouse.mining.model.Marking;
import io.tallyhouse.mining.model.PnmlReader;
import io.tallyhouse.mining.model.ProcessTree;
import io.tallyhouse.mining.replay.ReplayResult.NotEvaluated;
import io.tallyhouse.mining.replay.ReplayResult.Replayed;
import io.tallyhouse.testing.TestData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenReplayTest {
    @Test
    void theBrokenTextbookLogHasItsTokensPerCase() throws IOException {
        TokenReplay replay = TokenReplay.of(textbookNet(), 10_000);
        ReplayFitness fitness = new ReplayFitness(replay);
        List<String> tokens = new ArrayList<>();
        for (List<String> trace : brokenTraces().values()) {
            ReplayResult result = replay.replay(trace);
            tokens.add(tokens(result));
            fitness.add(result, 1);
        }

        // Found by another program, see the data's README.
        assertThat(tokens).containsExactly("6 7 2 1", "7 6 1 2", "8 8 2 2", "9 9 0 0", "15 17 4 2", "6 5 1 2");
        assertThat(fitness.ofLog().orElseThrow()).isCloseTo(0.8156108597285068, within(1e-9));
        assertThat(fitness.mean().orElseThrow()).isCloseTo(0.8077731092436974, within(1e-9));
        assertThat(fitness.fitting()).isEqualTo(1);
        assertThat(fitness.counts().unknown()).isEqualTo(2);
    }

    @Test
    void countsStandByPlaceAndTransition() {
        // p0 -a-> p1 -b-> p2
        AcceptingPetriNet net = ProcessTree.parse("a b").net();
        TokenReplay replay = TokenReplay.of(net, 100);

        ReplayCounts counts = ((Replayed) replay.replay(List.of("b", "b"))).counts();

        int start = IntStream.range(0, 3)
                .filter(p -> net.initial().tokens(p) == 1)
                .findFirst()
                .orElseThrow();
        int end = IntStream.range(0, 3)
                .filter(p -> net.finalMarking().tokens(p) == 1)
                .findFirst()
                .orElseThrow();
        int between = 3 - start - end;
        assertThat(counts.missing(between)).isEqualTo(2);
        assertThat(counts.consumed(between)).isEqualTo(2);
        assertThat(counts.produced(end)).isEqualTo(2);
        assertThat(counts.consumed(end)).isEqualTo(1);
        assertThat(counts.remaining(end)).isEqualTo(1);
        assertThat(counts.produced(start)).isEqualTo(1);
        assertThat(counts.remaining(start)).isEqualTo(1);
        int b = net.transitions().get(0).label() == "b" ? 0 : 1;
        assertThat(counts.fired(b)).isEqualTo(2);
        assertThat(counts.forced(b)).isEqualTo(2);
        assertThat(counts.fired(1 - b)).isZero();
        assertThat(counts.fitness()).isEqualTo((1 - 2.0 / 3) / 2 + (1 - 2.0 / 3) / 2);
    }

    @Test
    void aFittingCaseIsFitBehindALongSilentWay() {
        assertThat(TokenReplay.of(behindSilentSteps(60), 1_000).replay(List.of("a")))
                .satisfies(result -> assertThat(((Replayed) result).fits()).isTrue())
                .satisfies(result -> assertThat(tokens(result)).isEqualTo("62 62 0 0"));
    }

    @Test
    void aFittingCaseIsFitWhereTheNextEventAloneWouldChooseWrongly() {
        // Both branches begin with a; only the second goes on with c.
        TokenReplay replay = TokenReplay.of(ProcessTree.parse("(a b | a c)").net(), 1_000);

        assertThat(((Replayed) replay.replay(List.of("a", "b"))).fits()).isTrue();
        assertThat(((Replayed) replay.replay(List.of("a", "c"))).fits()).isTrue();
        assertThat(tokens(replay.replay(List.of("a", "c")))).isEqualTo("3 3 0 0");
    }

    @Test
    void unknownActivitiesAreCountedAndNoTokensMove() {
        TokenReplay replay = TokenReplay.of(ProcessTree.parse("a b"), 100);

        Replayed replayed = (Replayed) replay.replay(List.of("a", "x", "b", "x"));

        assertThat(replayed.counts().unknown()).isEqualTo(2);
        assertThat(tokens(replayed)).isEqualTo("3 3 0 0");
        assertThat(replayed.fits()).isFalse();
    }

    @Test
    void anEmptyTraceOfANetThatAcceptsItFits() {
        Replayed replayed =
                (Replayed) TokenReplay.of(ProcessTree.parse("a?"), 100).replay(List.of());

        assertThat(replayed.fits()).isTrue();
        assertThat(replayed.counts().fitness()).isEqualTo(1);
    }

    @Test
    void fortyBranchesThatAreAllPassedOverAreNotTriedInEveryOrder() {
        String branches = IntStream.range(0, 40).mapToObj(i -> "x" + i + "?").collect(Collectors.joining(" & "));
        TokenReplay replay = TokenReplay.of(ProcessTree.parse("a (" + branches + ") b"), 1_000);

        Replayed replayed = (Replayed) replay.replay(List.of("a", "b"));

        assertThat(replayed.fits()).isTrue();
        assertThat(tokens(replayed)).isEqualTo("84 84 0 0");
    }

    // The nets below are drawn by hand, and so are the tokens of their runs: the initial and the final one, and one for
    // each arc.

    @Test
    void aRunIsSearchedForBeyondTheFinalMarking() {
        // Either a leads back to where a run may begin and end; the first of them does not go on with c.
        AcceptingPetriNet net =
                new AcceptingPetriNet(PLACES, drawn("i:a:p | p:b:i | i:a:q | q:c:i"), only(7, 0), only(7, 0));

        assertThat(tokens(TokenReplay.of(net, 1_000).replay(List.of("a", "c", "a", "c"))))
                .isEqualTo("5 5 0 0");
    }

    @Test
    void aRunWaitsForTheSilentStepsThatItNeeds() {
        TokenReplay replay = TokenReplay.of(net("i::p | p:a:q | q:b:f | i::r | r:a:s | s:c:f"), 1_000);

        assertThat(tokens(replay.replay(List.of("a", "c")))).isEqualTo("4 4 0 0");
    }

    @Test
    void aRunTakesNoSilentStepThatIsNotPossible() {
        // From i to p in one step with a token that nobody ever puts into t, or in two.
        TokenReplay replay = TokenReplay.of(net("i,t::p,t | i::s | s::p | p:a:q | p:a:r | q:b:f | r:c:f"), 1_000);

        assertThat(tokens(replay.replay(List.of("a", "c")))).isEqualTo("5 5 0 0");
    }

    @Test
    void ofTransitionsThatDoTheSameTheFirstFires() {
        TokenReplay replay = TokenReplay.of(net("i:a:p | i:a:q | i:a:q | p:b:f | q:c:f | q:c:f"), 1_000);

        ReplayCounts counts = ((Replayed) replay.replay(List.of("a", "c"))).counts();

        assertThat(IntStream.range(0, 6).mapToLong(counts::fired)).containsExactly(0L, 1L, 0L, 0L, 1L, 0L);
    }

    @Test
    void ofSilentStepsThatDoTheSameTheFirstFiresAndOneThatDoesNothingDoesNot() {
        TokenReplay replay = TokenReplay.of(net("i::i | i::p | i::p | p:a:q | p:a:r | q:b:f | r:c:f"), 1_000);

        ReplayCounts counts = ((Replayed) replay.replay(List.of("a", "c"))).counts();

        assertThat(IntStream.range(0, 7).mapToLong(counts::fired)).containsExactly(0L, 1L, 0L, 0L, 1L, 0L, 1L);
    }

    @Test
    void aSilentStepThatLacksTheFirstPlaceIsFilledFirst() {
        AcceptingPetriNet net = new AcceptingPetriNet(PLACES, drawn("p::i | i::q | q:a:f"), only(7, 2), only(7, 1));

        // The unknown event keeps the trace from being a run, so that the way is that of the next event alone.
        assertThat(tokens(TokenReplay.of(net, 1_000).replay(List.of("a", "unknown"))))
                .isEqualTo("4 4 0 0");
    }

    @Test
    void aSilentWayMayFirstTakeWhatThePlaceThatLacksNeeds() {
        // r lacks a token and i has one for it; but then s would stay empty, which is filled on the one way round by q.
        AcceptingPetriNet net = new AcceptingPetriNet(
                PLACES, drawn("i::r | i::q | q,t::i,s | r,s:a:f"), Marking.of(1, 0, 0, 0, 0, 0, 1), only(7, 1));

        assertThat(tokens(TokenReplay.of(net, 1_000).replay(List.of("a", "unknown"))))
                .isEqualTo("7 7 0 0");
    }

    @Test
    void theBudgetOfARunIsInMarkingsAndSharp() {
        // The start, one after each a, and the end.
        AcceptingPetriNet net = net("i:a:p | p:b:f | i:a:q | q:c:f");

        assertThat(tokens(TokenReplay.of(net, 4).replay(List.of("a", "c")))).isEqualTo("3 3 0 0");
        assertThat(TokenReplay.of(net, 3).replay(List.of("a", "c"))).isEqualTo(new NotEvaluated(3));
    }

    private static final List<String> PLACES = List.of("i", "f", "p", "q", "r", "s", "t");

    private static AcceptingPetriNet net(String drawn) {
        return new AcceptingPetriNet(PLACES, drawn(drawn), only(7, 0), only(7, 1));
    }

    /** Transitions as {@code inputs:label:outputs}; silent ones have no label. */
    private static List<Transition> drawn(String text) {
        return Arrays.stream(text.split(" \\| "))
                .map(t -> t.split(":"))
                .map(t -> new Transition(String.join(":", t), t[1].isEmpty() ? null : t[1], arcs(t[0]), arcs(t[2])))
                .toList();
    }

    private static List<Arc> arcs(String places) {
        return Arrays.stream(places.split(","))
                .map(place -> new Arc(PLACES.indexOf(place), 1))
                .toList();
    }

    @Test
    void aSilentWayThatIsLongerThanTheBudgetIsNotEvaluated() {
        AcceptingPetriNet net = behindSilentSteps(60);

        assertThat(TokenReplay.of(net, 60).replay(List.of("a"))).isEqualTo(new NotEvaluated(60));
        assertThat(TokenReplay.of(net, 61).replay(List.of("a"))).isInstanceOf(Replayed.class);
    }

    private static AcceptingPetriNet behindSilentSteps(int steps) {
        List<Transition> transitions = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            transitions.add(new Transition("s" + i, null, List.of(new Arc(i, 1)), List.of(new Arc(i + 1, 1))));
        }
        transitions.add(new Transition("a", "a", List.of(new Arc(steps, 1)), List.of(new Arc(steps + 1, 1))));
        List<String> places =
                IntStream.range(0, steps + 2).mapToObj(i -> "p" + i).toList();
        return new AcceptingPetriNet(places, transitions, only(steps + 2, 0), only(steps + 2, steps + 1));
    }

    private static Marking only(int places, int place) {
        int[] tokens = new int[places];
        tokens[place] = 1;
        return Marking.of(tokens);
    }

    private static String tokens(ReplayResult result) {
        ReplayCounts counts = ((Replayed) result).counts();
        return "%d %d %d %d".formatted(counts.produced(), counts.consumed(), counts.missing(), counts.remaining());
    }

    private static AcceptingPetriNet textbookNet() throws IOException {
        try (InputStream in = Files.newInputStream(TestData.file("running-example/running-example.pnml"))) {
            return PnmlReader.read("running-example.pnml", in).net();
        }
    }

    private static Map<String, List<String>> brokenTraces() throws IOException {
        Map<String, List<String>> traces = new TreeMap<>();
        List<String> lines = Files.readAllLines(TestData.file("running-example/running_example_broken.csv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(";");
            traces.computeIfAbsent(cells[2], c -> new ArrayList<>()).add(cells[3]);
        }
        return traces;
    }
}
