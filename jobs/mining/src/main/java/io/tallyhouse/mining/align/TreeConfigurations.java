package io.tallyhouse.mining.align;

import io.tallyhouse.mining.model.ProcessTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * How far a process tree has been run, and what each visible step makes of it.
 *
 * <p>Nothing is decided before a step needs it: a choice stays open until a step of one of its parts is taken, a block is ended only
 * when a later one begins, and what runs beside is left alone. A configuration therefore says only what the steps taken so far
 * force, and the silent steps, whose interleavings make the markings of the same tree many, do not occur at all. A step that needs
 * blocks ended costs what ending them costs at least; since the tree is made of blocks that is a recursion and no search. Two
 * configurations that agree on a part share it, with all that is known of it.
 *
 * <p>A configuration is a state of the whole tree. Configurations and what is known about them are kept for the next trace.
 */
final class TreeConfigurations implements Steps {
    private static final long[] NONE = {};

    private final BlockTree tree;
    private final BlockStates states;
    private final TreeBounds bounds;
    private final int keepAtMost;
    private final LongIntMap steps = new LongIntMap();
    private final List<int[]> stepsFound = new ArrayList<>();

    /** @param keepAtMost states and steps to keep from one trace to the next */
    TreeConfigurations(ProcessTree model, MoveCosts costs, int keepAtMost) {
        this.tree = new BlockTree(model, costs);
        this.states = new BlockStates(tree);
        this.bounds = new TreeBounds(tree, states);
        this.keepAtMost = keepAtMost;
    }

    /** Forgets what was found if it has grown large; configurations have new numbers afterwards. */
    void betweenTraces() {
        if (states.size() + stepsFound.size() > keepAtMost) {
            states.restart();
            bounds.restart();
            steps.clear();
            stepsFound.clear();
        }
    }

    /** The label's number, or a negative one where the tree does not have it. */
    int labelOf(String activity) {
        return tree.labelOf(activity);
    }

    TreeBounds bounds() {
        return bounds;
    }

    /** Nothing has been run. */
    @Override
    public int initial() {
        return BlockStates.fresh(0);
    }

    /** Least cost of the visible steps that end the run. */
    int ending(int configuration) {
        return states.ending(configuration);
    }

    @Override
    public int labels() {
        return tree.labels();
    }

    @Override
    public String name(int label) {
        return tree.name(label);
    }

    @Override
    public int modelCost(int label) {
        return tree.modelCost(label);
    }

    @Override
    public int logCost(int label) {
        return tree.logCost(label);
    }

    @Override
    public void after(int configuration, int label, IntConsumer told) {
        int[] found = steps(configuration, label);
        for (int i = 0; i < found.length && found[i] == 0; i += 2) {
            told.accept(found[i + 1]);
        }
    }

    @Override
    public boolean isPossible(int configuration, int label) {
        int[] found = steps(configuration, label);
        return found.length > 0 && found[0] == 0;
    }

    /**
     * What a step with the label can lead to, as pairs of the cost of the visible steps that must come before it and the
     * configuration after it, cheapest first. The order depends on the tree only.
     */
    int[] steps(int configuration, int label) {
        long key = (long) configuration * tree.labels() + label;
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
        for (int[] way : tree.ways(label)) {
            all = joined(all, enter(configuration, way, 0));
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
        long[] all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }

    /** Ways to take the leaf below a block that is in a state: cost of what is ended for it, and the block's state after it. */
    private long[] enter(int state, int[] way, int depth) {
        if (states.isDone(state)) {
            return NONE;
        }
        int block = states.block(state);
        return switch (tree.kind(block)) {
            case LEAF -> new long[] {option(0, BlockStates.done(block))};
            case SEQUENCE -> enterSequence(state, way, depth);
            case CHOICE -> enterChoice(state, way, depth);
            case PARALLEL -> enterParallel(state, way, depth);
            case LOOP -> enterLoop(state, way, depth);
            case SILENT -> throw new IllegalStateException("A silent block has no leaf");
        };
    }

    private long[] enterSequence(int state, int[] way, int depth) {
        int block = states.block(state);
        int part = way[depth];
        int running = states.running(state);
        if (part < running) {
            return NONE;
        } else if (part == running) {
            return within(block, part, 0, enter(states.runningState(state), way, depth + 1));
        }
        int[] inside = tree.parts(block);
        int before = states.ending(states.runningState(state));
        for (int i = running + 1; i < part; i++) {
            before += tree.shortest(inside[i]);
        }
        return begin(block, part, before, way, depth);
    }

    private long[] enterChoice(int state, int[] way, int depth) {
        int block = states.block(state);
        int part = way[depth];
        if (states.isFresh(state)) {
            return begin(block, part, 0, way, depth);
        }
        return part == states.running(state)
                ? within(block, part, 0, enter(states.runningState(state), way, depth + 1))
                : NONE;
    }

    private long[] enterParallel(int state, int[] way, int depth) {
        int part = way[depth];
        long[] options = enter(states.partState(state, part), way, depth + 1);
        long[] lifted = new long[options.length];
        for (int i = 0; i < options.length; i++) {
            lifted[i] = option(cost(options[i]), states.beside(state, part, after(options[i])));
        }
        return lifted;
    }

    private long[] enterLoop(int state, int[] way, int depth) {
        int block = states.block(state);
        int[] inside = tree.parts(block);
        int part = way[depth];
        int running = states.running(state);
        int ending = states.ending(states.runningState(state));
        if (part == running) {
            long[] here = within(block, part, 0, enter(states.runningState(state), way, depth + 1));
            if (part == BlockTree.EXIT) {
                return here;
            }
            int between = tree.shortest(inside[part == BlockTree.BODY ? BlockTree.REDO : BlockTree.BODY]);
            return joined(here, begin(block, part, ending + between, way, depth));
        }
        if (running == BlockTree.EXIT) {
            return NONE;
        }
        boolean needsBody = running == BlockTree.REDO && part == BlockTree.EXIT;
        int body = needsBody ? tree.shortest(inside[BlockTree.BODY]) : 0;
        return begin(block, part, ending + body, way, depth);
    }

    /** Takes the leaf in a part that has not begun. */
    private long[] begin(int block, int part, int before, int[] way, int depth) {
        return within(block, part, before, enter(BlockStates.fresh(tree.parts(block)[part]), way, depth + 1));
    }

    private long[] within(int block, int part, int before, long[] options) {
        long[] lifted = new long[options.length];
        for (int i = 0; i < options.length; i++) {
            lifted[i] = option(before + cost(options[i]), states.within(block, part, after(options[i])));
        }
        return lifted;
    }
}
