package io.tallyhouse.publish.kpi;

import io.tallyhouse.catalogue.metric.Metric.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Figures as people read them, rounded half-even from the decimal notation of the stored double: shares as percent with one
 * decimal, hours with one, counts and seconds whole, per ticket with two. Nothing shows as a dash, never as zero.
 */
public final class Figures {
    /** What stands where there is no figure. */
    public static final String NONE = "–";

    private Figures() {}

    public static String value(Unit unit, @Nullable Double value) {
        return value == null ? NONE : number(unit, value) + suffix(unit);
    }

    /** A difference of two values, with its sign; differences of shares are percentage points. */
    public static String change(Unit unit, @Nullable Double change) {
        if (change == null) {
            return NONE;
        }
        String number = number(unit, change);
        String sign = number.startsWith("−") || number.matches("[0.,]+") ? "" : "+";
        return sign + number + (unit == Unit.SHARE ? " pp" : suffix(unit));
    }

    public static String interval(Unit unit, @Nullable Double lower, @Nullable Double upper) {
        if (lower == null && upper == null) {
            return "";
        }
        String from = lower == null ? "?" : number(unit, lower);
        String to = upper == null ? "?" : number(unit, upper);
        return from + " … " + to;
    }

    /** Whole numbers with thousands apart. */
    public static String count(@Nullable Long n) {
        return n == null ? NONE : grouped("#,##0").format(n);
    }

    /** A sum without trailing zeros. */
    public static String exact(@Nullable BigDecimal number) {
        return number == null ? NONE : minus(grouped("#,##0.######").format(number));
    }

    private static String suffix(Unit unit) {
        return switch (unit) {
            case SHARE -> " %";
            case HOURS -> " h";
            case SECONDS -> " s";
            case COUNT, PER_TICKET -> "";
        };
    }

    private static String number(Unit unit, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("Invalid figure " + value + ": neither a number nor absent");
        }
        BigDecimal exact = BigDecimal.valueOf(value);
        String pattern = switch (unit) {
            case SHARE, HOURS -> "#,##0.0";
            case COUNT, SECONDS -> "#,##0";
            case PER_TICKET -> "#,##0.00";
        };
        return minus(grouped(pattern).format(unit == Unit.SHARE ? exact.movePointRight(2) : exact));
    }

    private static String minus(String text) {
        boolean zero = text.matches("-[0.,]+");
        return zero ? text.substring(1) : text.replace('-', '−');
    }

    private static DecimalFormat grouped(String pattern) {
        DecimalFormat format = new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setRoundingMode(RoundingMode.HALF_EVEN);
        return format;
    }
}
