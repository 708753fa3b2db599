package io.tallyhouse.mining.align;

import io.tallyhouse.mining.IntList;
import java.util.Arrays;

/**
 * The states of one search: a marking and how much of the trace is done, with the least cost known and the steps that reach it at
 * that cost. An open-addressing table finds a state by its key.
 */
final class ProductStates {
    private static final int NONE = -1;

    private final int positions;
    private final IntList markings = new IntList();
    private final IntList done = new IntList();
    private final IntList costs = new IntList();
    private final IntList newestArrival = new IntList();
    private final IntList arrivalFrom = new IntList();
    private final IntList arrivalBefore = new IntList();
    private int[] table = new int[1 << 10];

    ProductStates(int traceLength) {
        this.positions = traceLength + 1;
        Arrays.fill(table, NONE);
    }

    int size() {
        return markings.size();
    }

    int marking(int state) {
        return markings.get(state);
    }

    int done(int state) {
        return done.get(state);
    }

    int cost(int state) {
        return costs.get(state);
    }

    /** The state, or -1 if the search has not met it. */
    int find(int marking, int position) {
        return table[slot(marking, position)];
    }

    /** Makes a state known at a cost; its number. */
    int add(int marking, int position, int cost) {
        int slot = slot(marking, position);
        int state = markings.size();
        table[slot] = state;
        markings.add(marking);
        done.add(position);
        costs.add(cost);
        newestArrival.add(NONE);
        if (state * 2 > table.length) {
            grow();
        }
        return state;
    }

    /** A cheaper way was found: the dearer arrivals are forgotten. */
    void cheaper(int state, int cost) {
        costs.set(state, cost);
        newestArrival.set(state, NONE);
    }

    void arrival(int from, int to) {
        arrivalFrom.add(from);
        arrivalBefore.add(newestArrival.get(to));
        newestArrival.set(to, arrivalFrom.size() - 1);
    }

    /** All states from which the goal is reached at the least cost of the whole. */
    boolean[] leadingTo(int goal) {
        boolean[] leading = new boolean[size()];
        IntList open = new IntList();
        leading[goal] = true;
        open.add(goal);
        while (!open.isEmpty()) {
            int arrival = newestArrival.get(open.removeLast());
            while (arrival != NONE) {
                int from = arrivalFrom.get(arrival);
                if (!leading[from]) {
                    leading[from] = true;
                    open.add(from);
                }
                arrival = arrivalBefore.get(arrival);
            }
        }
        return leading;
    }

    private int slot(int marking, int position) {
        long key = (long) marking * positions + position;
        int mask = table.length - 1;
        int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & mask;
        while (table[slot] != NONE && !is(table[slot], marking, position)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private boolean is(int state, int marking, int position) {
        return markings.get(state) == marking && done.get(state) == position;
    }

    private void grow() {
        table = new int[table.length * 2];
        Arrays.fill(table, NONE);
        for (int state = 0; state < size(); state++) {
            table[slot(markings.get(state), done.get(state))] = state;
        }
    }
}
