package io.tallyhouse.mining.align;

import io.tallyhouse.mining.model.ProcessTree;
import io.tallyhouse.mining.model.ProcessTree.Activity;
import io.tallyhouse.mining.model.ProcessTree.Choice;
import io.tallyhouse.mining.model.ProcessTree.Loop;
import io.tallyhouse.mining.model.ProcessTree.Parallel;
import io.tallyhouse.mining.model.ProcessTree.Sequence;
import io.tallyhouse.mining.model.ProcessTree.Silent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a process tree has been run, and what each visible step makes of it.
 *
 * <p>Nothing is decided before a step needs it: a choice stays open until a step of one of its parts is taken, a block is ended only
 * when a later one begins, and what runs beside is left alone. A configuration therefore says only what the steps taken so far force,
 * and the silent steps, whose interleavings make the markings of the same tree many, do not occur at all. A step that needs blocks
 * ended costs what ending them costs at least; since the tree is made of blocks that is a recursion and no search.
 * Two configurations that agree on a part share it, with all that is known of it.
 *
 * <p>Configurations are numbers. They and what is known about them are kept for the next trace.
 */
final class TreeConfigurations implements Steps {
    /** A step that no leaf can take, or that there is no limit for. */
    static final int UNLIMITED = Integer.MAX_VALUE;

    private static final int LEAF = 0;
    private static final int SILENT = 1;
    private static final int SEQUENCE = 2;
    private static final int CHOICE = 3;
    private static final int PARALLEL = 4;
    private static final int LOOP = 5;

    private static final int BODY = 0;
    private static final int REDO = 1;
    private static final int EXIT = 2;

    private static final long[] NONE = {};

    private final List<String> labels;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final int keepAtMost;

    private final IntList kinds = new IntList();
    private final IntList labelOf = new IntList();
    /** Of each block, the least cost of running it without a synchronous move. */
    private final IntList shortest = new IntList();

    private final MoveCosts costs;
    private final List<int[]> parts = new ArrayList<>();
    /** Of each label, the ways down to its leaves: which part to take at each block. */
    private final List<List<int[]>> ways = new ArrayList<>();

    /** What a state is made of: its block, then the states of a parallel's parts, or which part is run and that part's state. */
    private final List<int[]> states = new ArrayList<>();

    private final Map<Key, Integer> indexes = new HashMap<>();
    private final IntList endings = new IntList();
    private final List<int @Nullable []> capacities = new ArrayList<>();
    private final LongIntMap steps = new LongIntMap();
    private final List<int[]> stepsFound = new ArrayList<>();
    private final Map<BitSet, Integer> sets = new HashMap<>();
    private final List<BitSet> setsFound = new ArrayList<>();
    private final LongIntMap needs = new LongIntMap();

    /** Arrays that compare by content. */
    private record Key(int[] values, int hash) {
        static Key of(int[] values) {
            return new Key(values, Arrays.hashCode(values));
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && key.hash == hash && Arrays.equals(values, key.values);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    /** @param keepAtMost states of blocks to keep from one trace to the next */
    TreeConfigurations(ProcessTree tree, MoveCosts costs, int keepAtMost) {
        this.keepAtMost = keepAtMost;
        this.costs = costs;
        this.labels = List.copyOf(tree.labels());
        for (int i = 0; i < labels.size(); i++) {
            numbers.put(labels.get(i), i);
            ways.add(new ArrayList<>());
        }
        block(tree, new int[0]);
        restart();
    }

    /** Numbers a block before its parts, so that the tree is block 0. */
    private int block(ProcessTree tree, int[] way) {
        int block = kinds.size();
        kinds.add(kind(tree));
        labelOf.add(-1);
        shortest.add(0);
        parts.add(new int[0]);
        if (tree instanceof Activity activity) {
            int label = numbers.getOrDefault(activity.label(), -1);
            labelOf.set(block, label);
            ways.get(label).add(way);
        }
        List<ProcessTree> inside = tree.parts();
        int[] numbered = new int[inside.size()];
        for (int i = 0; i < numbered.length; i++) {
            int[] longer = Arrays.copyOf(way, way.length + 1);
            longer[way.length] = i;
            numbered[i] = block(inside.get(i), longer);
        }
        parts.set(block, numbered);
        shortest.set(block, shortestOf(tree, numbered));
        return block;
    }

    private int shortestOf(ProcessTree tree, int[] inside) {
        if (tree instanceof Activity activity) {
            return costs.ofModel(activity.label());
        }
        int least = Integer.MAX_VALUE;
        int sum = 0;
        for (int i = 0; i < inside.length; i++) {
            int of = shortest.get(inside[i]);
            least = Math.min(least, of);
            sum = tree instanceof Loop && i == REDO ? sum : Math.addExact(sum, of);
        }
        return tree instanceof Choice ? least : sum;
    }

    private static int kind(ProcessTree tree) {
        if (tree instanceof Activity) {
            return LEAF;
        } else if (tree instanceof Sequence) {
            return SEQUENCE;
        } else if (tree instanceof Choice) {
            return CHOICE;
        } else if (tree instanceof Parallel) {
            return PARALLEL;
        } else if (tree instanceof Loop) {
            return LOOP;
        }
        if (!(tree instanceof Silent)) {
            throw new IllegalArgumentException("Cannot run a block of an unknown kind: " + tree);
        }
        return SILENT;
    }

    /** Forgets what was found if it has grown large; configurations have new numbers afterwards. */
    void betweenTraces() {
        if (states.size() + stepsFound.size() > keepAtMost) {
            restart();
        }
    }

    private void restart() {
        states.clear();
        indexes.clear();
        endings.clear();
        capacities.clear();
        steps.clear();
        stepsFound.clear();
        sets.clear();
        setsFound.clear();
        needs.clear();
        for (int block = 0; block < kinds.size(); block++) {
            add(new int[] {block}, shortest.get(block));
            add(new int[] {block}, 0);
        }
    }

    private int add(int[] state, int ending) {
        states.add(state);
        endings.add(ending);
        capacities.add(null);
        return states.size() - 1;
    }

    /** Nothing has been run. */
    int initial() {
        return fresh(0);
    }

    @Override
    public int labels() {
        return labels.size();
    }

    /** @return number of the activity, in the order of the labels, or -1 where the tree does not have it */
    int labelOf(String activity) {
        return numbers.getOrDefault(activity, -1);
    }

    /** Cost of a visible model move. */
    int modelCost(int label) {
        return costs.ofModel(labels.get(label));
    }

    /** Cost of a log move. */
    int logCost(int label) {
        return costs.ofLog(labels.get(label));
    }

    @Override
    public String name(int label) {
        return labels.get(label);
    }

    @Override
    public IndexSet start() {
        IndexSet start = new IndexSet();
        start.add(initial());
        return start;
    }

    @Override
    public IndexSet after(IndexSet configurations, int label) {
        IndexSet after = new IndexSet();
        for (int i = 0; i < configurations.size(); i++) {
            int[] steps = steps(configurations.get(i), label);
            for (int s = 0; s < steps.length && steps[s] == 0; s += 2) {
                after.add(steps[s + 1]);
            }
        }
        return after;
    }

    @Override
    public boolean isPossible(IndexSet configurations, int label) {
        for (int i = 0; i < configurations.size(); i++) {
            int[] steps = steps(configurations.get(i), label);
            if (steps.length > 0 && steps[0] == 0) {
                return true;
            }
        }
        return false;
    }

    /** Least cost of the visible steps that end the run. */
    int ending(int configuration) {
        return endings.get(configuration);
    }

    /**
     * What a step with the label can lead to, as pairs of the cost of the visible steps that must come before it and the configuration
     * after it, cheapest first. The order depends on the tree only.
     */
    int[] steps(int configuration, int label) {
        long key = (long) configuration * labels.size() + label;
        int known = steps.get(key);
        if (known >= 0) {
            return stepsFound.get(known);
        }
        int[] found = find(configuration, label);
        steps.put(key, stepsFound.size());
        stepsFound.add(found);
        return found;
    }

    private int[] find(int configuration, int label) {
        long[] all = NONE;
        for (int[] way : ways.get(label)) {
            all = joined(all, enter(configuration, 0, way, 0));
        }
        int[] pairs = new int[2 * all.length];
        int size = 0;
        // By insertion, so that equal costs stay in the order of the leaves, whatever the numbers of the configurations
        // are.
        for (long option : all) {
            int cost = cost(option);
            int after = after(option);
            int place = 0;
            while (place < size && pairs[place + 1] != after) {
                place += 2;
            }
            if (place < size) {
                if (pairs[place] <= cost) {
                    continue;
                }
                System.arraycopy(pairs, place + 2, pairs, place, size - place - 2);
                size -= 2;
            }
            place = size;
            while (place > 0 && pairs[place - 2] > cost) {
                pairs[place] = pairs[place - 2];
                pairs[place + 1] = pairs[place - 1];
                place -= 2;
            }
            pairs[place] = cost;
            pairs[place + 1] = after;
            size += 2;
        }
        return Arrays.copyOf(pairs, size);
    }

    private static int cost(long option) {
        return (int) (option >>> 32);
    }

    private static int after(long option) {
        return (int) option;
    }

    private static long option(int cost, int state) {
        return (long) cost << 32 | state;
    }

    private static long[] joined(long[] some, long[] more) {
        if (some.length == 0) {
            return more;
        }
        long[] all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }

    /** Ways to take the leaf below a block that is in a state: cost of what is ended for it, and the block's state after it. */
    private long[] enter(int state, int block, int[] way, int depth) {
        if (state == done(block)) {
            return NONE;
        }
        int kind = kinds.get(block);
        if (kind == LEAF) {
            return new long[] {option(0, done(block))};
        }
        int[] inside = parts.get(block);
        int part = way[depth];
        int[] at = states.get(state);
        boolean isFresh = state == fresh(block);
        switch (kind) {
            case SEQUENCE: {
                int running = isFresh ? 0 : at[1];
                int runningState = isFresh ? fresh(inside[0]) : at[2];
                if (part < running) {
                    return NONE;
                }
                int before = 0;
                if (part > running) {
                    before = ending(runningState);
                    for (int i = running + 1; i < part; i++) {
                        before += shortest.get(inside[i]);
                    }
                    runningState = fresh(inside[part]);
                }
                return within(block, part, before, enter(runningState, inside[part], way, depth + 1));
            }
            case CHOICE: {
                if (!isFresh && at[1] != part) {
                    return NONE;
                }
                int running = isFresh ? fresh(inside[part]) : at[2];
                return within(block, part, 0, enter(running, inside[part], way, depth + 1));
            }
            case PARALLEL: {
                int running = isFresh ? fresh(inside[part]) : at[1 + part];
                long[] options = enter(running, inside[part], way, depth + 1);
                long[] lifted = new long[options.length];
                for (int i = 0; i < options.length; i++) {
                    lifted[i] = option(cost(options[i]), beside(block, isFresh ? null : at, part, after(options[i])));
                }
                return lifted;
            }
            case LOOP:
                return enterLoop(state, block, way, depth);
            default:
                throw new IllegalStateException("A silent block has no leaf");
        }
    }

    private long[] enterLoop(int state, int block, int[] way, int depth) {
        int[] inside = parts.get(block);
        int[] at = states.get(state);
        boolean isFresh = state == fresh(block);
        int running = isFresh ? BODY : at[1];
        int runningState = isFresh ? fresh(inside[BODY]) : at[2];
        int part = way[depth];
        if (part == running) {
            long[] here = within(block, part, 0, enter(runningState, inside[part], way, depth + 1));
            if (part == EXIT) {
                return here;
            }
            int between = shortest.get(inside[part == BODY ? REDO : BODY]);
            long[] again = within(
                    block,
                    part,
                    ending(runningState) + between,
                    enter(fresh(inside[part]), inside[part], way, depth + 1));
            return joined(here, again);
        }
        if (running == EXIT) {
            return NONE;
        }
        int before = ending(runningState) + (running == REDO && part == EXIT ? shortest.get(inside[BODY]) : 0);
        return within(block, part, before, enter(fresh(inside[part]), inside[part], way, depth + 1));
    }

    private long[] within(int block, int part, int before, long[] options) {
        long[] lifted = new long[options.length];
        for (int i = 0; i < options.length; i++) {
            lifted[i] = option(before + cost(options[i]), running(block, part, after(options[i])));
        }
        return lifted;
    }

    private static int fresh(int block) {
        return 2 * block;
    }

    private static int done(int block) {
        return 2 * block + 1;
    }

    /** A block of which one part is run. States that allow the same are the same. */
    private int running(int block, int part, int state) {
        int[] inside = parts.get(block);
        int kind = kinds.get(block);
        int now = part;
        int nowState = state;
        if (state == done(inside[part])) {
            if (kind == CHOICE || kind == SEQUENCE && part == inside.length - 1 || kind == LOOP && part == EXIT) {
                return done(block);
            }
            if (kind == LOOP && part == REDO) {
                return fresh(block);
            }
            if (kind == SEQUENCE) {
                now++;
                nowState = fresh(inside[now]);
            }
        }
        if (nowState == fresh(inside[now]) && (kind == LOOP && now == BODY || kind == SEQUENCE && now == 0)) {
            // A loop inside has come round.
            return fresh(block);
        }
        int[] made = {block, now, nowState};
        Integer known = indexes.get(Key.of(made));
        return known != null ? known : index(made, endingOf(block, now, nowState));
    }

    private int endingOf(int block, int part, int state) {
        int[] inside = parts.get(block);
        int ending = ending(state);
        if (kinds.get(block) == SEQUENCE) {
            for (int i = part + 1; i < inside.length; i++) {
                ending += shortest.get(inside[i]);
            }
        } else if (kinds.get(block) == LOOP && part != EXIT) {
            ending += shortest.get(inside[EXIT]) + (part == REDO ? shortest.get(inside[BODY]) : 0);
        }
        return ending;
    }

    /** A parallel block whose part has gone on. */
    private int beside(int block, int @Nullable [] at, int part, int state) {
        int[] inside = parts.get(block);
        int[] made = new int[inside.length + 1];
        made[0] = block;
        boolean isDone = true;
        boolean isFresh = true;
        int ending = 0;
        for (int i = 0; i < inside.length; i++) {
            int of = i == part ? state : at == null ? fresh(inside[i]) : at[i + 1];
            made[i + 1] = of;
            isDone &= of == done(inside[i]);
            isFresh &= of == fresh(inside[i]);
            ending += ending(of);
        }
        if (isDone || isFresh) {
            return isDone ? done(block) : fresh(block);
        }
        Integer known = indexes.get(Key.of(made));
        return known != null ? known : index(made, ending);
    }

    private int index(int[] made, int ending) {
        int index = add(made, ending);
        indexes.put(Key.of(made), index);
        return index;
    }

    /** How many steps with each label can still come at most; {@link #UNLIMITED} in loops. */
    int[] capacities(int state) {
        int[] known = capacities.get(state);
        if (known == null) {
            known = capacitiesOf(state);
            capacities.set(state, known);
        }
        return known;
    }

    private int[] capacitiesOf(int state) {
        int[] at = states.get(state);
        int block = at[0];
        int[] sum = new int[labels.size()];
        if (state == done(block)) {
            return sum;
        }
        int[] inside = parts.get(block);
        boolean isFresh = state == fresh(block);
        switch (kinds.get(block)) {
            case LEAF -> sum[labelOf.get(block)] = 1;
            case SEQUENCE -> {
                int running = isFresh ? 0 : at[1];
                add(sum, capacities(isFresh ? fresh(inside[0]) : at[2]));
                for (int i = running + 1; i < inside.length; i++) {
                    add(sum, capacities(fresh(inside[i])));
                }
            }
            case CHOICE -> {
                if (!isFresh) {
                    return capacities(at[2]);
                }
                for (int part : inside) {
                    int[] of = capacities(fresh(part));
                    for (int i = 0; i < sum.length; i++) {
                        sum[i] = Math.max(sum[i], of[i]);
                    }
                }
            }
            case PARALLEL -> {
                for (int i = 0; i < inside.length; i++) {
                    add(sum, capacities(isFresh ? fresh(inside[i]) : at[i + 1]));
                }
            }
            case LOOP -> {
                if (!isFresh && at[1] == EXIT) {
                    return capacities(at[2]);
                }
                add(sum, capacities(fresh(inside[EXIT])));
                unlimited(sum, capacities(fresh(inside[BODY])));
                unlimited(sum, capacities(fresh(inside[REDO])));
            }
            default -> {}
        }
        return sum;
    }

    private static void add(int[] sum, int[] more) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] = sum[i] == UNLIMITED || more[i] == UNLIMITED ? UNLIMITED : sum[i] + more[i];
        }
    }

    private static void unlimited(int[] sum, int[] more) {
        for (int i = 0; i < sum.length; i++) {
            if (more[i] > 0) {
                sum[i] = UNLIMITED;
            }
        }
    }

    /** The number of a set of labels, for {@link #needed}. */
    int set(BitSet members) {
        Integer known = sets.get(members);
        if (known != null) {
            return known;
        }
        BitSet copy = (BitSet) members.clone();
        sets.put(copy, setsFound.size());
        setsFound.add(copy);
        return setsFound.size() - 1;
    }

    /** Least cost of the visible steps that end the run where those with labels of the set are free. */
    int needed(int state, int set) {
        if (endings.get(state) == 0) {
            return 0;
        }
        long key = (long) state << 32 | set;
        int known = needs.get(key);
        if (known < 0) {
            known = neededOf(state, set);
            needs.put(key, known);
        }
        return known;
    }

    private int neededOf(int state, int set) {
        int[] at = states.get(state);
        int block = at[0];
        int[] inside = parts.get(block);
        boolean isFresh = state == fresh(block);
        switch (kinds.get(block)) {
            case LEAF:
                return setsFound.get(set).get(labelOf.get(block)) ? 0 : shortest.get(block);
            case SEQUENCE: {
                int sum = needed(isFresh ? fresh(inside[0]) : at[2], set);
                for (int i = isFresh ? 1 : at[1] + 1; i < inside.length; i++) {
                    sum += needed(fresh(inside[i]), set);
                }
                return sum;
            }
            case CHOICE: {
                if (!isFresh) {
                    return needed(at[2], set);
                }
                int least = Integer.MAX_VALUE;
                for (int part : inside) {
                    least = Math.min(least, needed(fresh(part), set));
                }
                return least;
            }
            case PARALLEL: {
                int sum = 0;
                for (int i = 0; i < inside.length; i++) {
                    sum += needed(isFresh ? fresh(inside[i]) : at[i + 1], set);
                }
                return sum;
            }
            default: {
                int running = isFresh ? BODY : at[1];
                int sum = needed(isFresh ? fresh(inside[BODY]) : at[2], set);
                if (running == REDO) {
                    sum += needed(fresh(inside[BODY]), set);
                }
                return running == EXIT ? sum : sum + needed(fresh(inside[EXIT]), set);
            }
        }
    }
}
