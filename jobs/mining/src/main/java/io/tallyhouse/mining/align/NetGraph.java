package io.tallyhouse.mining.align;

import io.tallyhouse.mining.Ints;
import io.tallyhouse.mining.OverBudget;
import io.tallyhouse.mining.model.AcceptingPetriNet;
import io.tallyhouse.mining.model.Firing;
import io.tallyhouse.mining.model.StubbornSteps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * The markings of a net and the steps between them, found as far as they are asked for and kept for the next trace. Labels are
 * numbers in the order of {@link String#compareTo}, so that the smaller number is the smaller label.
 *
 * <p>Nothing is fired before it is needed: a set of markings stands for all that silent steps lead to from there, and only what a
 * visible step cannot do without is fired before it. Of many branches that can be passed over silently not each combination becomes a
 * marking.
 */
final class NetGraph implements Steps {
    /** The label of silent steps. */
    static final int SILENT = -1;

    /** Markings that silent steps before one visible step may lead to; a net that can go on silently without end has no last one. */
    private static final int CLOSURE_AT_MOST = 20_000;

    private static final int[] OVER_BUDGET = {};

    private final AcceptingPetriNet net;
    private final List<String> labels;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Firing firing;
    private final StubbornSteps stubborn;
    private final List<Projection> projections;
    private final int[] accepting;
    /** By transition; {@link #SILENT} for silent ones. */
    private final int[] labelOf;

    private final int[][] transitionsOf;
    private final BitSet all = new BitSet();
    /** By label, what a way to its next step may be made of: silent transitions and those of the label. */
    private final BitSet[] silentAnd;

    private final int[] modelCosts;
    private final int[] logCosts;
    private final int keepAtMost;
    private final Map<Ints, Integer> indexes = new HashMap<>();
    private final List<int[]> markings = new ArrayList<>();
    private final List<int[]> shadows = new ArrayList<>();
    private final LongIntMap known = new LongIntMap();
    private final List<int[]> found = new ArrayList<>();

    /**
     * @param projections in which each marking has a shadow
     * @param keepAtMost markings to keep from one trace to the next
     */
    NetGraph(AcceptingPetriNet net, MoveCosts costs, List<Projection> projections, int keepAtMost) {
        this.net = net;
        this.projections = projections;
        this.keepAtMost = keepAtMost;
        this.labels = List.copyOf(net.labels());
        for (int i = 0; i < labels.size(); i++) {
            numbers.put(labels.get(i), i);
        }
        int transitions = net.transitions().size();
        this.firing = new Firing(net);
        this.stubborn = new StubbornSteps(net, firing);
        this.accepting = firing.accepting();
        this.labelOf = net.transitions().stream()
                .mapToInt(t -> t.label() == null ? SILENT : numbers.getOrDefault(t.label(), SILENT))
                .toArray();
        this.modelCosts = labels.stream().mapToInt(costs::ofModel).toArray();
        this.logCosts = labels.stream().mapToInt(costs::ofLog).toArray();
        all.set(0, transitions);
        this.transitionsOf = labels.stream().map(firing::labelled).toArray(int[][]::new);
        this.silentAnd = Arrays.stream(transitionsOf).map(this::withSilent).toArray(BitSet[]::new);
        restart();
    }

    private BitSet withSilent(int[] transitions) {
        BitSet set = new BitSet();
        IntStream.concat(Arrays.stream(transitions), Arrays.stream(firing.silent()))
                .forEach(set::set);
        return set;
    }

    /** Forgets what was found if it has grown large; markings have new indexes afterwards. */
    void betweenTraces() {
        if (markings.size() > keepAtMost) {
            indexes.clear();
            markings.clear();
            shadows.clear();
            known.clear();
            found.clear();
            restart();
        }
    }

    private void restart() {
        index(net.initial().toArray(), new int[projections.size()]);
    }

    @Override
    public int initial() {
        return 0;
    }

    boolean isAccepting(int marking) {
        return Arrays.equals(markings.get(marking), accepting);
    }

    /** The label's number, or -1 where the net does not have it. */
    int labelOf(String activity) {
        return numbers.getOrDefault(activity, SILENT);
    }

    int labelOf(int transition) {
        return labelOf[transition];
    }

    int[] transitionsOf(int label) {
        return transitionsOf[label];
    }

    int transitions() {
        return labelOf.length;
    }

    @Override
    public int labels() {
        return labels.size();
    }

    @Override
    public int modelCost(int label) {
        return modelCosts[label];
    }

    @Override
    public int logCost(int label) {
        return logCosts[label];
    }

    @Override
    public String name(int label) {
        return labels.get(label);
    }

    /** The number of a marking's state in each projection; not to be changed. */
    int[] shadows(int marking) {
        return shadows.get(marking);
    }

    /** @throws OverBudget where the silent steps that it needs lead to more markings than allowed */
    @Override
    public void after(int marking, int label, IntConsumer told) {
        for (int target : after(marking, label)) {
            told.accept(target);
        }
    }

    /** @throws OverBudget as {@link #after(int, int, IntConsumer)} */
    @Override
    public boolean isPossible(int marking, int label) {
        return after(marking, label).length > 0;
    }

    private int[] after(int marking, int label) {
        long key = key(marking, labels.size() + 1 + label);
        int at = known.get(key);
        int[] targets = at >= 0 ? found.get(at) : keep(key, afterSilent(marking, label));
        if (targets == OVER_BUDGET) {
            throw new OverBudget();
        }
        return targets;
    }

    private int[] afterSilent(int marking, int label) {
        IndexSet closure = new IndexSet();
        IndexSet after = new IndexSet();
        closure.add(marking);
        for (int i = 0; i < closure.size(); i++) {
            int here = closure.get(i);
            for (int transition : stubborn.towards(transitionsOf[label], markings.get(here), silentAnd[label])) {
                (labelOf[transition] == SILENT ? closure : after).add(fired(here, transition));
            }
            if (closure.size() > CLOSURE_AT_MOST) {
                return OVER_BUDGET;
            }
        }
        int[] targets = new int[after.size()];
        Arrays.setAll(targets, after::get);
        return targets;
    }

    /** Steps that a way to the next step with the label can begin with, that step among them: pairs of transition and marking. */
    int[] towards(int marking, int label) {
        return towards(marking, label, false);
    }

    /** Steps that a way to the end can begin with: pairs of transition and marking. */
    int[] towardsEnd(int marking) {
        return towards(marking, labels.size(), true);
    }

    private int[] towards(int marking, int label, boolean isEnd) {
        long key = key(marking, label);
        int at = known.get(key);
        if (at >= 0) {
            return found.get(at);
        }
        int[] tokens = markings.get(marking);
        int[] transitions = isEnd
                ? stubborn.towardsMarking(accepting, tokens, all)
                : stubborn.towards(transitionsOf[label], tokens, all);
        int[] pairs = new int[transitions.length * 2];
        for (int i = 0; i < transitions.length; i++) {
            pairs[2 * i] = transitions[i];
            pairs[2 * i + 1] = fired(marking, transitions[i]);
        }
        return keep(key, pairs);
    }

    private long key(int marking, int of) {
        return (long) marking * (2 * labels.size() + 1) + of;
    }

    private int[] keep(long key, int[] steps) {
        known.put(key, found.size());
        found.add(steps);
        return steps;
    }

    private int fired(int marking, int transition) {
        int[] tokens = markings.get(marking).clone();
        firing.fire(transition, tokens);
        Integer index = indexes.get(Ints.of(tokens));
        if (index != null) {
            return index;
        }
        int[] shadow = new int[projections.size()];
        Arrays.setAll(shadow, i -> projections.get(i).after(shadows.get(marking)[i], transition));
        return index(tokens, shadow);
    }

    private int index(int[] tokens, int[] shadow) {
        indexes.put(Ints.of(tokens), markings.size());
        markings.add(tokens);
        shadows.add(shadow);
        return markings.size() - 1;
    }
}
