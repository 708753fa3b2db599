package io.tallyhouse.mining.align;

import io.tallyhouse.mining.IntList;
import io.tallyhouse.mining.Ints;
import io.tallyhouse.mining.align.BlockTree.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far each block of a tree has been run: a state is a number, and states that allow the same are the same state. A block has not
 * begun, or is done, or one of its parts is running; of a parallel block each part has a state of its own.
 */
final class BlockStates {
    private final BlockTree tree;
    /** Its block, then the states of a parallel's parts, or which part is running and that part's state. */
    private final List<int[]> states = new ArrayList<>();

    private final Map<Ints, Integer> indexes = new HashMap<>();
    private final IntList endings = new IntList();

    BlockStates(BlockTree tree) {
        this.tree = tree;
        restart();
    }

    /** Forgets all states but those of blocks that have not begun, and of blocks that are done. */
    void restart() {
        states.clear();
        indexes.clear();
        endings.clear();
        for (int block = 0; block < tree.blocks(); block++) {
            add(new int[] {block}, tree.shortest(block));
            add(new int[] {block}, 0);
        }
    }

    private int add(int[] state, int ending) {
        states.add(state);
        endings.add(ending);
        return states.size() - 1;
    }

    int size() {
        return states.size();
    }

    static int fresh(int block) {
        return 2 * block;
    }

    static int done(int block) {
        return 2 * block + 1;
    }

    int block(int state) {
        return states.get(state)[0];
    }

    boolean isFresh(int state) {
        return state == fresh(block(state));
    }

    boolean isDone(int state) {
        return state == done(block(state));
    }

    /** The part that is running or, of a block that has not begun, the first. */
    int running(int state) {
        return isFresh(state) ? 0 : states.get(state)[1];
    }

    /** The state of the part that is running. */
    int runningState(int state) {
        return isFresh(state) ? fresh(tree.parts(block(state))[0]) : states.get(state)[2];
    }

    /** The state of a part of a parallel block. */
    int partState(int state, int part) {
        return isFresh(state) ? fresh(tree.parts(block(state))[part]) : states.get(state)[1 + part];
    }

    /** Least cost of the visible steps that end the block. */
    int ending(int state) {
        return endings.get(state);
    }

    /** A block of which one part is running, in a state. */
    int within(int block, int part, int state) {
        int[] inside = tree.parts(block);
        Kind kind = tree.kind(block);
        int now = part;
        int nowState = state;
        if (state == done(inside[part])) {
            // The exit is the last part of a loop.
            if (kind == Kind.CHOICE || part == inside.length - 1) {
                return done(block);
            }
            if (kind == Kind.LOOP && part == BlockTree.REDO) {
                return fresh(block);
            }
            if (kind == Kind.SEQUENCE) {
                now++;
                nowState = fresh(inside[now]);
            }
        }
        if (now == 0 && nowState == fresh(inside[0]) && (kind == Kind.LOOP || kind == Kind.SEQUENCE)) {
            // A loop inside has come round.
            return fresh(block);
        }
        int[] made = {block, now, nowState};
        Integer known = indexes.get(Ints.of(made));
        return known != null ? known : index(made, endingOf(block, now, nowState));
    }

    private int endingOf(int block, int part, int state) {
        int[] inside = tree.parts(block);
        int ending = ending(state);
        if (tree.kind(block) == Kind.SEQUENCE) {
            for (int i = part + 1; i < inside.length; i++) {
                ending += tree.shortest(inside[i]);
            }
        } else if (tree.kind(block) == Kind.LOOP && part != BlockTree.EXIT) {
            ending += tree.shortest(inside[BlockTree.EXIT]);
            ending += part == BlockTree.REDO ? tree.shortest(inside[BlockTree.BODY]) : 0;
        }
        return ending;
    }

    /** A parallel block whose part has gone on to a state, all others as they were. */
    int beside(int before, int part, int state) {
        int block = block(before);
        int[] inside = tree.parts(block);
        int[] made = new int[inside.length + 1];
        made[0] = block;
        boolean isDone = true;
        boolean isFresh = true;
        int ending = 0;
        for (int i = 0; i < inside.length; i++) {
            int of = i == part ? state : partState(before, i);
            made[i + 1] = of;
            isDone &= isDone(of);
            isFresh &= isFresh(of);
            ending += ending(of);
        }
        if (isDone || isFresh) {
            return isDone ? done(block) : fresh(block);
        }
        Integer known = indexes.get(Ints.of(made));
        return known != null ? known : index(made, ending);
    }

    private int index(int[] made, int ending) {
        int index = add(made, ending);
        indexes.put(Ints.of(made), index);
        return index;
    }
}
