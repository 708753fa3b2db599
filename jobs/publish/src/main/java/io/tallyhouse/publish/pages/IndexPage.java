package io.tallyhouse.publish.pages;

import io.tallyhouse.catalogue.metric.Metric;
import io.tallyhouse.catalogue.metric.Metric.Dimension;
import io.tallyhouse.catalogue.metric.Metrics;
import io.tallyhouse.publish.kpi.KpiRow;
import io.tallyhouse.publish.kpi.Periods;
import io.tallyhouse.publish.kpi.Series;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The scorecard: headlines large, then every metric of the catalogue in the groups that are published together. */
final class IndexPage {
    private final Frame frame;
    private final Metrics metrics;
    private final Collection<KpiRow> rows;

    IndexPage(Frame frame, Metrics metrics, Collection<KpiRow> rows) {
        this.frame = frame;
        this.metrics = metrics;
        this.rows = rows;
    }

    String render() {
        Html html = frame.begin("", "Scorecard", "Scorecard");
        html.element("h1", "Scorecard");
        headlines(html);
        Map<String, List<Metric>> groups =
                metrics.all().stream().collect(Collectors.groupingBy(Metric::group, TreeMap::new, Collectors.toList()));
        groups.forEach((name, members) -> group(html, name, members));
        html.open("p", "class", "legend")
                .text("* provisional: late data may still change it. Change is value less baseline;")
                .text(" pp are percentage points. An interval stands only where something was estimated.")
                .close();
        return frame.end(html);
    }

    private void headlines(Html html) {
        html.open("section", "class", "cards", "aria-label", "Headlines");
        for (String name : frame.options().headlines()) {
            metrics.find(name).map(m -> Series.of(m, rows)).ifPresent(s -> card(html, s));
        }
        html.close("section").newline();
    }

    private void card(Html html, Series series) {
        Metric metric = series.metric();
        KpiRow row = series.headline(frame.asOf(metric.group())).orElse(null);
        if (row == null) {
            return;
        }
        html.open("a", "class", "card", "href", href(metric));
        html.element("span", metric.title(), "class", "card-title");
        html.open("span", "class", "card-value");
        Cells.value(html, metric.unit(), row);
        html.close("span").open("span", "class", "card-note");
        if (row.lower() != null || row.upper() != null) {
            html.text("95 %: ");
            Cells.interval(html, metric.unit(), row);
            html.text(" · ");
        }
        html.text(Periods.label(row)).close("span");
        html.open("span", "class", "card-foot").open("span", "class", "card-status");
        Cells.status(html, row);
        html.close();
        SparklineSvg.draw(html, metric.title(), series.trend(row));
        html.close("a").newline();
    }

    private static String href(Metric metric) {
        return "metric/" + metric.name() + ".html";
    }

    private void group(Html html, String name, List<Metric> members) {
        html.open("section").element("h2", title(name));
        frame.heldBackNote(html, name);
        html.open("table", "class", "stack").open("thead").open("tr");
        html.element("th", "Metric", "scope", "col").element("th", "Period", "scope", "col");
        for (String number : List.of("Value", "95 % interval", "Baseline", "Change", "Target")) {
            html.element("th", number, "scope", "col", "class", "n");
        }
        html.element("th", "Status", "scope", "col")
                .element("th", "Trend", "scope", "col")
                .close("thead")
                .open("tbody");
        members.forEach(m -> row(html, Series.of(m, rows)));
        html.close("section").newline();
    }

    private void row(Html html, Series series) {
        Metric metric = series.metric();
        KpiRow total = series.headline(frame.asOf(metric.group())).orElse(null);
        html.newline()
                .open("tr")
                .open("th", "scope", "row")
                .element("a", metric.title(), "href", href(metric))
                .close();
        if (total == null) {
            html.element("td", "Not published yet", "colspan", "8", "class", "reason")
                    .close("tr");
            return;
        }
        cells(html, metric.title(), series, total);
        for (Series function : Series.comparedFunctions(metric, total, rows)) {
            function.at(total.periodStart()).ifPresent(r -> {
                String name = String.valueOf(r.members().get(Dimension.FUNCTION));
                html.newline().open("tr", "class", "part").element("th", name, "scope", "row");
                cells(html, metric.title() + ", " + name, function, r);
            });
        }
    }

    private static void cells(Html html, String title, Series series, KpiRow row) {
        Metric.Unit unit = series.metric().unit();
        html.element("td", Periods.label(row), "data-label", "Period", "class", "period");
        html.open("td", "class", "n strong", "data-label", "Value");
        Cells.value(html, unit, row);
        html.close().open("td", "class", "n", "data-label", "95 % interval");
        Cells.interval(html, unit, row);
        html.close().open("td", "class", "n", "data-label", "Baseline");
        Cells.baseline(html, unit, row);
        html.close().open("td", "class", "n", "data-label", "Change");
        Cells.change(html, unit, row);
        html.close().open("td", "class", "n", "data-label", "Target");
        Cells.target(html, unit, row);
        html.close().open("td", "data-label", "Status");
        Cells.status(html, row);
        html.close().open("td", "data-label", "Trend");
        SparklineSvg.draw(html, title, series.trend(row));
        html.close("tr");
    }

    private static String title(String group) {
        String words = group.replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
