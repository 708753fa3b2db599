package io.tallyhouse.stages.kpi;

import io.tallyhouse.catalogue.metric.Metric;
import io.tallyhouse.catalogue.metric.Metric.Dimension;
import io.tallyhouse.catalogue.metric.Metric.Grain;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Figures that another engine finished. */
final class FinishedFigures {
    private final Map<String, Metric> metrics = new TreeMap<>();
    private final Axis axis;

    FinishedFigures(Collection<Metric> metrics, Axis axis) {
        this.axis = axis;
        metrics.stream().filter(m -> m.engine() == Metric.Engine.ROWS).forEach(m -> this.metrics.put(m.name(), m));
    }

    /** @param rows of kpi_hours */
    List<FigureRow> of(List<Row> rows) {
        List<FigureRow> figures = new ArrayList<>();
        Set<String> found = new HashSet<>();
        for (Row row : rows) {
            Metric metric = metrics.get(row.<String>getAs("metric"));
            if (metric != null) {
                found.add(metric.name());
                figures.add(figure(metric, row));
            }
        }
        // A figure of which nothing could be made still has one row that says so.
        if (axis.sources().contains(Member.ALL)) {
            metrics.values().stream().filter(m -> !found.contains(m.name())).forEach(m -> figures.add(notDelivered(m)));
        }
        return figures;
    }

    private static FigureRow figure(Metric metric, Row row) {
        Double value = row.getAs("value");
        Grain grain = Grain.valueOf(row.<String>getAs("grain").toUpperCase(Locale.ROOT));
        return new FigureRow(
                metric,
                metric.name(),
                new Period(grain, row.getAs("period_start"), row.getAs("period_end")),
                Member.of(Map.of(Dimension.FUNCTION, row.getAs("function"))),
                new Judgement(value, numerator(value), null, row.getAs("n"), row.getAs("status"), row.getAs("reason")),
                new FigureRow.Estimate(
                        row.getAs("lower"), row.getAs("upper"), row.getAs("clusters"), row.getAs("baseline_id")),
                row.getAs("basis"));
    }

    private static @Nullable BigDecimal numerator(@Nullable Double value) {
        return value == null ? null : Judgement.exact(BigDecimal.valueOf(value));
    }

    private FigureRow notDelivered(Metric metric) {
        return new FigureRow(
                metric,
                metric.name(),
                axis.all(Member.ALL),
                Member.TOTAL,
                new Judgement(null, null, null, 0, Judgement.NO_DATA, Judgement.NOT_DELIVERED),
                null,
                Basis.MEASURED);
    }
}
