package io.tallyhouse.mining.align;

import io.tallyhouse.mining.model.AcceptingPetriNet;
import io.tallyhouse.mining.model.AcceptingPetriNet.Arc;
import io.tallyhouse.mining.model.AcceptingPetriNet.Transition;
import io.tallyhouse.mining.model.Firing;
import io.tallyhouse.mining.model.Marking;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A family of sound nets with many silent transitions and much concurrency that are not made of blocks, and traces with noise.
 *
 * <p>Between a start and an end run branches side by side, one for each five silent transitions. A branch has activities in three parts:
 * one or both of the first are passed over silently, from the end of the second a silent step leads back, and the third can be passed
 * over. Between the parts, in an order drawn by lot, the branch silently tells the next one that it is so far, and silently waits for
 * being told by the one before: a token that may wait, so that branches go on apart but not in any order. One activity of the second
 * part has the same name in two neighbouring branches.
 */
public final class HardNets {
    private static final int SILENT_OF_BRANCH = 5;
    private static final int NOISES = 4;

    private final List<String> places = new ArrayList<>();
    private final List<Transition> transitions = new ArrayList<>();
    private final Random random;

    private HardNets(long seed) {
        this.random = new Random(seed);
    }

    /**
     * A net with its traces.
     *
     * @param name with number of silent transitions and seed
     * @param net sound, with one token at the start and one at the end
     * @param traces runs of the net that noise was put into
     */
    public record Member(String name, AcceptingPetriNet net, List<List<String>> traces) {}

    /**
     * @param silent how many silent transitions, a multiple of 5
     * @param traces how many
     * @param noise share of events that are left out, doubled, exchanged with the one before or followed by another activity
     */
    public static Member member(int silent, long seed, int traces, double noise) {
        HardNets hard = new HardNets(seed);
        AcceptingPetriNet net = hard.net(silent / SILENT_OF_BRANCH);
        List<String> labels = List.copyOf(net.labels());
        List<List<String>> runs = new ArrayList<>();
        for (int i = 0; i < traces; i++) {
            runs.add(hard.withNoise(hard.run(net), labels, noise));
        }
        return new Member("hard-%d-%d".formatted(silent, seed), net, runs);
    }

    private AcceptingPetriNet net(int branches) {
        int start = place();
        int end = place();
        List<Integer> first = new ArrayList<>();
        List<Integer> last = new ArrayList<>();
        int told = -1;
        for (int branch = 0; branch < branches; branch++) {
            int telling = branch + 1 < branches ? place() : -1;
            first.add(place());
            last.add(branch(branch, first.get(branch), told, telling));
            told = telling;
        }
        step("begin", List.of(start), first);
        step("finish", last, List.of(end));
        return new AcceptingPetriNet(places, transitions, token(start), token(end));
    }

    /** @return the place where the branch ends */
    private int branch(int branch, int first, int told, int telling) {
        int middle = step("a" + branch, first);
        int second = step("b" + branch, middle);
        switch (random.nextInt(3)) {
            case 0 -> step(null, List.of(first), List.of(middle));
            case 1 -> step(null, List.of(middle), List.of(second));
            default -> step(null, List.of(first), List.of(second));
        }
        boolean tellsFirst = random.nextBoolean();
        int open = tellsFirst ? tell(second, telling) : waitFor(second, told);
        int between = step("c" + branch, open);
        step("e" + branch / 2, List.of(open), List.of(between));
        int done = step("d" + branch, between);
        step(null, List.of(done), List.of(random.nextBoolean() ? open : between));
        int third = tellsFirst ? waitFor(done, told) : tell(done, telling);
        int last = step("f" + branch, third);
        step("g" + branch, List.of(third), List.of(last));
        step(null, List.of(third), List.of(last));
        return last;
    }

    private int tell(int from, int telling) {
        int to = place();
        step(null, List.of(from), telling < 0 ? List.of(to) : List.of(to, telling));
        return to;
    }

    private int waitFor(int from, int told) {
        int to = place();
        step(null, told < 0 ? List.of(from) : List.of(from, told), List.of(to));
        return to;
    }

    private int step(String label, int from) {
        int to = place();
        step(label, List.of(from), List.of(to));
        return to;
    }

    private void step(@Nullable String label, List<Integer> from, List<Integer> to) {
        transitions.add(new Transition("t" + transitions.size(), label, arcs(from), arcs(to)));
    }

    private static List<Arc> arcs(List<Integer> places) {
        return places.stream().map(p -> new Arc(p, 1)).toList();
    }

    private int place() {
        places.add("p" + places.size());
        return places.size() - 1;
    }

    private Marking token(int place) {
        int[] tokens = new int[places.size()];
        tokens[place] = 1;
        return Marking.of(tokens);
    }

    private List<String> run(AcceptingPetriNet net) {
        Firing firing = new Firing(net);
        int[] tokens = firing.initial();
        List<String> run = new ArrayList<>();
        while (!Marking.of(tokens).equals(net.finalMarking())) {
            int[] enabled = IntStream.range(0, net.transitions().size())
                    .filter(t -> firing.isEnabled(t, tokens))
                    .toArray();
            int fired = enabled[random.nextInt(enabled.length)];
            firing.fire(fired, tokens);
            String label = net.transitions().get(fired).label();
            if (label != null) {
                run.add(label);
            }
        }
        return run;
    }

    private List<String> withNoise(List<String> run, List<String> labels, double noise) {
        List<String> noisy = new ArrayList<>();
        for (String label : run) {
            switch (random.nextDouble() < noise ? random.nextInt(NOISES) : NOISES) {
                case 0 -> {
                    // left out
                }
                case 1 -> noisy.addAll(List.of(label, label));
                case 2 -> noisy.add(Math.max(0, noisy.size() - 1), label);
                case 3 -> noisy.addAll(List.of(label, labels.get(random.nextInt(labels.size()))));
                default -> noisy.add(label);
            }
        }
        return List.copyOf(noisy);
    }
}
