package io.tallyhouse.mining.model;

import java.util.Arrays;

/** How many tokens each place of a net holds, by the place's index. */
public final class Marking {
    private final int[] tokens;

    private Marking(int[] tokens) {
        this.tokens = tokens;
    }

    /** @throws InvalidModelException if a number is negative */
    public static Marking of(int... tokens) {
        for (int count : tokens) {
            if (count < 0) {
                throw InvalidModelException.inNet("a marking with %d tokens in a place".formatted(count));
            }
        }
        return new Marking(tokens.clone());
    }

    /** @return the number of tokens in the place */
    public int tokens(int place) {
        return tokens[place];
    }

    /** @return the number of places */
    public int places() {
        return tokens.length;
    }

    /** @return tokens by place, a copy */
    public int[] toArray() {
        return tokens.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Marking marking && Arrays.equals(tokens, marking.tokens);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(tokens);
    }

    @Override
    public String toString() {
        return Arrays.toString(tokens);
    }
}
