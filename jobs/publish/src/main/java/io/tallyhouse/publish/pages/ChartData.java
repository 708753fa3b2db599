package io.tallyhouse.publish.pages;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyhouse.catalogue.metric.Metric;
import io.tallyhouse.publish.kpi.Figures;
import io.tallyhouse.publish.kpi.KpiRow;
import io.tallyhouse.publish.kpi.Periods;
import io.tallyhouse.publish.kpi.Series;
import java.util.Locale;

/** A series as JSON for the chart script: exact numbers, and texts that need no formatting in the browser. */
final class ChartData {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ChartData() {}

    static String of(Series series) {
        Metric metric = series.metric();
        ObjectNode chart = JSON.createObjectNode();
        chart.put("title", metric.title());
        chart.put("unit", metric.unit().name().toLowerCase(Locale.ROOT));
        ArrayNode points = chart.putArray("points");
        for (KpiRow row : series.rows()) {
            ObjectNode point = points.addObject();
            point.put("period", Periods.label(row));
            point.put("value", row.value());
            point.put("lower", row.lower());
            point.put("upper", row.upper());
            point.put("provisional", row.isProvisional());
            point.put("text", text(metric, row));
        }
        KpiRow newest = series.rows().get(series.rows().size() - 1);
        chart.put("target", newest.target());
        chart.put("targetText", "target " + Figures.value(metric.unit(), newest.target()));
        chart.put("baseline", newest.baselineValue());
        chart.put("baselineText", "baseline " + Figures.value(metric.unit(), newest.baselineValue()));
        return chart.toString();
    }

    private static String text(Metric metric, KpiRow row) {
        if (!row.isOk()) {
            return row.status().replace('_', ' ') + ": "
                    + String.valueOf(row.reason()).replace('_', ' ');
        }
        String interval = Figures.interval(metric.unit(), row.lower(), row.upper());
        return Figures.value(metric.unit(), row.value())
                + (interval.isEmpty() ? "" : "  (" + interval + ")")
                + (row.isProvisional() ? ", provisional" : "");
    }
}
