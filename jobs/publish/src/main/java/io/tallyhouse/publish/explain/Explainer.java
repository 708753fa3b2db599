package io.tallyhouse.publish.explain;

import io.tallyhouse.catalogue.metric.Metric;
import io.tallyhouse.catalogue.metric.Metric.Dimension;
import io.tallyhouse.catalogue.metric.Metrics;
import io.tallyhouse.catalogue.yaml.NearestName;
import io.tallyhouse.publish.MartTable;
import io.tallyhouse.publish.PublishException;
import io.tallyhouse.publish.duckdb.MartReader;
import io.tallyhouse.publish.duckdb.ParquetViews;
import io.tallyhouse.publish.kpi.GroupState;
import io.tallyhouse.publish.kpi.KpiFilter;
import io.tallyhouse.publish.kpi.KpiRow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Follows a published figure to its rows and computes it from them again, without the engine that made it. */
public final class Explainer {
    private final Metrics metrics;
    private final MartReader marts;
    private final Evidence evidence;

    public Explainer(Metrics metrics, MartReader marts, Evidence evidence) {
        this.metrics = metrics;
        this.marts = marts;
        this.evidence = evidence;
    }

    /**
     * @param name a metric, or a part of one such as {@code rework_time_share.reopen}
     * @param period as people type it; null for the latest with a value
     * @param members by dimension; others are not split
     * @param limit how many rows of each kind to list
     * @throws IllegalArgumentException when there is no such figure, saying what there is instead
     */
    public Explanation explain(String name, @Nullable String period, Map<Dimension, String> members, int limit) {
        Metric metric = metric(name);
        List<KpiRow> rows = marts.rows(new KpiFilter(List.of(name, "hours_returned"), null, false));
        KpiRow row = new FigureChoice(metric, name, rows).choose(period, members);
        GroupState group = marts.groups().stream()
                .filter(g -> g.name().equals(metric.group()))
                .findFirst()
                .orElse(null);
        Instant asOf = group == null ? null : group.asOf();
        if (asOf == null) {
            throw new PublishException("Cannot explain " + name + ": its group " + metric.group()
                    + " was never published; publish with: tallyhouse nightly");
        }
        Provenance provenance = new Provenance(evidence, group);
        try (ParquetViews views = ParquetViews.open(evidence.spill())) {
            if (metric.engine() != Metric.Engine.ROWS) {
                LocalDate today = LocalDate.ofInstant(asOf, ZoneOffset.UTC);
                boolean aligned = metric.engine() == Metric.Engine.PRECISION;
                MartTable variants = aligned ? evidence.table(Places.VARIANTS) : null;
                List<String> read = aligned ? List.of(metric.source(), Places.VARIANTS) : List.of(metric.source());
                return new CountedFigure(metric, row, evidence.table(metric.source()), variants, today)
                        .explain(views, limit, provenance, provenance.moved(read));
            }
            return finished(metric, row, rows, asOf, views, limit, provenance);
        }
    }

    private Explanation finished(
            Metric metric,
            KpiRow row,
            List<KpiRow> rows,
            Instant asOf,
            ParquetViews views,
            int limit,
            Provenance provenance) {
        boolean claimed = metric.name().equals("hours_claimed");
        if (!claimed && !HoursFigure.explains(metric)) {
            throw new IllegalArgumentException("Cannot explain " + metric.name() + ": " + metric.source()
                    + " holds it finished, and nothing says how it is added up");
        }
        List<String> tables = claimed ? ClaimedHours.TABLES : HoursFigure.TABLES;
        tables.forEach(t -> views.add(evidence.table(t)));
        String moved = provenance.moved(tables);
        if (claimed) {
            return new ClaimedHours(metric, row, asOf).explain(views, limit, provenance, moved);
        }
        KpiRow returned = rows.stream()
                .filter(r -> r.metric().equals("hours_returned")
                        && r.grain() == row.grain()
                        && r.periodStart().equals(row.periodStart())
                        && r.members().equals(row.members()))
                .findFirst()
                .orElse(null);
        return new HoursFigure(metric, row, returned, asOf).explain(views, limit, provenance, moved);
    }

    private Metric metric(String name) {
        int dot = name.indexOf('.');
        Metric metric = metrics.require(dot < 0 ? name : name.substring(0, dot));
        String part = dot < 0 ? null : name.substring(dot + 1);
        if (part != null && !metric.parts().containsKey(part)) {
            throw new IllegalArgumentException("Unknown part \"" + part + "\" of " + metric.name()
                    + (metric.parts().isEmpty()
                            ? "; it has no parts"
                            : NearestName.hint(part, metric.parts().keySet())));
        }
        return metric;
    }
}
