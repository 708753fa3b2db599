package io.tallyhouse.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tallyhouse.app.SimulatedHours.Found;
import io.tallyhouse.lake.table.TableReader;
import io.tallyhouse.sample.Confounders;
import io.tallyhouse.sample.SampleOptions;
import io.tallyhouse.sample.SampleOrganisation;
import io.tallyhouse.stages.baseline.Baseline;
import io.tallyhouse.stages.baseline.BaselineFreeze;
import io.tallyhouse.stages.baseline.Baselines;
import io.tallyhouse.statistics.Figure;
import io.tallyhouse.statistics.hours.Coverage;
import io.tallyhouse.statistics.hours.HoursEstimate;
import io.tallyhouse.statistics.hours.Interval;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hours that went through files, tables and SQL are those of the statistics called on the simulated tickets. */
class HoursOfThreeSeedsTest {
    /** Two weeks after the last team of the second function went live: 11 teams at least in every period since then. */
    private static final int WEEKS = 18;

    private static final LocalDate START = LocalDate.of(2026, 1, 5);
    private static final double HOUR = 3_600;

    /** A row's figures in hours, and its tickets. */
    private record Expected(
            @Nullable Double value,
            @Nullable Double lower,
            @Nullable Double upper,
            long n,
            long covered,
            long unmeasured,
            long clusters) {

        static Expected of(String metric, Found found) {
            HoursEstimate e = found.estimate();
            return switch (metric) {
                case "hours_standardised" -> of(e, e.standardised(), e.standardisedInterval());
                case "hours_returned" -> of(e, e.net(), e.netInterval());
                case "hours_returned_lower95" -> of(e, lower(e.netInterval()), null);
                case "hours_claimed" -> claimed(found);
                default -> throw new AssertionError("A figure of hours that nothing is known of: " + metric);
            };
        }

        private static Figure lower(@Nullable Interval interval) {
            return interval == null ? Figure.notEstimable("no interval") : Figure.ok(interval.lower());
        }

        private static Expected of(HoursEstimate e, Figure figure, @Nullable Interval interval) {
            Coverage coverage = e.coverage();
            return new Expected(
                    figure.value() == null ? null : figure.value() / HOUR,
                    interval == null ? null : interval.lower() / HOUR,
                    interval == null ? null : interval.upper() / HOUR,
                    coverage.tickets(),
                    coverage.covered(),
                    coverage.unmeasured(),
                    e.clusters());
        }

        /** Claims are counted: covered tickets, those with a claim, those without. */
        private static Expected claimed(Found found) {
            long tickets = found.estimate().coverage().covered();
            double hours = found.claimedMicros() / 1e6 / HOUR;
            return new Expected(hours, null, null, tickets, found.claims(), tickets - found.claims(), 0);
        }
    }

    @TempDir
    Path folder;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void thePipelineGivesTheFiguresOfTheStatistics(long seed) throws IOException {
        SampleOptions options = new SampleOptions(seed, 0.02, WEEKS, Confounders.NONE, START);
        SampleOrganisation.generate(options, folder, line -> {});
        Path config = folder.resolve("config/tallyhouse.yaml");
        try (SampleWarehouse warehouse = new SampleWarehouse(config, folder)) {
            assertThat(warehouse.stages(List.of("land", "ingest", "refine", "measure")))
                    .as(warehouse.printed())
                    .isZero();
            freeze(warehouse.house());
        }
        try (SampleWarehouse warehouse = new SampleWarehouse(config, folder)) {
            assertThat(warehouse.stages(List.of("measure")))
                    .as(warehouse.printed())
                    .isZero();
            compare(new SimulatedHours(options), rows(warehouse.house()));
        }
    }

    private static void freeze(House house) {
        Baselines baselines = new Baselines(house.warehouse());
        BaselineFreeze freeze = new BaselineFreeze(
                house.lake().newSession(), house.tables(), house.catalogue().metrics(), baselines);
        for (String function : List.of("Order Ops", "Support Ops")) {
            Instant at = Instant.parse("2026-06-01T00:00:00Z");
            Baseline baseline = freeze.freeze(function, null, null, Duration.ofDays(56), "maker@sample.example", at);
            baselines.approve(baseline.id(), "checker@sample.example");
        }
    }

    private static List<Row> rows(House house) {
        SparkSession session = house.lake().newSession();
        for (String table : List.of("kpi_current", "kpi_hours")) {
            TableReader.readStored(session, house.tables().table(table)).createOrReplaceTempView(table);
        }
        return session.sql("""
                SELECT k.metric, k.grain, k.period_start, k.period_end, k.function, k.value, k.lower, k.upper, k.n, k.clusters,
                  k.status, h.covered, h.unmeasured
                FROM kpi_current AS k
                INNER JOIN kpi_hours AS h
                  ON h.metric = k.metric AND h.grain = k.grain AND h.period_start = k.period_start AND h.function = k.function
                WHERE k.metric LIKE 'hours%'
                """).collectAsList();
    }

    /** Four figures of three months, two quarters and all, for both functions together and each since it went live. */
    private static void compare(SimulatedHours simulated, List<Row> rows) {
        Map<List<?>, Found> known = new HashMap<>();
        SoftAssertions softly = new SoftAssertions();
        int intervals = 0;
        for (Row row : rows) {
            LocalDate first = row.getAs("period_start");
            LocalDate last = row.getAs("period_end");
            LocalDate overheadFrom = row.getAs("grain").equals("all") ? START : first;
            Expected expected =
                    Expected.of(row.getAs("metric"), simulated.find(row.getAs("function"), first, last, overheadFrom));
            equal(softly, row, "value", expected.value());
            equal(softly, row, "lower", expected.lower());
            equal(softly, row, "upper", expected.upper());
            softly.assertThat(List.<Long>of(
                            row.getAs("n"), row.getAs("covered"), row.getAs("unmeasured"), row.getAs("clusters")))
                    .as("tickets and teams of " + row)
                    .containsExactly(expected.n(), expected.covered(), expected.unmeasured(), expected.clusters());
            intervals += expected.lower() == null ? 0 : 1;
        }
        softly.assertAll();
        assertThat(rows).hasSize(64);
        assertThat(intervals).isGreaterThan(12);
    }

    private static void equal(SoftAssertions softly, Row row, String column, @Nullable Double expected) {
        Double found = row.getAs(column);
        if (expected == null || found == null) {
            softly.assertThat(found).as(column + " of " + row).isEqualTo(expected);
        } else {
            softly.assertThat(found).as(column + " of " + row).isCloseTo(expected, within(1e-9));
        }
    }
}
