package io.tallyhouse.publish.terminal;

import io.tallyhouse.catalogue.metric.Metric;
import io.tallyhouse.catalogue.metric.Metric.Unit;
import io.tallyhouse.catalogue.metric.Metrics;
import io.tallyhouse.publish.kpi.Figures;
import io.tallyhouse.publish.kpi.GroupState;
import io.tallyhouse.publish.kpi.KpiRow;
import io.tallyhouse.publish.kpi.Series;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All metrics on one screen, grouped as they are published: value, 95 % interval, baseline, change against it, target, status,
 * trend. Where there is no figure its reason stands in place of the numbers.
 */
public final class Scorecard {
    static final int VALUE = 11;
    static final int INTERVAL = 15;
    static final int NUMBER = 9;
    static final int STATUS = 6;
    static final int TREND = 10;
    private static final int FIXED = VALUE + INTERVAL + 3 * NUMBER + STATUS + TREND + 7;

    private final int width;
    private final Colours colours;

    /** @param width columns of the terminal; under 100 the titles are cut */
    public Scorecard(int width, Colours colours) {
        this.width = width;
        this.colours = colours;
    }

    /**
     * @param metrics the catalogue
     * @param rows figures, at least all totals
     * @param groups what each group shows
     */
    public String render(Metrics metrics, Collection<KpiRow> rows, List<GroupState> groups) {
        StringBuilder out = new StringBuilder();
        GroupState.newest(groups)
                .ifPresent(g -> out.append(
                        "As of " + g.asOf() + " · publication " + g.publicationId() + " · run " + g.runId() + "\n\n"));
        out.append(colours.faint(header())).append('\n');
        for (Map.Entry<String, List<Metric>> group : byGroup(metrics).entrySet()) {
            GroupState state = groups.stream()
                    .filter(g -> g.name().equals(group.getKey()))
                    .findFirst()
                    .orElse(null);
            out.append(colours.strong(group.getKey())).append('\n');
            if (state != null && state.heldBack()) {
                out.append(colours.bad(Cell.cut(
                                "  held back since " + state.heldBackSince() + ": "
                                        + Cell.harmless(String.valueOf(state.reason())),
                                width)))
                        .append('\n');
            }
            for (Metric metric : group.getValue()) {
                out.append(line(Series.of(metric, rows), state)).append('\n');
            }
        }
        return out.append(colours.faint("* provisional: late data may still change it"))
                .append('\n')
                .toString();
    }

    private static Map<String, List<Metric>> byGroup(Metrics metrics) {
        return metrics.all().stream().collect(Collectors.groupingBy(Metric::group, TreeMap::new, Collectors.toList()));
    }

    private int titleWidth() {
        return Math.max(12, width - FIXED);
    }

    private String header() {
        return Cell.left("  metric", titleWidth()) + " " + Cell.right("value ", VALUE) + " "
                + Cell.left("95 % interval", INTERVAL) + " " + Cell.right("baseline", NUMBER) + " "
                + Cell.right("change", NUMBER) + " " + Cell.right("target", NUMBER) + " " + Cell.left("status", STATUS)
                + " "
                + "trend";
    }

    private String line(Series series, @Nullable GroupState state) {
        String title = Cell.left("  " + Cell.harmless(series.metric().title()), titleWidth()) + " ";
        KpiRow row = series.headline(state == null ? null : state.asOf()).orElse(null);
        if (row == null) {
            return title + Cell.right(Figures.NONE + " ", VALUE) + " " + colours.faint("not published");
        }
        if (!row.isOk()) {
            return title + value(series.metric().unit(), row) + " " + reason(row);
        }
        String trend = Sparkline.of(series.trend(row), TREND);
        return (title + value(series.metric().unit(), row) + " "
                        + numbers(series.metric().unit(), row) + " " + trend)
                .stripTrailing();
    }

    private static String value(Unit unit, KpiRow row) {
        return Cell.right(Figures.value(unit, row.value()) + (row.isOk() && row.isProvisional() ? "*" : " "), VALUE);
    }

    private String reason(KpiRow row) {
        String why = row.status().replace('_', ' ') + ": "
                + String.valueOf(row.reason()).replace('_', ' ');
        return colours.faint(Cell.cut(Cell.harmless(why), INTERVAL + 3 * NUMBER + STATUS + TREND + 5));
    }

    private String numbers(Unit unit, KpiRow row) {
        return Cell.left(Figures.interval(unit, row.lower(), row.upper()), INTERVAL) + " "
                + Cell.right(Figures.value(unit, row.baselineValue()), NUMBER) + " "
                + Cell.right(Figures.change(unit, row.delta()), NUMBER) + " "
                + Cell.right(Figures.value(unit, row.target()), NUMBER) + " " + status(row);
    }

    private String status(KpiRow row) {
        return switch (row.targetStatus()) {
            case "met" -> colours.good(Cell.left("met", STATUS));
            case "missed" -> colours.bad(Cell.left("missed", STATUS));
            default -> Cell.left("", STATUS);
        };
    }
}
