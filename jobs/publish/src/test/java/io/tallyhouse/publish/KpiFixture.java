package io.tallyhouse.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyhouse.catalogue.metric.Metrics;
import io.tallyhouse.catalogue.model.TableModel;
import io.tallyhouse.catalogue.yaml.Problems;
import io.tallyhouse.publish.duckdb.DuckDbPublisher;
import io.tallyhouse.testing.TestData;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Marts with a small hand-made kpi_current: figures with and without interval, baseline, target; every status; two finalities. */
public final class KpiFixture {
    public static final TableModel MODEL = Marts.model(TestData.home().resolve("sql/gold/kpi_current/model.yaml"));

    private static final String ROWS = """
            WITH r(metric, metric_group, grain, period_start, period_end, team, value, numerator, denominator, lower, upper,
                   baseline_value, target, target_status, status, reason, finality) AS (VALUES
              ('rework_time_share', 'rework', 'week', '2026-03-09', '2026-03-15', 'All', 0.25, 250, 1000, NULL, NULL, 0.3, 0.2, 'missed', 'ok', NULL, 'final'),
              ('rework_time_share', 'rework', 'week', '2026-03-16', '2026-03-22', 'All', 0.18, 180, 1000, NULL, NULL, 0.3, 0.2, 'met', 'ok', NULL, 'final'),
              ('rework_time_share', 'rework', 'week', '2026-03-23', '2026-03-29', 'All', 0.18750000000000003, 187.5, 1000, NULL, NULL, 0.3, 0.2, 'met', 'ok', 'repeat_not_delivered', 'provisional'),
              ('rework_time_share', 'rework', 'week', '2026-03-30', '2026-04-05', 'All', 0.9, 9, 10, NULL, NULL, 0.3, 0.2, 'missed', 'ok', NULL, 'provisional'),
              ('rework_time_share', 'rework', 'week', '2026-03-23', '2026-03-29', 'T<1>', 0.2, 100, 500, NULL, NULL, NULL, NULL, 'none', 'ok', NULL, 'provisional'),
              ('rework_time_share', 'rework', 'week', '2026-03-23', '2026-03-29', 'T2', 0.175, 87.5, 500, NULL, NULL, NULL, NULL, 'none', 'ok', NULL, 'provisional'),
              ('rework_time_share', 'rework', 'week', '2026-03-23', '2026-03-29', 'T3', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'none', 'suppressed', 'small_group', 'final'),
              ('rework_time_share', 'rework', 'all', '2026-03-09', '2026-04-05', 'All', 0.208, 626.5, 3010, NULL, NULL, NULL, NULL, 'none', 'ok', NULL, 'provisional'),
              ('aht', 'rework', 'week', '2026-03-23', '2026-03-29', 'All', 1234.5, 12345, 10, NULL, NULL, NULL, NULL, 'none', 'ok', NULL, 'final'),
              ('hours_returned', 'hours', 'month', '2026-01-01', '2026-01-31', 'All', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'none', 'not_estimable', 'coverage_below_80_percent', 'final'),
              ('hours_returned', 'hours', 'month', '2026-02-01', '2026-02-28', 'All', 1234.55, NULL, NULL, -12.34, 2480.15, NULL, 1000, 'met', 'ok', NULL, 'provisional'),
              ('backlog', 'rework', 'week', '2026-03-23', '2026-03-29', 'All', 12345, 12345, NULL, NULL, NULL, 12000, NULL, 'none', 'ok', NULL, 'final'),
              ('precision', 'conformance', 'week', '2026-03-23', '2026-03-29', 'All', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'none', 'not_estimable', 'not_evaluated_above_1_percent', 'final'),
              ('adoption_rate', 'adoption', 'trailing28', '2026-03-02', '2026-03-29', 'All', NULL, NULL, 0, NULL, NULL, NULL, 0.75, 'none', 'no_data', 'not_delivered', 'final')
            )
            SELECT metric, metric_group, grain, CAST(period_start AS DATE) AS period_start, CAST(period_end AS DATE) AS period_end,
                   'All' AS "function", team, 'All' AS region, 'All' AS workflow, 'All' AS priority, 'All' AS "role",
                   'All' AS source, team = 'All' AS is_total, CAST(value AS DOUBLE) AS value, numerator, denominator,
                   lower, upper, 42 AS n, NULL AS clusters, NULL AS baseline_id, baseline_value,
                   CAST(value AS DOUBLE) - baseline_value AS delta, target, NULL AS target_source, target_status, status,
                   reason, finality, 'measured' AS basis, 1 AS definition_version, 7 AS _row_hash
            FROM r
            """;

    private KpiFixture() {}

    /** Publishes into the folder; the group adoption is held back. */
    public static Path publish(Path folder) {
        Path marts = folder.resolve("marts.duckdb");
        MartTable figures = new MartTable(MODEL, List.of(Parquet.write(folder.resolve("kpi.parquet"), ROWS)));
        MartTable tickets = new MartTable(
                Marts.TICKET, List.of(Parquet.write(folder.resolve("ticket.parquet"), Marts.TICKET_ROWS)));
        List<MartGroup> groups = List.of(
                new MartGroup("kpi", List.of(figures)),
                new MartGroup("rework", List.of(tickets)),
                new MartGroup("hours", List.of()),
                new MartGroup("conformance", List.of()),
                new MartGroup("adoption", List.of()));
        DuckDbPublisher.publish(
                marts,
                new Publication(
                        "p-20260330",
                        "run-7",
                        Instant.parse("2026-03-30T00:00:00Z"),
                        Instant.parse("2026-03-30T02:15:00Z"),
                        groups,
                        List.of()));
        DuckDbPublisher.publish(
                marts,
                new Publication(
                        "p-20260331",
                        "run-8",
                        Instant.parse("2026-03-31T00:00:00Z"),
                        Instant.parse("2026-03-31T02:15:00Z"),
                        groups.subList(0, 4),
                        List.of(new HeldBack("adoption", List.of(), "prompt_log: 3 of 20 rows have no <person>"))));
        return marts;
    }

    public static Metrics metrics() {
        try {
            Problems problems = new Problems();
            Metrics metrics = Metrics.load(
                    Path.of(Objects.requireNonNull(KpiFixture.class.getResource("/metrics"))
                            .toURI()),
                    problems);
            assertThat(problems.list()).isEmpty();
            return metrics;
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
