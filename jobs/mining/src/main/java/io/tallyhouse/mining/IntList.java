package io.tallyhouse.mining;

import java.util.Arrays;

/** A growing array of int; the search holds millions. */
public final class IntList {
    private int[] values = new int[64];
    private int size;

    /** Puts a value at the end. */
    public void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    /** @return the value at an index, counted from 0 */
    public int get(int index) {
        return values[index];
    }

    /** Replaces the value at an index that is there. */
    public void set(int index, int value) {
        values[index] = value;
    }

    /** @return the last value, which is taken out */
    public int removeLast() {
        return values[--size];
    }

    /** @return how many values there are */
    public int size() {
        return size;
    }

    /** @return whether there is none */
    public boolean isEmpty() {
        return size == 0;
    }

    /** @return a copy of the values */
    public int[] toArray() {
        return Arrays.copyOf(values, size);
    }

    /** Forgets the values, not the room for them. */
    public void clear() {
        size = 0;
    }
}
