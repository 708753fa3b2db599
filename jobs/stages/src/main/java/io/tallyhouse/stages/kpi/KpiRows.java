package io.tallyhouse.stages.kpi;

import io.tallyhouse.catalogue.metric.Metric.Dimension;
import io.tallyhouse.stages.kpi.Comparisons.BaselineValue;
import io.tallyhouse.stages.kpi.Comparisons.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Figures as rows of kpi_current, each beside its target and its baseline. */
final class KpiRows {
    static final StructType SCHEMA =
            StructType.fromDDL("metric STRING, metric_group STRING, grain STRING, period_start DATE, period_end DATE, "
                    + Arrays.stream(Dimension.values())
                            .map(d -> LeafQuery.column(d) + " STRING, ")
                            .collect(Collectors.joining())
                    + "is_total BOOLEAN, value DOUBLE, numerator DECIMAL(38,12), denominator DECIMAL(38,12),"
                    + " lower DOUBLE, upper DOUBLE, n BIGINT, clusters BIGINT, baseline_id STRING, baseline_value DOUBLE,"
                    + " delta DOUBLE, target DOUBLE, target_source STRING, target_status STRING, status STRING,"
                    + " reason STRING, finality STRING, basis STRING, definition_version BIGINT");

    private final Comparisons comparisons;
    private final Instant asOf;

    KpiRows(Comparisons comparisons, Instant asOf) {
        this.comparisons = comparisons;
        this.asOf = asOf;
    }

    Row of(FigureRow figure) {
        List<@Nullable Object> cells = new ArrayList<>(SCHEMA.size());
        Period period = figure.period();
        cells.add(figure.name());
        cells.add(figure.metric().group());
        cells.add(period.grain().name().toLowerCase(Locale.ROOT));
        cells.add(period.start());
        cells.add(period.end());
        cells.addAll(figure.member().values());
        cells.add(figure.member().isTotal());
        addFigure(cells, figure);
        addComparison(cells, figure);
        cells.add(figure.judgement().status());
        cells.add(figure.judgement().reason());
        cells.add(period.isFinal(figure.metric().settlesAfter(), asOf) ? "final" : "provisional");
        cells.add(figure.basis());
        cells.add((long) figure.metric().version());
        return RowFactory.create(cells.toArray());
    }

    private static void addFigure(List<@Nullable Object> cells, FigureRow figure) {
        Judgement judgement = figure.judgement();
        FigureRow.Estimate estimate = figure.estimate();
        cells.add(judgement.value());
        cells.add(judgement.numerator());
        cells.add(judgement.denominator());
        cells.add(estimate == null ? null : estimate.lower());
        cells.add(estimate == null ? null : estimate.upper());
        cells.add(judgement.n());
        cells.add(estimate == null ? null : estimate.clusters());
    }

    /** A figure that was estimated against a baseline keeps that one's id. */
    private void addComparison(List<@Nullable Object> cells, FigureRow figure) {
        Double value = figure.judgement().value();
        BaselineValue baseline = comparisons.baseline(figure.name(), figure.member());
        Double before = baseline == null ? null : baseline.value();
        String own = figure.estimate() == null ? null : figure.estimate().baselineId();
        cells.add(own != null || baseline == null ? own : baseline.id());
        cells.add(before);
        cells.add(value == null || before == null ? null : value - before);
        Target target = comparisons.target(figure.name());
        cells.add(target == null ? null : target.value());
        cells.add(target == null ? null : target.source());
        cells.add(target == null ? "none" : target.status(figure.metric(), value));
    }
}
