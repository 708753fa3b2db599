package io.tallyhouse.sample.world;

import java.util.HexFormat;

/**
 * A stream of random draws that belongs to one entity and one purpose, so that no entity's draws depend on another's.
 *
 * <p>SplitMix64 (Steele, Lea and Flood 2014), and {@link StrictMath} for logarithms: the same on every machine.
 */
public final class Draw {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    private Draw(long state) {
        this.state = state;
    }

    /** The stream of a purpose and the entity's keys under a seed. */
    public static Draw of(long seed, String purpose, long... keys) {
        long state = mix(seed + GOLDEN);
        for (int i = 0; i < purpose.length(); i++) {
            state = mix((state ^ purpose.charAt(i)) + GOLDEN);
        }
        for (long key : keys) {
            state = mix((state ^ key) + GOLDEN);
        }
        return new Draw(state);
    }

    private static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private long next() {
        state += GOLDEN;
        return mix(state);
    }

    /** Uniform in [0, 1). */
    public double uniform() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    /** True with the given probability. */
    public boolean chance(double probability) {
        return uniform() < probability;
    }

    /** A whole number from low to high, both included. */
    public long between(long low, long high) {
        return low + (long) (uniform() * (high - low + 1));
    }

    /** An index below the size. */
    public int index(int size) {
        return (int) (uniform() * size);
    }

    /** Exponential with the given mean. */
    public double exponential(double mean) {
        return -mean * StrictMath.log(1 - uniform());
    }

    /** Standard normal (Box and Muller). */
    public double normal() {
        double radius = Math.sqrt(-2 * StrictMath.log(1 - uniform()));
        return radius * StrictMath.cos(2 * StrictMath.PI * uniform());
    }

    /** Log-normal with mean 1 and the given sigma of the logarithm. */
    public double logNormal(double sigma) {
        return StrictMath.exp(sigma * normal() - sigma * sigma / 2);
    }

    /** An index drawn in proportion to weights. */
    public int pick(double... weights) {
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        double rest = uniform() * total;
        for (int i = 0; i < weights.length - 1; i++) {
            rest -= weights[i];
            if (rest < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }

    /** Poisson with the given mean (counting exponential gaps). */
    public int poisson(double mean) {
        int count = 0;
        for (double sum = exponential(1); sum < mean; sum += exponential(1)) {
            count++;
        }
        return count;
    }

    /** 32 hexadecimal digits, the shape of a ServiceNow sys_id. */
    public String hex32() {
        return HexFormat.of().toHexDigits(next()) + HexFormat.of().toHexDigits(next());
    }
}
