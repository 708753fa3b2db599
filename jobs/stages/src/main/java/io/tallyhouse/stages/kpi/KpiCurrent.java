package io.tallyhouse.stages.kpi;

import io.tallyhouse.catalogue.metric.Metrics;
import io.tallyhouse.lake.SideBySide;
import io.tallyhouse.lake.run.EngineContext;
import io.tallyhouse.lake.run.TableEngine;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Compiles the metric catalogue into {@code kpi_current}. Spark adds units up by day and finest member, once per table and time column;
 * those sums are exact and few, and everything that follows is made of them here: splits, periods, figures, and why there is none.
 */
public final class KpiCurrent implements TableEngine {
    private final Metrics metrics;
    private final double missingSequenceShare;

    /** @param missingSequenceShare share of updates not delivered above which figures of tickets have the basis mixed */
    public KpiCurrent(Metrics metrics, double missingSequenceShare) {
        this.metrics = metrics;
        this.missingSequenceShare = missingSequenceShare;
    }

    @Override
    public Dataset<Row> compute(EngineContext context) {
        SparkSession session = context.session();
        LocalDate today = context.asOf().atZone(ZoneOffset.UTC).toLocalDate();
        // The catalogue is here already; the reference makes a change of it a change of this table's inputs.
        context.reference("metric");
        context.input("ticket");
        context.input("variant_conformance");
        Basis basis = Basis.read(session, missingSequenceShare);
        List<SourceGroup> sources = SourceGroup.of(metrics.all());
        sources.forEach(s -> context.input(s.source()));
        List<LeafSums> groups = LeafSums.readAll(session, sources);
        Axis axis = new Axis(groups.stream().flatMap(g -> g.leaves().stream()).toList(), today);
        CountedFigures counted = new CountedFigures(
                axis,
                basis,
                Medians.read(session, metrics.all(), today),
                Precisions.read(session, metrics.all(), today));
        List<FigureRow> figures = new ArrayList<>();
        SideBySide.run(groups.stream()
                        .map(g -> (Supplier<List<FigureRow>>) () -> counted.of(g))
                        .toList())
                .forEach(figures::addAll);
        figures.addAll(new FinishedFigures(metrics.all(), axis)
                .of(context.input("kpi_hours").collectAsList()));
        KpiRows rows = new KpiRows(
                new Comparisons(
                        context.reference("target").collectAsList(),
                        context.reference("baseline_value").collectAsList()),
                context.asOf());
        // What the next night changes are the newest periods: they shall not be spread over all files of the table.
        figures.sort(Comparator.comparing(f -> f.period().end()));
        return session.createDataFrame(figures.stream().map(rows::of).toList(), KpiRows.SCHEMA);
    }
}
