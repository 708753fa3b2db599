package io.tallyhouse.publish.terminal;

import io.tallyhouse.catalogue.metric.Metric;
import io.tallyhouse.catalogue.metric.Metric.Dimension;
import io.tallyhouse.catalogue.metric.Metric.Unit;
import io.tallyhouse.catalogue.metric.Metrics;
import io.tallyhouse.publish.kpi.Figures;
import io.tallyhouse.publish.kpi.GroupState;
import io.tallyhouse.publish.kpi.KpiRow;
import io.tallyhouse.publish.kpi.Series;
import io.tallyhouse.terminal.Cell;
import io.tallyhouse.terminal.Colours;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All metrics on one screen, grouped as they are published: value, 95 % interval, baseline, change against it, target, status,
 * trend. Under a total without baseline stand the functions that have one. Where there is no figure its reason stands in place of the
 * numbers. Numbers take the room they need, titles the rest.
 */
public final class Scorecard {
    private static final List<String> HEADS =
            List.of("  metric", "value ", "95 % interval", "baseline", "change", "target", "status", "trend");
    private static final int TITLE = 0;
    private static final int VALUE = 1;
    private static final int INTERVAL = 2;
    private static final int TARGET = 5;
    private static final int STATUS = 6;
    private static final int TREND = 8;
    private static final int SHORTEST_TITLE = 12;

    private final int width;
    private final Colours colours;

    /** @param width columns of the terminal; under 100 titles are cut hard */
    public Scorecard(int width, Colours colours) {
        this.width = width;
        this.colours = colours;
    }

    /** A metric's cells under {@link #HEADS}, or its title, a dash and the reason why there is no figure. */
    private record Line(
            String group, List<String> cells, @Nullable String reason) {}

    /**
     * @param metrics the catalogue
     * @param rows figures, at least all totals
     * @param groups what each group shows
     */
    public String render(Metrics metrics, Collection<KpiRow> rows, List<GroupState> groups) {
        List<Line> lines = metrics.all().stream()
                .sorted(Comparator.comparing(Metric::group))
                .flatMap(m -> lines(m, rows, state(groups, m.group())).stream())
                .toList();
        int[] widths = widths(lines);
        StringBuilder out = new StringBuilder();
        GroupState.newest(groups)
                .ifPresent(g -> out.append(
                        "As of " + g.asOf() + " · publication " + g.publicationId() + " · run " + g.runId() + "\n\n"));
        out.append(colours.faint(join(HEADS, widths, false).stripTrailing())).append('\n');
        String group = "";
        for (Line line : lines) {
            if (!line.group().equals(group)) {
                group = line.group();
                heading(out, group, state(groups, group));
            }
            out.append(text(line, widths)).append('\n');
        }
        return out.append(colours.faint("* provisional: late data may still change it"))
                .append('\n')
                .toString();
    }

    private static @Nullable GroupState state(List<GroupState> groups, String name) {
        return groups.stream().filter(g -> g.name().equals(name)).findFirst().orElse(null);
    }

    private void heading(StringBuilder out, String group, @Nullable GroupState state) {
        out.append(colours.strong(group)).append('\n');
        if (state != null && state.heldBack()) {
            String why =
                    "  held back since " + state.heldBackSince() + ": " + Cell.harmless(String.valueOf(state.reason()));
            out.append(colours.bad(Cell.cut(why, width))).append('\n');
        }
    }

    private static List<Line> lines(Metric metric, Collection<KpiRow> rows, @Nullable GroupState state) {
        Series series = Series.of(metric, rows);
        String title = "  " + Cell.harmless(metric.title());
        KpiRow total = series.headline(state == null ? null : state.asOf()).orElse(null);
        if (total == null) {
            return List.of(new Line(metric.group(), List.of(title, Figures.NONE + " "), "not published"));
        }
        List<Line> lines = new ArrayList<>();
        lines.add(line(title, series, total));
        for (Series function : Series.comparedFunctions(metric, total, rows)) {
            function.at(total.periodStart())
                    .ifPresent(r -> lines.add(line(
                            "    " + Cell.harmless(String.valueOf(r.members().get(Dimension.FUNCTION))), function, r)));
        }
        return lines;
    }

    private static Line line(String title, Series series, KpiRow row) {
        Metric metric = series.metric();
        if (!row.isOk()) {
            String reason = row.status() + ": " + row.reason();
            return new Line(
                    metric.group(), List.of(title, Figures.NONE + " "), Cell.harmless(reason.replace('_', ' ')));
        }
        Unit unit = metric.unit();
        return new Line(
                metric.group(),
                List.of(
                        title,
                        Figures.value(unit, row.value()) + (row.isProvisional() ? "*" : " "),
                        Figures.interval(unit, row.lower(), row.upper()),
                        Figures.value(unit, row.baselineValue()),
                        Figures.change(unit, row.delta()),
                        Figures.value(unit, row.target()),
                        row.targetStatus().equals("none") ? "" : row.targetStatus(),
                        Sparkline.of(series.trend(row), TREND)),
                null);
    }

    private int[] widths(List<Line> lines) {
        int[] widths = HEADS.stream().mapToInt(Cell::width).toArray();
        for (Line line : lines) {
            for (int i = 0; i < line.cells().size(); i++) {
                widths[i] = Math.max(widths[i], Cell.width(line.cells().get(i)));
            }
        }
        int numbers = TREND + widths.length - 1;
        for (int i = VALUE; i <= STATUS; i++) {
            numbers += widths[i];
        }
        widths[TITLE] = Math.min(widths[TITLE], Math.max(SHORTEST_TITLE, width - numbers));
        return widths;
    }

    private String text(Line line, int[] widths) {
        if (line.reason() == null) {
            return join(line.cells(), widths, true).stripTrailing();
        }
        String start = join(line.cells(), widths, false) + " ";
        return start + colours.faint(Cell.cut(line.reason(), Math.max(SHORTEST_TITLE, width - Cell.width(start))));
    }

    private String join(List<String> cells, int[] widths, boolean painted) {
        List<String> fitted = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            boolean right = i >= VALUE && i <= TARGET && i != INTERVAL;
            String cell = right ? Cell.right(cells.get(i), widths[i]) : Cell.left(cells.get(i), widths[i]);
            fitted.add(painted && i == STATUS ? status(cell) : cell);
        }
        return String.join(" ", fitted);
    }

    private String status(String cell) {
        return switch (cell.strip()) {
            case "met" -> colours.good(cell);
            case "missed" -> colours.bad(cell);
            default -> cell;
        };
    }
}
