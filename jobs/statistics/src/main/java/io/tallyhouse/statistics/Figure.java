package io.tallyhouse.statistics;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A number, or the reason why there is none.
 *
 * @param value null unless {@code status} is {@link FigureStatus#OK}; its unit is said where the figure is made
 * @param reason a short code in snake case; null when the status is ok
 */
public record Figure(
        @Nullable Double value,
        FigureStatus status,
        @Nullable String reason) implements Serializable {

    public static Figure ok(double value) {
        return new Figure(value, FigureStatus.OK, null);
    }

    /** The denominator is 0. */
    public static Figure empty() {
        return new Figure(null, FigureStatus.NO_DATA, "empty");
    }

    public static Figure notEstimable(String reason) {
        return new Figure(null, FigureStatus.NOT_ESTIMABLE, reason);
    }
}
