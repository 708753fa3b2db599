package io.tallyhouse.stages.kpi;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/** Sums of the same expressions over some units, exact; what was counted for no unit is 0. */
final class Sums {
    private final BigDecimal[] values;

    private Sums(BigDecimal[] values) {
        this.values = values;
    }

    static Sums of(List<BigDecimal> values) {
        return new Sums(values.toArray(BigDecimal[]::new));
    }

    static Sums zero(int size) {
        BigDecimal[] values = new BigDecimal[size];
        Arrays.fill(values, BigDecimal.ZERO);
        return new Sums(values);
    }

    void add(Sums other) {
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i].add(other.values[i]);
        }
    }

    /** 1 where a sum is above 0, else 0. */
    Sums positive() {
        return new Sums(Arrays.stream(values)
                .map(v -> v.signum() > 0 ? BigDecimal.ONE : BigDecimal.ZERO)
                .toArray(BigDecimal[]::new));
    }

    BigDecimal get(int place) {
        return values[place];
    }

    int size() {
        return values.length;
    }
}
