package io.tallyhouse.publish.pages;

import io.tallyhouse.catalogue.metric.Metric.Dimension;
import io.tallyhouse.catalogue.metric.Metric.Unit;
import io.tallyhouse.publish.kpi.Figures;
import io.tallyhouse.publish.kpi.KpiRow;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures in HTML: what people read, and beside it, in attributes, the exact stored number and where it comes from. */
final class Cells {
    private Cells() {}

    /** The attribute that identifies a row of kpi_current: metric, grain, first day and the members of all dimensions. */
    static String key(KpiRow row) {
        StringBuilder key = new StringBuilder(
                row.metric() + "|" + row.grain().name().toLowerCase(Locale.ROOT) + "|" + row.periodStart());
        for (Dimension dimension : Dimension.values()) {
            key.append('|').append(row.members().get(dimension));
        }
        return key.toString();
    }

    static void value(Html html, Unit unit, KpiRow row) {
        figure(html, row, "value", row.value(), Figures.value(unit, row.value()));
        if (row.isOk() && row.isProvisional()) {
            html.element("abbr", "*", "class", "mark", "title", "Provisional: late data may still change it");
        }
    }

    /** The 95 % interval, or nothing where all was counted. */
    static void interval(Html html, Unit unit, KpiRow row) {
        Double lower = row.lower();
        Double upper = row.upper();
        if (lower == null && upper == null) {
            return;
        }
        figure(html, row, "lower", lower, lower == null ? "?" : bare(unit, lower));
        html.text(" … ");
        figure(html, row, "upper", upper, upper == null ? "?" : Figures.value(unit, upper));
    }

    private static String bare(Unit unit, double value) {
        return Figures.value(unit, value).replaceAll(" \\D+$", "");
    }

    static void baseline(Html html, Unit unit, KpiRow row) {
        figure(html, row, "baseline_value", row.baselineValue(), Figures.value(unit, row.baselineValue()));
    }

    static void change(Html html, Unit unit, KpiRow row) {
        figure(html, row, "delta", row.delta(), Figures.change(unit, row.delta()));
    }

    static void target(Html html, Unit unit, KpiRow row) {
        figure(html, row, "target", row.target(), Figures.value(unit, row.target()));
    }

    static void count(Html html, KpiRow row) {
        figure(html, row, "n", row.n(), Figures.count(row.n()));
    }

    static void numerator(Html html, KpiRow row) {
        figure(html, row, "numerator", row.numerator(), Figures.exact(row.numerator()));
    }

    static void denominator(Html html, KpiRow row) {
        figure(html, row, "denominator", row.denominator(), Figures.exact(row.denominator()));
    }

    /** A figure that is absent carries no exact value, so that nothing can be taken for zero. */
    private static void figure(Html html, KpiRow row, String field, @Nullable Number exact, String shown) {
        String text = shown.replace(' ', '\u00a0');
        if (exact == null) {
            html.element("span", text, "class", "none");
            return;
        }
        String plain = exact instanceof BigDecimal decimal ? decimal.toPlainString() : exact.toString();
        html.element(
                "span",
                text,
                "class",
                "figure",
                "data-metric",
                row.metric(),
                "data-row",
                key(row),
                "data-field",
                field,
                "data-value",
                plain);
    }

    /** Met or missed, or why there is no figure, or what it leaves out. */
    static void status(Html html, KpiRow row) {
        if (!row.isOk()) {
            html.element("span", words(row.status()), "class", "pill absent");
            html.text(" ").element("span", reason(row), "class", "reason");
            return;
        }
        boolean targeted = !row.targetStatus().equals("none");
        if (targeted) {
            html.element("span", row.targetStatus(), "class", "pill " + row.targetStatus());
        }
        if (row.reason() != null) {
            html.text(" ").element("span", reason(row), "class", "reason");
        } else if (!targeted) {
            html.element("span", "no target", "class", "reason");
        }
    }

    private static String reason(KpiRow row) {
        String reason = row.reason();
        return reason == null ? "no reason given" : words(reason);
    }

    private static String words(String snake) {
        return snake.replace('_', ' ');
    }
}
