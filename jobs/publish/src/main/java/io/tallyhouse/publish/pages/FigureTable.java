package io.tallyhouse.publish.pages;

import io.tallyhouse.catalogue.metric.Metric.Unit;
import io.tallyhouse.publish.kpi.KpiRow;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Rows of one metric as a table: who or when, value, interval, what was divided by what, change, status, finality, basis. */
final class FigureTable {
    private final Unit unit;
    private final List<String> labels;
    private final Function<KpiRow, List<String>> names;

    /**
     * @param labels heads of the columns that name a row
     * @param names texts of these columns
     */
    FigureTable(Unit unit, List<String> labels, Function<KpiRow, List<String>> names) {
        this.unit = unit;
        this.labels = labels;
        this.names = names;
    }

    void write(Html html, String caption, Collection<KpiRow> rows) {
        boolean intervals = rows.stream().anyMatch(r -> r.lower() != null || r.upper() != null);
        boolean baselines = rows.stream().anyMatch(r -> r.delta() != null);
        html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", caption);
        html.open("table").element("caption", caption).open("thead").open("tr");
        labels.forEach(l -> html.element("th", l, "scope", "col"));
        number(html, "Value");
        if (intervals) {
            number(html, "95 % interval");
        }
        number(html, "Numerator");
        number(html, "Denominator");
        number(html, "n");
        if (baselines) {
            number(html, "Change");
        }
        for (String text : List.of("Status", "Finality", "Basis")) {
            html.element("th", text, "scope", "col");
        }
        html.close("thead").open("tbody");
        rows.forEach(r -> row(html, r, intervals, baselines));
        html.close("div").newline();
    }

    private static void number(Html html, String label) {
        html.element("th", label, "scope", "col", "class", "n");
    }

    private void row(Html html, KpiRow row, boolean intervals, boolean baselines) {
        html.newline().open("tr");
        List<String> texts = names.apply(row);
        html.element("th", texts.get(0), "scope", "row");
        texts.subList(1, texts.size()).forEach(t -> html.element("td", t));
        html.open("td", "class", "n strong");
        Cells.value(html, unit, row);
        html.close();
        if (intervals) {
            html.open("td", "class", "n");
            Cells.interval(html, unit, row);
            html.close();
        }
        html.open("td", "class", "n");
        Cells.numerator(html, row);
        html.close().open("td", "class", "n");
        Cells.denominator(html, row);
        html.close().open("td", "class", "n");
        Cells.count(html, row);
        html.close();
        if (baselines) {
            html.open("td", "class", "n");
            Cells.change(html, unit, row);
            html.close();
        }
        html.open("td");
        Cells.status(html, row);
        html.close()
                .element("td", row.finality(), "class", row.finality())
                .element("td", row.basis())
                .close("tr");
    }
}
