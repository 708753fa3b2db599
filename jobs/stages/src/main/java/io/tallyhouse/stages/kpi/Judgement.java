package io.tallyhouse.stages.kpi;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A figure, or why there is none.
 *
 * @param value null unless the status is ok
 * @param numerator null where the figure is not known
 * @param denominator null where the figure is not known, and for sums and counts
 * @param n units behind it
 * @param status ok, no_data or not_estimable
 * @param reason why there is none, or what it leaves out
 */
record Judgement(
        @Nullable Double value,
        @Nullable BigDecimal numerator,
        @Nullable BigDecimal denominator,
        long n,
        String status,
        @Nullable String reason) {
    static final String OK = "ok";
    static final String NO_DATA = "no_data";
    static final String NOT_ESTIMABLE = "not_estimable";
    static final String NOT_DELIVERED = "not_delivered";
    static final String EMPTY = "empty";
    private static final int SCALE = 12;

    /**
     * Nothing is not zero: an input that never came gives no figure, too many units without numerator neither, nor does a denominator
     * of 0. A sum or count over a delivered period without units is 0.
     *
     * @param delivered whether the member's input was ever delivered
     */
    static Judgement of(Term term, Sums sums, boolean delivered) {
        return known(term, sums, delivered, n -> {
            BigDecimal numerator = exact(sums.get(term.numerator()));
            BigDecimal denominator = term.denominator() == null ? null : exact(sums.get(term.denominator()));
            if (denominator != null && denominator.signum() == 0) {
                return new Judgement(null, numerator, denominator, n, NO_DATA, EMPTY);
            }
            double value =
                    denominator == null ? numerator.doubleValue() : numerator.doubleValue() / denominator.doubleValue();
            boolean caveat = term.caveat() != null && sums.get(term.caveat()).signum() > 0;
            return new Judgement(
                    value, numerator, denominator, n, OK, caveat ? term.metric().caveatReason() : null);
        });
    }

    /** Of units that were delivered, and of which not too many have no numerator. */
    private static Judgement known(Term term, Sums sums, boolean delivered, LongFunction<Judgement> judged) {
        long n = sums.get(term.units()).longValueExact();
        if (!delivered) {
            return notDelivered(n);
        }
        return isMissing(term, sums, n)
                ? new Judgement(
                        null, null, null, n, NOT_ESTIMABLE, term.metric().missingReason())
                : judged.apply(n);
    }

    /** Of a snapshot's period no day of which is over: nothing could be counted yet. */
    static Judgement notBegun(boolean delivered) {
        return delivered ? new Judgement(null, null, null, 0, NO_DATA, EMPTY) : notDelivered(0);
    }

    /** @param median null where no unit has a value */
    static Judgement median(Term term, Sums sums, boolean delivered, @Nullable Double median) {
        return known(
                term,
                sums,
                delivered,
                n -> new Judgement(
                        median, null, null, n, median == null ? NO_DATA : OK, median == null ? EMPTY : null));
    }

    /** @param counts null where no case makes a step */
    static Judgement precision(Term term, Sums sums, boolean delivered, Precisions.@Nullable Counts counts) {
        return known(term, sums, delivered, n -> {
            if (counts == null) {
                return new Judgement(null, null, null, n, NO_DATA, EMPTY);
            }
            BigDecimal taken = exact(BigDecimal.valueOf(counts.allowed() - counts.escaping()));
            BigDecimal allowed = exact(BigDecimal.valueOf(counts.allowed()));
            return new Judgement(taken.doubleValue() / allowed.doubleValue(), taken, allowed, n, OK, null);
        });
    }

    /** What was added by the end to what there was at the start, divided by that: from nothing there is no growth. */
    static Judgement growth(Term term, Sums end, Sums start, boolean delivered) {
        long n = end.get(term.units()).add(start.get(term.units())).longValueExact();
        if (!delivered) {
            return notDelivered(n);
        }
        BigDecimal before = exact(start.get(term.numerator()));
        BigDecimal added = exact(end.get(term.numerator())).subtract(before);
        if (before.signum() == 0) {
            return new Judgement(null, added, before, n, NO_DATA, EMPTY);
        }
        return new Judgement(added.doubleValue() / before.doubleValue(), added, before, n, OK, null);
    }

    private static Judgement notDelivered(long n) {
        return new Judgement(null, null, null, n, NO_DATA, NOT_DELIVERED);
    }

    private static boolean isMissing(Term term, Sums sums, long n) {
        Double most = term.metric().maxMissing();
        return term.missing() != null
                && most != null
                && n > 0
                && sums.get(term.missing()).doubleValue() / n > most;
    }

    /** With the digits of the column. */
    static BigDecimal exact(BigDecimal number) {
        return number.setScale(SCALE, RoundingMode.HALF_UP);
    }
}
