package io.tallyhouse.publish.terminal;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A series as small blocks, from its lowest to its highest value; a gap shows as a space. */
public final class Sparkline {
    private static final String BLOCKS = "▁▂▃▄▅▆▇█";

    private Sparkline() {}

    /** @param columns at most so many of the newest values are drawn */
    public static String of(List<@Nullable Double> values, int columns) {
        List<@Nullable Double> shown = values.subList(Math.max(0, values.size() - columns), values.size());
        double low = shown.stream()
                .filter(Objects::nonNull)
                .mapToDouble(v -> v)
                .min()
                .orElse(0);
        double high = shown.stream()
                .filter(Objects::nonNull)
                .mapToDouble(v -> v)
                .max()
                .orElse(0);
        StringBuilder line = new StringBuilder();
        for (Double value : shown) {
            line.append(value == null ? ' ' : block(value, low, high));
        }
        return line.toString();
    }

    private static char block(double value, double low, double high) {
        if (high == low) {
            return BLOCKS.charAt(3);
        }
        int step = (int) ((value - low) / (high - low) * BLOCKS.length());
        return BLOCKS.charAt(Math.min(step, BLOCKS.length() - 1));
    }
}
