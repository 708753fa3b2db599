package io.tallyhouse.statistics.hours;

/**
 * The SplitMix64 generator (Steele, Lea, Flood 2014, "Fast splittable pseudorandom number generators"), written out so that a
 * seed gives the same draws on every JDK.
 */
final class SplitMix64 {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    SplitMix64(long seed) {
        state = seed;
    }

    long nextLong() {
        state += GOLDEN_GAMMA;
        long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** Uniform from 0 to {@code bound − 1}: the upper 31 bits, drawn again where they would favour small numbers. */
    int nextInt(int bound) {
        int limit = Integer.MAX_VALUE - (int) ((Integer.MAX_VALUE + 1L) % bound);
        int bits;
        do {
            bits = (int) (nextLong() >>> 33);
        } while (bits > limit);
        return bits % bound;
    }
}
