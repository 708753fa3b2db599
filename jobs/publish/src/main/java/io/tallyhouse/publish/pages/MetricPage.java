package io.tallyhouse.publish.pages;

import io.tallyhouse.catalogue.metric.Metric;
import io.tallyhouse.catalogue.metric.Metric.Dimension;
import io.tallyhouse.catalogue.metric.Metric.Grain;
import io.tallyhouse.publish.kpi.KpiRow;
import io.tallyhouse.publish.kpi.Periods;
import io.tallyhouse.publish.kpi.Series;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A metric's own page: definition, newest figure, trend, parts, members, and the SQL that repeats it. */
final class MetricPage {
    private static final int MOST_MEMBERS = 60;

    private final Frame frame;
    private final Metric metric;
    private final List<KpiRow> rows;

    /** @param rows of this metric and its parts */
    MetricPage(Frame frame, Metric metric, Collection<KpiRow> rows) {
        this.frame = frame;
        this.metric = metric;
        this.rows = List.copyOf(rows);
    }

    String render() {
        Html html = frame.begin("../", metric.title(), "");
        html.open("p", "class", "crumb")
                .element("a", "Scorecard", "href", "../index.html")
                .text(" / " + metric.group())
                .close();
        html.element("h1", metric.title()).element("p", metric.sentence(), "class", "lead");
        frame.heldBackNote(html, metric.group());
        Series series = Series.of(metric, rows);
        KpiRow headline = series.headline(frame.asOf(metric.group())).orElse(null);
        if (headline == null) {
            html.element("p", "Nothing was published for this metric yet.", "class", "held");
        } else {
            headline(html, headline);
            chart(html, series);
        }
        definition(html, headline);
        if (headline != null) {
            parts(html, headline);
            splits(html, headline);
            periods(html, series);
            repeat(html, headline);
        }
        return frame.end(html, "../assets/echarts.min.js", "../assets/chart.js");
    }

    private void headline(Html html, KpiRow row) {
        html.open("section", "class", "headline", "aria-label", "Newest figure").open("p", "class", "big");
        Cells.value(html, metric.unit(), row);
        html.close();
        html.open("dl", "class", "facts");
        fact(html, "Period", () -> html.text(Periods.label(row)));
        if (row.lower() != null || row.upper() != null) {
            fact(html, "95 % interval", () -> Cells.interval(html, metric.unit(), row));
        }
        fact(html, "Baseline", () -> Cells.baseline(html, metric.unit(), row));
        fact(html, "Change", () -> Cells.change(html, metric.unit(), row));
        fact(html, "Target", () -> Cells.target(html, metric.unit(), row));
        fact(html, "Status", () -> Cells.status(html, row));
        fact(html, "Finality", () -> html.text(row.finality()));
        fact(html, "Basis", () -> html.text(row.basis()));
        html.close("section").newline();
    }

    private static void fact(Html html, String term, Runnable text) {
        html.open("div").element("dt", term).open("dd");
        text.run();
        html.close("div");
    }

    private void chart(Html html, Series series) {
        if (series.rows().stream().filter(KpiRow::isOk).count() < 2) {
            return;
        }
        html.open("section").element("h2", "Trend by " + Periods.noun(series.grain()));
        html.open(
                        "div",
                        "class",
                        "chart",
                        "id",
                        "chart",
                        "role",
                        "img",
                        "aria-label",
                        "Line chart of " + metric.title() + " by " + Periods.noun(series.grain())
                                + "; the same figures stand in the table below")
                .close();
        html.json("chart-data", ChartData.of(series)).close("section").newline();
    }

    private void definition(Html html, @Nullable KpiRow headline) {
        html.open("section").element("h2", "Definition").open("dl", "class", "facts wide");
        fact(html, "Formula", () -> html.element("code", metric.formula()));
        fact(html, "Unit", () -> html.text(words(metric.unit())));
        fact(
                html,
                "Better",
                () -> html.text(
                        switch (metric.direction()) {
                            case UP -> "higher";
                            case DOWN -> "lower";
                            case NONE -> "neither";
                        }));
        fact(html, "Owner", () -> html.text(metric.owner()));
        fact(html, "Source", () -> html.element("code", metric.source()));
        optional(html, "Numerator per row", metric.numerator());
        optional(html, "Denominator per row", metric.denominator());
        optional(html, "Counts rows where", metric.filter());
        optional(html, "Placed in a period by", metric.timeOf());
        fact(html, "Settles after", () -> html.text(metric.settlesAfter().toDays() + " days"));
        fact(html, "Members add up", () -> html.text(metric.additive() ? "yes" : "no"));
        if (headline != null) {
            optional(html, "Baseline", headline.baselineId());
            optional(html, "Target from", headline.targetSource());
        }
        fact(html, "Version", () -> html.text(Integer.toString(metric.version())));
        fact(html, "Name in the marts", () -> html.element("code", metric.name()));
        html.close("section").newline();
    }

    private static void optional(Html html, String term, @Nullable String code) {
        if (code != null) {
            fact(html, term, () -> html.element("code", code));
        }
    }

    private void parts(Html html, KpiRow headline) {
        List<KpiRow> parts = rows.stream()
                .filter(r -> r.metric().startsWith(metric.name() + ".") && samePeriod(r, headline) && r.total())
                .toList();
        if (!parts.isEmpty()) {
            html.open("section").element("h2", "Parts");
            new FigureTable(metric.unit(), List.of("Part"), r -> List.of(part(r).replace('_', ' ')))
                    .write(html, "Parts, " + Periods.label(headline), parts);
            html.close("section").newline();
        }
    }

    private String part(KpiRow row) {
        return row.metric().substring(metric.name().length() + 1);
    }

    private static boolean samePeriod(KpiRow row, KpiRow other) {
        return row.grain() == other.grain() && row.periodStart().equals(other.periodStart());
    }

    private void splits(Html html, KpiRow headline) {
        for (List<Dimension> split : metric.splits()) {
            List<KpiRow> members = rows.stream()
                    .filter(r -> r.metric().equals(metric.name()) && samePeriod(r, headline) && isSplitBy(r, split))
                    .toList();
            if (!members.isEmpty()) {
                split(html, headline, split, members);
            }
        }
    }

    private void split(Html html, KpiRow headline, List<Dimension> split, List<KpiRow> members) {
        List<String> labels = split.stream().map(MetricPage::words).toList();
        String by = String.join(" and ", labels);
        html.open("section").element("h2", "By " + by);
        List<KpiRow> shown = members;
        if (members.size() > MOST_MEMBERS) {
            shown = members.stream()
                    .sorted(Comparator.comparing(KpiRow::n, Comparator.nullsFirst(Comparator.<Long>naturalOrder()))
                            .reversed())
                    .limit(MOST_MEMBERS)
                    .toList();
            html.element(
                    "p",
                    "The " + MOST_MEMBERS + " largest of " + members.size() + "; the others stand in kpi_current.",
                    "class",
                    "legend");
        }
        new FigureTable(
                        metric.unit(),
                        labels.stream().map(MetricPage::capital).toList(),
                        r -> split.stream()
                                .map(d -> String.valueOf(r.members().get(d)))
                                .toList())
                .write(html, capital(by) + ", " + Periods.label(headline), shown);
        html.close("section").newline();
    }

    private static boolean isSplitBy(KpiRow row, List<Dimension> split) {
        for (Dimension dimension : Dimension.values()) {
            boolean isSplit = !KpiRow.ALL.equals(row.members().get(dimension));
            if (isSplit != split.contains(dimension)) {
                return false;
            }
        }
        return true;
    }

    private void periods(Html html, Series headline) {
        html.open("section").element("h2", "All periods");
        List<Grain> grains = new ArrayList<>(List.of(headline.grain()));
        metric.grains().stream().filter(g -> g != headline.grain()).forEach(grains::add);
        for (Grain grain : grains) {
            List<KpiRow> newestFirst =
                    new ArrayList<>(Series.of(metric, grain, rows).rows());
            newestFirst.sort(Comparator.comparing(KpiRow::periodStart).reversed());
            if (newestFirst.isEmpty()) {
                continue;
            }
            if (grain == headline.grain()) {
                html.open("details", "open", "");
            } else {
                html.open("details");
            }
            html.element("summary", capital(Periods.noun(grain)));
            new FigureTable(metric.unit(), List.of("Period"), r -> List.of(Periods.label(r)))
                    .write(html, metric.title() + " by " + Periods.noun(grain), newestFirst);
            html.close("details");
        }
        html.close("section").newline();
    }

    private void repeat(Html html, KpiRow headline) {
        html.open("section").element("h2", "Repeat it");
        html.open("p")
                .text("Its rows, added up again, with the difference: ")
                .element("code", "tallyhouse explain " + metric.name() + " --period " + Periods.typed(headline))
                .close();
        html.element("p", "On marts.duckdb, with tallyhouse query or any DuckDB 1.4 or newer:");
        html.open("pre")
                .element("code", RepeatSql.of(metric, headline), "id", "repeat-sql")
                .close("section")
                .newline();
    }

    private static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
