package io.tallyhouse.mining.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyhouse.mining.TwoMethods;
import io.tallyhouse.mining.align.RandomNets;
import io.tallyhouse.mining.model.AcceptingPetriNet;
import io.tallyhouse.mining.model.AcceptingPetriNet.Arc;
import io.tallyhouse.mining.model.AcceptingPetriNet.Transition;
import io.tallyhouse.mining.model.Marking;
import io.tallyhouse.mining.model.RandomTrees;
import io.tallyhouse.mining.replay.ReplayResult.Replayed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TokenReplayPropertyTest {
    private static final int BUDGET = 1_000;

    @Test
    @DisplayName("Tokens and fit of random nets are those of a direct simulation and of their language, seed 20260104")
    void agreesWithADirectSimulation() {
        Random random = new Random(20_260_104);
        RandomNets nets = new RandomNets(random);
        RandomTrees traces = new RandomTrees(random.nextLong());
        int cases = TwoMethods.cases(3_000);
        int unfit = TwoMethods.compare(
                "token replay of nets beside a simulation of its rules",
                20_260_104,
                cases,
                "do not fit",
                i -> !isFitAsSimulated(i, nets.next(), traces.trace(5, "a", "b", "c", "x")));
        assertThat(unfit).isBetween(cases / 30, cases * 29 / 30);
    }

    @Test
    @DisplayName("The same of nets in which most steps are silent or could be another one, seed 20260113")
    void agreesWhereTheNextEventAloneWouldOftenChooseWrongly() {
        Random random = new Random(20_260_113);
        RandomNets nets = new RandomNets(random, null, null, "a", "a", "b");
        RandomTrees traces = new RandomTrees(random.nextLong());
        TwoMethods.compare(
                "token replay of ambiguous nets beside the same",
                20_260_113,
                TwoMethods.cases(500),
                "do not fit",
                i -> !isFitAsSimulated(i, nets.next(), traces.trace(5, "a", "b")));
    }

    private static boolean isFitAsSimulated(int number, AcceptingPetriNet net, List<String> trace) {
        String where = "net %d: %s, trace %s".formatted(number, net, trace);
        boolean isRun = RandomNets.words(net, trace.size()).contains(String.join("", trace));
        Simulation simulation = new Simulation(net);
        simulation.replay(trace);
        ReplayResult result = TokenReplay.of(net, BUDGET).replay(trace);
        if (!(result instanceof Replayed replayed)) {
            // With tokens that were missing, silent steps may go on without end.
            assertThat(simulation.mostMarkings).as(where).isGreaterThan(BUDGET);
            assertThat(isRun).as(where).isFalse();
            return false;
        }
        ReplayCounts counts = replayed.counts();
        assertThat(replayed.fits()).as(where).isEqualTo(isRun);
        if (replayed.fits()) {
            assertThat(counts.missing() + counts.remaining() + counts.unknown())
                    .as(where)
                    .isZero();
        }
        if (replayed.fits() && simulation.missing + simulation.remaining > 0) {
            assertThat(fired(counts, net, true)).as(where).isEqualTo(fewestSilentSteps(net, trace));
            assertThat(fired(counts, net, false)).as(where).isEqualTo(trace.size());
        } else {
            assertThat(List.of(counts.produced(), counts.consumed(), counts.missing(), counts.remaining()))
                    .as(where)
                    .containsExactly(
                            simulation.produced, simulation.consumed, simulation.missing, simulation.remaining);
        }
        for (int place = 0; place < net.places().size(); place++) {
            assertThat(counts.produced(place) + counts.missing(place))
                    .as(where)
                    .isEqualTo(counts.consumed(place) + counts.remaining(place));
        }
        return replayed.fits();
    }

    private static long fired(ReplayCounts counts, AcceptingPetriNet net, boolean silent) {
        return IntStream.range(0, net.transitions().size())
                .filter(t -> (net.transitions().get(t).label() == null) == silent)
                .mapToLong(counts::fired)
                .sum();
    }

    private record At(int event, Marking marking) {}

    /** Of the runs that are the trace, by trying all with no silent step, then all with one, and so on. */
    private static int fewestSilentSteps(AcceptingPetriNet net, List<String> trace) {
        Set<At> here = Set.of(new At(0, net.initial()));
        for (int steps = 0; ; steps++) {
            List<At> open = new ArrayList<>(here);
            for (int i = 0; i < open.size(); i++) {
                At at = open.get(i);
                if (at.event() < trace.size()) {
                    net.transitions().stream()
                            .filter(t -> trace.get(at.event()).equals(t.label()))
                            .flatMap(t -> RandomNets.after(at.marking(), t).stream())
                            .forEach(after -> open.add(new At(at.event() + 1, after)));
                }
            }
            if (open.contains(new At(trace.size(), net.finalMarking()))) {
                return steps;
            }
            here = new HashSet<>();
            for (At at : open) {
                for (Transition transition : net.transitions()) {
                    if (transition.label() == null) {
                        for (Marking after : RandomNets.after(at.marking(), transition)) {
                            here.add(new At(at.event(), after));
                        }
                    }
                }
            }
        }
    }

    /** The rules of replay over maps of tokens, with every silent transition tried wherever a silent way is looked for. */
    private static final class Simulation {
        private final AcceptingPetriNet net;
        private Map<Integer, Integer> tokens = new HashMap<>();
        private long produced;
        private long consumed;
        private long missing;
        private long remaining;
        /** Looked through for one silent way. */
        private int mostMarkings;

        Simulation(AcceptingPetriNet net) {
            this.net = net;
            for (int place = 0; place < net.places().size(); place++) {
                put(tokens, place, net.initial().tokens(place));
                produced += net.initial().tokens(place);
            }
        }

        void replay(List<String> trace) {
            for (String activity : trace) {
                List<Transition> candidates = net.transitions().stream()
                        .filter(t -> activity.equals(t.label()))
                        .toList();
                if (!candidates.isEmpty()) {
                    step(candidates);
                }
            }
            List<Arc> last = new ArrayList<>();
            for (int place = 0; place < net.places().size(); place++) {
                if (net.finalMarking().tokens(place) > 0) {
                    last.add(new Arc(place, net.finalMarking().tokens(place)));
                }
            }
            Transition end = new Transition("end", null, last, List.of());
            silently(List.of(end));
            fire(end);
            remaining = tokens.values().stream().mapToLong(t -> t).sum();
        }

        private void step(List<Transition> candidates) {
            silently(candidates);
            Transition chosen = candidates.stream()
                    .filter(t -> lacking(t, tokens) == 0)
                    .findFirst()
                    .orElse(candidates.get(0));
            if (lacking(chosen, tokens) > 0) {
                for (Transition candidate : candidates) {
                    chosen = lacking(candidate, tokens) < lacking(chosen, tokens) ? candidate : chosen;
                }
            }
            fire(chosen);
        }

        private static int lacking(Transition transition, Map<Integer, Integer> tokens) {
            return transition.inputs().stream()
                    .mapToInt(a -> Math.max(0, a.weight() - tokens.getOrDefault(a.place(), 0)))
                    .sum();
        }

        private static void put(Map<Integer, Integer> tokens, int place, int more) {
            tokens.merge(place, more, Integer::sum);
            tokens.values().removeIf(t -> t == 0);
        }

        private void fire(Transition transition) {
            missing += lacking(transition, tokens);
            for (Arc arc : transition.inputs()) {
                consumed += arc.weight();
                put(tokens, arc.place(), -Math.min(arc.weight(), tokens.getOrDefault(arc.place(), 0)));
            }
            for (Arc arc : transition.outputs()) {
                produced += arc.weight();
                put(tokens, arc.place(), arc.weight());
            }
        }

        private void silently(List<Transition> wanted) {
            Map<Map<Integer, Integer>, List<Transition>> ways = new HashMap<>();
            ways.put(Map.copyOf(tokens), List.of());
            List<Map<Integer, Integer>> open = new ArrayList<>(ways.keySet());
            for (int i = 0; i < open.size(); i++) {
                mostMarkings = Math.max(mostMarkings, ways.size());
                Map<Integer, Integer> here = open.get(i);
                if (wanted.stream().anyMatch(t -> lacking(t, here) == 0)) {
                    Objects.requireNonNull(ways.get(here)).forEach(this::fire);
                    return;
                }
                for (Transition transition : net.transitions()) {
                    if (transition.label() == null && lacking(transition, here) == 0) {
                        Map<Integer, Integer> after = new HashMap<>(here);
                        transition.inputs().forEach(a -> put(after, a.place(), -a.weight()));
                        transition.outputs().forEach(a -> put(after, a.place(), a.weight()));
                        if (!ways.containsKey(after) && ways.size() < 10_000) {
                            List<Transition> longer = new ArrayList<>(Objects.requireNonNull(ways.get(here)));
                            longer.add(transition);
                            ways.put(Map.copyOf(after), longer);
                            open.add(Map.copyOf(after));
                        }
                    }
                }
            }
        }
    }
}
