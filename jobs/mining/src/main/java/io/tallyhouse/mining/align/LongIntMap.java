package io.tallyhouse.mining.align;

import java.util.Arrays;

/** Numbers that are not negative, by key: an open-addressing table, since a search asks it millions of times. */
final class LongIntMap {
    private static final int NONE = -1;
    private static final int SMALLEST = 1 << 8;

    private long[] keys = new long[SMALLEST];
    private int[] values = filled(SMALLEST);
    private int size;

    private static int[] filled(int length) {
        int[] values = new int[length];
        Arrays.fill(values, NONE);
        return values;
    }

    /** The value, or -1 where there is none. */
    int get(long key) {
        return values[slot(key)];
    }

    /** @param value not negative */
    void put(long key, int value) {
        int slot = slot(key);
        if (values[slot] == NONE) {
            size++;
        }
        keys[slot] = key;
        values[slot] = value;
        if (size * 2 > values.length) {
            grow();
        }
    }

    int size() {
        return size;
    }

    void clear() {
        if (size > 0) {
            keys = new long[SMALLEST];
            values = filled(SMALLEST);
            size = 0;
        }
    }

    private int slot(long key) {
        int mask = values.length - 1;
        int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & mask;
        while (values[slot] != NONE && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = filled(oldValues.length * 2);
        for (int i = 0; i < oldValues.length; i++) {
            if (oldValues[i] != NONE) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }
}
