package io.tallyhouse.publish.pages;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A trend as a small drawing, with gaps where there was no figure; the newest value is a dot. */
final class SparklineSvg {
    private static final int WIDTH = 120;
    private static final int HEIGHT = 28;
    private static final int MARGIN = 3;
    private static final int NEWEST = 26;

    private SparklineSvg() {}

    static void draw(Html html, String title, List<@Nullable Double> all) {
        List<@Nullable Double> values = all.subList(Math.max(0, all.size() - NEWEST), all.size());
        if (values.stream().filter(Objects::nonNull).count() < 2) {
            return;
        }
        html.open(
                "svg",
                "class",
                "spark",
                "role",
                "img",
                "aria-label",
                "Trend of " + title,
                "viewBox",
                "0 0 " + WIDTH + " " + HEIGHT,
                "preserveAspectRatio",
                "xMinYMid meet",
                "width",
                Integer.toString(WIDTH),
                "height",
                Integer.toString(HEIGHT));
        html.open("path", "d", path(values), "class", "spark-line").close();
        int last = values.size() - 1;
        Double newest = values.get(last);
        if (newest != null) {
            html.open("circle", "cx", text(x(last, values)), "cy", text(y(newest, values)), "r", "2.4")
                    .close();
        }
        html.close("svg");
    }

    private static String path(List<@Nullable Double> values) {
        StringBuilder path = new StringBuilder();
        boolean drawing = false;
        for (int i = 0; i < values.size(); i++) {
            Double value = values.get(i);
            if (value != null) {
                path.append(drawing ? 'L' : 'M')
                        .append(text(x(i, values)))
                        .append(' ')
                        .append(text(y(value, values)));
            }
            drawing = value != null;
        }
        return path.toString();
    }

    private static double x(int index, List<@Nullable Double> values) {
        return MARGIN + (double) index / (values.size() - 1) * (WIDTH - 2 * MARGIN);
    }

    private static double y(double value, List<@Nullable Double> values) {
        double low = values.stream()
                .filter(Objects::nonNull)
                .mapToDouble(v -> v)
                .min()
                .orElse(0);
        double high = values.stream()
                .filter(Objects::nonNull)
                .mapToDouble(v -> v)
                .max()
                .orElse(0);
        double share = high == low ? 0.5 : (value - low) / (high - low);
        return HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN);
    }

    private static String text(double coordinate) {
        return String.format(Locale.ROOT, "%.1f", coordinate);
    }
}
