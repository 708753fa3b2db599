package io.tallyhouse.mining;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Numbers in order, compared by content: a key for markings, states and sequences. The array is not copied and must not change. */
public final class Ints {
    private final int[] values;
    private final int hash;

    private Ints(int[] values) {
        this.values = values;
        this.hash = Arrays.hashCode(values);
    }

    /** @param values kept as they are */
    public static Ints of(int[] values) {
        return new Ints(values);
    }

    /** @return the numbers; not to be changed */
    public int[] values() {
        return values;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Ints ints && ints.hash == hash && Arrays.equals(values, ints.values);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
