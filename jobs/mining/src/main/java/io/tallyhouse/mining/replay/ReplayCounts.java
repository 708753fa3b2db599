package io.tallyhouse.mining.replay;

import java.util.Arrays;

/**
 * Tokens by place and steps by transition, of one trace or added up over many. The initial marking is produced and the final one
 * consumed, as if by the world around the net.
 */
public final class ReplayCounts {
    private final long[] produced;
    private final long[] consumed;
    private final long[] missing;
    private final long[] remaining;
    private final long[] fired;
    private final long[] forced;
    private long unknown;

    ReplayCounts(int places, int transitions) {
        this.produced = new long[places];
        this.consumed = new long[places];
        this.missing = new long[places];
        this.remaining = new long[places];
        this.fired = new long[transitions];
        this.forced = new long[transitions];
    }

    void produce(int place, long tokens) {
        produced[place] += tokens;
    }

    void consume(int place, long tokens) {
        consumed[place] += tokens;
    }

    void miss(int place, long tokens) {
        missing[place] += tokens;
    }

    void remain(int place, long tokens) {
        remaining[place] += tokens;
    }

    void fire(int transition, boolean isForced) {
        fired[transition]++;
        forced[transition] += isForced ? 1 : 0;
    }

    void meetUnknown() {
        unknown++;
    }

    /** Adds what traces that are alike counted, each as often as there are of them. */
    void add(ReplayCounts one, long cases) {
        add(produced, one.produced, cases);
        add(consumed, one.consumed, cases);
        add(missing, one.missing, cases);
        add(remaining, one.remaining, cases);
        add(fired, one.fired, cases);
        add(forced, one.forced, cases);
        unknown += one.unknown * cases;
    }

    private static void add(long[] sum, long[] one, long cases) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += one[i] * cases;
        }
    }

    /** @return tokens put into all places, the initial marking among them */
    public long produced() {
        return Arrays.stream(produced).sum();
    }

    /** @return tokens taken from all places, the final marking among them */
    public long consumed() {
        return Arrays.stream(consumed).sum();
    }

    /** @return tokens that were taken although they were not there */
    public long missing() {
        return Arrays.stream(missing).sum();
    }

    /** @return tokens that nobody took */
    public long remaining() {
        return Arrays.stream(remaining).sum();
    }

    /** @return events whose activity the net does not have */
    public long unknown() {
        return unknown;
    }

    /** @return tokens put into a place, by its index */
    public long produced(int place) {
        return produced[place];
    }

    /** @return tokens taken from a place, by its index */
    public long consumed(int place) {
        return consumed[place];
    }

    /** @return tokens taken from a place although they were not there, by its index */
    public long missing(int place) {
        return missing[place];
    }

    /** @return tokens that nobody took from a place, by its index */
    public long remaining(int place) {
        return remaining[place];
    }

    /** @return how often a transition fired, by its index */
    public long fired(int transition) {
        return fired[transition];
    }

    /** @return how often a transition fired although it was not enabled, by its index */
    public long forced(int transition) {
        return forced[transition];
    }

    /**
     * @return ½ (1 − missing / consumed) + ½ (1 − remaining / produced), van der Aalst, Process Mining, 2016, section 8.2; a share
     *     of nothing counts 0
     */
    public double fitness() {
        return (1 - share(missing(), consumed())) / 2 + (1 - share(remaining(), produced())) / 2;
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
