package io.tallyhouse.publish.terminal;

import io.tallyhouse.catalogue.metric.Metric;
import io.tallyhouse.publish.kpi.Figures;
import io.tallyhouse.publish.kpi.KpiRow;
import io.tallyhouse.publish.kpi.Periods;
import io.tallyhouse.publish.kpi.Series;
import io.tallyhouse.terminal.Cell;
import io.tallyhouse.terminal.Colours;

/** One metric over time: a line per period with value, interval, what was divided by what, change, status and finality. */
public final class MetricTrend {
    private static final int PERIOD = 18;
    private static final int SUM = 16;
    private static final int VALUE = 11;
    private static final int INTERVAL = 15;
    private static final int CHANGE = 9;

    private final int width;
    private final Colours colours;

    /** @param width columns of the terminal */
    public MetricTrend(int width, Colours colours) {
        this.width = width;
        this.colours = colours;
    }

    public String render(Series series) {
        Metric metric = series.metric();
        StringBuilder out = new StringBuilder();
        out.append(colours.strong(metric.title() + " (" + metric.name() + ")")).append('\n');
        out.append(Cell.cut(metric.sentence(), width)).append('\n');
        out.append(Cell.cut("= " + metric.formula(), width)).append("\n\n");
        if (series.rows().isEmpty()) {
            return out.append("Nothing was published for it yet.\n").toString();
        }
        out.append(colours.faint(header(series))).append('\n');
        for (KpiRow row : series.rows()) {
            out.append(Cell.left(Periods.label(row), PERIOD))
                    .append(' ')
                    .append(line(metric, row).stripTrailing())
                    .append('\n');
        }
        String trend = Sparkline.of(series.rows().stream().map(KpiRow::value).toList(), width);
        return out.append('\n').append(trend).append('\n').toString();
    }

    private static String header(Series series) {
        return Cell.left(Periods.noun(series.grain()), PERIOD) + " " + Cell.right("value ", VALUE) + " "
                + Cell.left("95 % interval", INTERVAL) + " " + Cell.right("numerator", SUM) + " "
                + Cell.right("denominator", SUM) + " " + Cell.right("change", CHANGE) + " status";
    }

    private String line(Metric metric, KpiRow row) {
        String mark = row.isOk() && row.isProvisional() ? "*" : " ";
        String value = Cell.right(Figures.value(metric.unit(), row.value()) + mark, VALUE) + " ";
        if (!row.isOk()) {
            String why = row.status().replace('_', ' ') + ": "
                    + String.valueOf(row.reason()).replace('_', ' ');
            return value + colours.faint(Cell.harmless(why));
        }
        return value + Cell.left(Figures.interval(metric.unit(), row.lower(), row.upper()), INTERVAL) + " "
                + Cell.right(Figures.exact(row.numerator()), SUM) + " "
                + Cell.right(Figures.exact(row.denominator()), SUM)
                + " " + Cell.right(Figures.change(metric.unit(), row.delta()), CHANGE) + " "
                + (row.targetStatus().equals("none") ? "" : row.targetStatus());
    }
}
