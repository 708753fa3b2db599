package io.tallyhouse.stages.kpi;

import io.tallyhouse.catalogue.metric.Metric;
import io.tallyhouse.catalogue.metric.Metrics;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The SQL that turns sums into figures with status, finality, target and baseline. */
final class KpiSql {
    private static final String MEMBERS = "function, team, region, workflow, priority, role, source";

    private final Metrics metrics;
    private final Instant asOf;
    private final LocalDate today;
    private final double missingSequenceShare;

    KpiSql(Metrics metrics, Instant asOf, LocalDate today, double missingSequenceShare) {
        this.metrics = metrics;
        this.asOf = asOf;
        this.today = today;
        this.missingSequenceShare = missingSequenceShare;
    }

    /** One row per counted metric and per part of one. */
    String settings() {
        List<String> rows = new ArrayList<>();
        for (Metric m : metrics.all()) {
            if (m.engine() == Metric.Engine.ROWS) {
                continue;
            }
            rows.add(setting(m, m.name()));
            for (Map.Entry<String, Metric.Part> part : m.parts().entrySet()) {
                rows.add(setting(m, m.name() + "." + part.getKey()));
            }
        }
        return "SELECT * FROM VALUES\n  " + String.join(",\n  ", rows)
                + "\nAS t(metric, base_metric, metric_group, source_table, settles_seconds, is_ratio, max_missing,"
                + " missing_reason, caveat_reason, definition_version, grains)";
    }

    private static String setting(Metric m, String name) {
        String grains = m.grains().stream()
                .map(g -> "'" + g.name().toLowerCase(Locale.ROOT) + "'")
                .collect(Collectors.joining(", "));
        return "('%s', '%s', '%s', '%s', %d, %s, CAST(%s AS DOUBLE), CAST(%s AS STRING), CAST(%s AS STRING), CAST(%d AS BIGINT), array(%s))"
                .formatted(
                        name,
                        m.name(),
                        m.group(),
                        m.source(),
                        m.settlesAfter().toSeconds(),
                        m.denominator() != null,
                        m.maxMissing(),
                        quoted(m.missingReason()),
                        quoted(m.caveatReason()),
                        m.version(),
                        grains);
    }

    private static String quoted(@Nullable String text) {
        return text == null ? "NULL" : "'" + text.replace("'", "''") + "'";
    }

    /**
     * Figures of counted metrics. Totals and sources have a row for every period of their axis, so that a period without units says
     * so; other members only where they have units.
     */
    String figures() {
        return """
            WITH present AS (
              SELECT DISTINCT metric, source
              FROM kpi_sum
              WHERE split_set = 'source'
            ),

            filled AS (
              SELECT
                t.metric, a.grain, a.period_start, a.period_end,
                'All' AS function, 'All' AS team, 'All' AS region, 'All' AS workflow, 'All' AS priority, 'All' AS role,
                a.source,
                s.numerator, s.denominator, s.n, s.missing, s.delivered_units, s.caveat
              FROM kpi_setting AS t
              INNER JOIN kpi_axis AS a ON array_contains(t.grains, a.grain)
              LEFT JOIN present AS p ON p.metric = t.metric AND p.source = a.source
              LEFT JOIN kpi_sum AS s
                ON s.metric = t.metric
                AND s.grain = a.grain
                AND (s.grain = 'all' OR s.period_start = a.period_start)
                AND s.source = a.source
                AND s.split_set = CASE WHEN a.source = 'All' THEN '' ELSE 'source' END
              WHERE a.source = 'All' OR p.metric IS NOT NULL
            ),

            member AS (
              SELECT
                s.metric, s.grain, coalesce(s.period_start, a.period_start) AS period_start, s.period_end,
                s.function, s.team, s.region, s.workflow, s.priority, s.role, s.source,
                s.numerator, s.denominator, s.n, s.missing, s.delivered_units, s.caveat
              FROM kpi_sum AS s
              LEFT JOIN kpi_axis AS a ON a.grain = 'all' AND a.source = 'All' AND s.grain = 'all'
              WHERE (s.split_set NOT IN ('', 'source') OR s.grain IN ('day', 'trailing28'))
                AND coalesce(s.period_start, DATE '%1$s') <= DATE '%1$s'
            ),

            cell AS (
              SELECT * FROM filled
              UNION ALL
              SELECT * FROM member
            ),

            known AS (
              SELECT
                *,
                coalesce(sum(delivered_units) OVER (PARTITION BY metric, %2$s), 0) > 0 AS is_delivered
              FROM cell
            ),

            judged AS (
              SELECT
                k.*,
                t.metric_group, t.source_table, t.settles_seconds, t.is_ratio, t.missing_reason, t.caveat_reason, t.definition_version,
                CASE
                  WHEN NOT k.is_delivered THEN 'not_delivered'
                  WHEN k.n > 0 AND k.missing / k.n > t.max_missing THEN 'missing'
                  WHEN t.is_ratio AND coalesce(k.denominator, 0) = 0 THEN 'empty'
                  ELSE 'ok'
                END AS verdict
              FROM known AS k
              INNER JOIN kpi_setting AS t ON t.metric = k.metric
            ),

            sequence_gap AS (
              SELECT
                coalesce(sum(missing_sequence_numbers) / (sum(missing_sequence_numbers) + sum(events)), 0) AS share,
                count_if(handling_basis = 'defaults') AS by_defaults,
                count_if(handling_basis IS NOT NULL AND handling_basis <> 'defaults') AS by_measure
              FROM ticket
              WHERE NOT is_log
            )

            SELECT
              metric,
              metric_group,
              grain,
              period_start,
              period_end,
              %2$s,
              array_min(array(function, team, region, workflow, priority, role, source)) = 'All'
                AND array_max(array(function, team, region, workflow, priority, role, source)) = 'All' AS is_total,
              CASE
                WHEN verdict <> 'ok' THEN NULL
                WHEN is_ratio THEN CAST(numerator AS DOUBLE) / CAST(denominator AS DOUBLE)
                ELSE coalesce(CAST(numerator AS DOUBLE), 0.0D)
              END AS value,
              CASE WHEN verdict IN ('ok', 'empty') THEN coalesce(numerator, CAST(0 AS DECIMAL(38, 12))) END AS numerator,
              CASE WHEN is_ratio AND verdict IN ('ok', 'empty') THEN coalesce(denominator, CAST(0 AS DECIMAL(38, 12))) END AS denominator,
              CAST(NULL AS DOUBLE) AS lower,
              CAST(NULL AS DOUBLE) AS upper,
              coalesce(n, 0) AS n,
              CAST(NULL AS BIGINT) AS clusters,
              CAST(NULL AS STRING) AS own_baseline_id,
              CASE verdict WHEN 'ok' THEN 'ok' WHEN 'missing' THEN 'not_estimable' ELSE 'no_data' END AS status,
              CASE verdict WHEN 'ok' THEN IF(caveat > 0, caveat_reason, NULL) WHEN 'missing' THEN missing_reason ELSE verdict END AS reason,
              %3$s AS finality,
              CASE
                WHEN source_table NOT IN ('fct_ticket_event', 'fct_ticket') OR startswith(source, 'eventlog/') THEN 'measured'
                WHEN g.share > %4$s THEN 'mixed'
                WHEN metric IN ('aht', 'rework_time_share') AND g.by_defaults > 0
                  THEN CASE WHEN g.by_measure > 0 THEN 'mixed' ELSE 'defaults' END
                ELSE 'measured'
              END AS basis,
              definition_version
            FROM judged
            CROSS JOIN sequence_gap AS g
            """.formatted(today, MEMBERS, finality("settles_seconds"), missingSequenceShare);
    }

    private String finality(String settles) {
        return "CASE WHEN grain <> 'all' AND CAST(date_add(period_end, 1) AS TIMESTAMP) + make_dt_interval(0, 0, 0, "
                + settles + ") <= TIMESTAMP '" + asOf + "' THEN 'final' ELSE 'provisional' END";
    }

    /** Figures that a Java engine finished. */
    String finishedRows() {
        String settings = metrics.all().stream()
                .filter(m -> m.engine() == Metric.Engine.ROWS)
                .map(m -> "('%s', '%s', %d, CAST(%d AS BIGINT))"
                        .formatted(m.name(), m.group(), m.settlesAfter().toSeconds(), m.version()))
                .collect(Collectors.joining(", "));
        return """
            WITH setting AS (
              SELECT * FROM VALUES %2$s AS v(metric, metric_group, settles_seconds, definition_version)
            ),

            -- A figure of which nothing could be made still has one row that says so.
            finished AS (
              SELECT
                metric, grain, period_start, period_end, function, value, lower, upper, n, clusters, baseline_id, status,
                reason, basis
              FROM kpi_hours
              UNION ALL
              SELECT
                t.metric, a.grain, a.period_start, a.period_end, 'All', NULL, NULL, NULL, 0, NULL, NULL, 'no_data',
                'not_delivered', 'measured'
              FROM setting AS t
              CROSS JOIN kpi_axis AS a
              LEFT ANTI JOIN kpi_hours AS h ON h.metric = t.metric
              WHERE a.grain = 'all' AND a.source = 'All'
            )

            SELECT
              h.metric,
              t.metric_group,
              h.grain,
              h.period_start,
              h.period_end,
              h.function,
              'All' AS team, 'All' AS region, 'All' AS workflow, 'All' AS priority, 'All' AS role, 'All' AS source,
              h.function = 'All' AS is_total,
              h.value,
              CAST(h.value AS DECIMAL(38, 12)) AS numerator,
              CAST(NULL AS DECIMAL(38, 12)) AS denominator,
              h.lower,
              h.upper,
              h.n,
              h.clusters,
              h.baseline_id AS own_baseline_id,
              h.status,
              h.reason,
              %1$s AS finality,
              h.basis,
              t.definition_version
            FROM finished AS h
            INNER JOIN setting AS t ON t.metric = h.metric
            """.formatted(finality("t.settles_seconds"), settings);
    }

    /** Targets stand beside totals and members alike; baselines beside the function they were frozen for. */
    String withTargetsAndBaselines() {
        String upward = metrics.all().stream()
                .filter(m -> m.direction() == Metric.Direction.UP)
                .map(m -> "'" + m.name() + "'")
                .collect(Collectors.joining(", "));
        return """
            SELECT
              r.metric,
              r.metric_group,
              r.grain,
              r.period_start,
              r.period_end,
              r.function, r.team, r.region, r.workflow, r.priority, r.role, r.source,
              r.is_total,
              r.value,
              r.numerator,
              r.denominator,
              r.lower,
              r.upper,
              r.n,
              r.clusters,
              coalesce(r.own_baseline_id, b.baseline_id) AS baseline_id,
              b.value AS baseline_value,
              r.value - b.value AS delta,
              t.target,
              t.target_source,
              CASE
                WHEN t.target IS NULL OR r.value IS NULL THEN 'none'
                WHEN r.metric IN (%s) THEN IF(r.value >= t.target, 'met', 'missed')
                ELSE IF(r.value <= t.target, 'met', 'missed')
              END AS target_status,
              r.status,
              r.reason,
              r.finality,
              r.basis,
              r.definition_version
            FROM kpi_row AS r
            LEFT JOIN target AS t ON t.metric = r.metric
            LEFT JOIN baseline_value AS b
              ON b.metric = r.metric
              AND b.function = r.function
              AND r.team = 'All' AND r.region = 'All' AND r.workflow = 'All' AND r.priority = 'All' AND r.role = 'All'
              AND r.source = 'All'
            """.formatted(upward);
    }
}
