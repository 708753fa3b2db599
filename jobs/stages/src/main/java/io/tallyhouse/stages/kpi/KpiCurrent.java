package io.tallyhouse.stages.kpi;

import io.tallyhouse.catalogue.metric.Metric;
import io.tallyhouse.catalogue.metric.Metrics;
import io.tallyhouse.lake.run.EngineContext;
import io.tallyhouse.lake.run.TableEngine;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Compiles the metric catalogue into {@code kpi_current}. Each source table is scanned once, for all of its metrics, splits and
 * periods together: units are summed by day and split, days to periods, and only then divided.
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
        for (String reference : List.of("metric", "target", "baseline_value")) {
            context.reference(reference);
        }
        context.input("ticket");
        SparkSession session = context.session();
        Instant asOf = context.asOf();
        LocalDate today = asOf.atZone(ZoneOffset.UTC).toLocalDate();
        Map<String, List<Metric>> bySource = new LinkedHashMap<>();
        List<Metric> finished = new ArrayList<>();
        for (Metric metric : metrics.all()) {
            if (metric.engine() == Metric.Engine.RATIO) {
                bySource.computeIfAbsent(metric.source() + "|" + metric.timeOf(), s -> new ArrayList<>())
                        .add(metric);
            } else {
                finished.add(metric);
            }
        }
        Dataset<Row> sums = null;
        for (List<Metric> group : bySource.values()) {
            context.input(group.get(0).source());
            Dataset<Row> one = new SourceSums(session, group, today).rows();
            sums = sums == null ? one : sums.unionByName(one);
        }
        if (sums == null) {
            throw new IllegalStateException("The metric catalogue holds no counted metric");
        }
        // Read twice below: once for the axis of periods, once for the figures.
        Dataset<Row> kept = sums.persist();
        try {
            kept.createOrReplaceTempView("kpi_sum");
            context.input("kpi_hours");
            KpiSql sql = new KpiSql(metrics, asOf, today, missingSequenceShare);
            session.sql(sql.settings()).createOrReplaceTempView("kpi_setting");
            axis(session, kept, today).createOrReplaceTempView("kpi_axis");
            Dataset<Row> counted = session.sql(sql.figures());
            Dataset<Row> all = finished.isEmpty() ? counted : counted.unionByName(session.sql(sql.finishedRows()));
            all.createOrReplaceTempView("kpi_row");
            // Computed here and now, so that the sums can be let go: the result is small.
            Dataset<Row> figures = session.sql(sql.withTargetsAndBaselines());
            return session.createDataFrame(figures.collectAsList(), figures.schema());
        } finally {
            kept.unpersist();
        }
    }

    /** Every period from the first unit to as_of, of tickets together and of each source. */
    private static Dataset<Row> axis(SparkSession session, Dataset<Row> sums, LocalDate today) {
        Map<String, LocalDate> first = new LinkedHashMap<>();
        Map<String, LocalDate> last = new LinkedHashMap<>();
        for (Row row : sums.where("grain = 'all' AND (source <> 'All' OR is_total)")
                .groupBy("source")
                .agg(org.apache.spark.sql.functions.min("first_day"), org.apache.spark.sql.functions.max("last_day"))
                .collectAsList()) {
            first.put(row.getString(0), row.getAs(1));
            last.put(row.getString(0), row.getAs(2));
        }
        List<Row> rows = new ArrayList<>();
        first.forEach((source, from) -> {
            // A log that ended long ago has no weeks up to as_of.
            LocalDate until = source.startsWith("eventlog/") ? last.getOrDefault(source, today) : today;
            Periods.between(from, until, today)
                    .forEach(p ->
                            rows.add(org.apache.spark.sql.RowFactory.create(source, p.grain(), p.start(), p.end())));
        });
        return session.createDataFrame(
                rows,
                org.apache.spark.sql.types.StructType.fromDDL(
                        "source STRING, grain STRING, period_start DATE, period_end DATE"));
    }
}
