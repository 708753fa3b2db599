package io.tallyhouse.mining.align;

import io.tallyhouse.mining.IntList;
import java.util.BitSet;

/** Small numbers without repetition, in the order they came. */
final class IndexSet {
    private final IntList order = new IntList();
    private final BitSet members = new BitSet();

    void add(int index) {
        if (!members.get(index)) {
            members.set(index);
            order.add(index);
        }
    }

    boolean contains(int index) {
        return members.get(index);
    }

    int get(int place) {
        return order.get(place);
    }

    int size() {
        return order.size();
    }

    boolean isEmpty() {
        return order.isEmpty();
    }
}
