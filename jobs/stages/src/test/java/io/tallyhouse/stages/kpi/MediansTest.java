package io.tallyhouse.stages.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyhouse.catalogue.metric.Metric;
import io.tallyhouse.catalogue.metric.Metric.Dimension;
import io.tallyhouse.catalogue.metric.Metric.Grain;
import io.tallyhouse.lake.LakeSession;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

class MediansTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-03-31");
    private static final Member TEAM_A = Member.of(Map.of(Dimension.TEAM, "A"));

    @TempDir(cleanup = CleanupMode.NEVER) // Spark lives as long as the process
    static Path scratch;

    /** A unit of {@code fct_ticket}. */
    private record Unit(
            String at,
            boolean log,
            String team,
            String source,
            @Nullable Long seconds) {
        String sql() {
            return "(TIMESTAMP '" + at + "', " + log + ", '" + team + "', '" + source + "', CAST(" + seconds
                    + " AS BIGINT))";
        }
    }

    private static UnitFigures<Double> of(Metric metric, List<Unit> units) {
        SparkSession session = LakeSession.forTests(scratch).newSession();
        session.sql("SELECT * FROM VALUES "
                        + units.stream().map(Unit::sql).collect(Collectors.joining(", "))
                        + " AS t(at, is_log, team, source, wait)")
                .createOrReplaceTempView("fct_ticket");
        return Medians.read(session, List.of(metric), TODAY);
    }

    private static Unit wait(String at, String team, @Nullable Long seconds) {
        return new Unit(at, false, team, "servicenow", seconds);
    }

    private static TestMetric waits() {
        return new TestMetric("waits").median("wait").splits(Dimension.TEAM, Dimension.SOURCE);
    }

    private static @Nullable Double median(
            UnitFigures<Double> medians, Metric metric, Grain grain, String day, Member member) {
        return medians.of(metric, Period.holding(grain, LocalDate.parse(day)), member);
    }

    @Test
    void theMiddleOneOrTheMeanOfTheMiddleTwoOfEachPeriodAndMember() {
        Metric metric = waits().make();
        UnitFigures<Double> medians = of(
                metric,
                List.of(
                        wait("2026-03-02 00:00:00", "A", 100L),
                        wait("2026-03-08 23:59:59", "A", 1L),
                        wait("2026-03-08 12:00:00", "B", 40L),
                        wait("2026-03-09 00:00:00", "A", 7L),
                        wait("2026-03-09 12:00:00", "A", null),
                        wait("2026-04-06 00:00:00", "A", 1_000_000L)));
        assertThat(median(medians, metric, Grain.WEEK, "2026-03-02", Member.TOTAL))
                .isEqualTo(40.0);
        // (1 + 100) / 2; unlike the mean of the medians of its days and teams
        assertThat(median(medians, metric, Grain.WEEK, "2026-03-02", TEAM_A)).isEqualTo(50.5);
        assertThat(median(medians, metric, Grain.WEEK, "2026-03-09", TEAM_A)).isEqualTo(7.0);
        assertThat(median(medians, metric, Grain.MONTH, "2026-03-02", Member.TOTAL))
                .isEqualTo(23.5);
        assertThat(median(medians, metric, Grain.WEEK, "2026-03-16", Member.TOTAL))
                .isNull();
        // All days end with as_of; the week after it holds what a source dated so.
        assertThat(medians.of(metric, new Period(Grain.ALL, LocalDate.parse("2026-03-02"), TODAY), Member.TOTAL))
                .isEqualTo(23.5);
        assertThat(median(medians, metric, Grain.WEEK, "2026-04-06", TEAM_A)).isEqualTo(1e6);
    }

    @Test
    void unitsOfProcessLogsAreSeenBySourceOnlyAndFilteredOnesNowhere() {
        Metric metric = waits().filter("wait < 500").make();
        UnitFigures<Double> medians = of(
                metric,
                List.of(
                        wait("2026-03-02 00:00:00", "A", 100L),
                        wait("2026-03-02 00:00:00", "A", 900L),
                        new Unit("2026-03-02 00:00:00", true, "A", "eventlog/x", 20L)));
        assertThat(median(medians, metric, Grain.WEEK, "2026-03-02", Member.TOTAL))
                .isEqualTo(100.0);
        assertThat(median(medians, metric, Grain.WEEK, "2026-03-02", TEAM_A)).isEqualTo(100.0);
        assertThat(median(medians, metric, Grain.WEEK, "2026-03-02", Member.of(Map.of(Dimension.SOURCE, "eventlog/x"))))
                .isEqualTo(20.0);
    }

    @Test
    void isThatOfSortedValuesInAnyOrderOfRows() {
        Metric metric = waits().make();
        SplittableRandom random = new SplittableRandom(11);
        List<Unit> units = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            units.add(wait("2026-03-0" + (2 + random.nextInt(7)) + " 10:00:00", "A", random.nextLong(1L << 40)));
        }
        List<Long> sorted = units.stream().map(Unit::seconds).sorted().toList();
        double expected = (sorted.get(199) + sorted.get(200)) / 2.0;
        for (int i = 0; i < 3; i++) {
            Collections.shuffle(units, new java.util.Random(i));
            assertThat(median(of(metric, units), metric, Grain.WEEK, "2026-03-02", TEAM_A))
                    .isEqualTo(expected);
        }
    }

    @Test
    void aMedianHasUnitsButNeitherNumeratorNorDenominator() {
        Metric metric = waits().grains(Grain.WEEK).splits().make();
        UnitFigures<Double> medians =
                of(metric, List.of(wait("2026-03-17 10:00:00", "A", 30L), wait("2026-03-18 10:00:00", "A", 40L)));
        // Sums: of waits, units.
        LeafSums leaves = new Leaves(metric)
                .with("2026-03-17", Map.of(), "30", "1")
                .with("2026-03-18", Map.of(), "40", "1")
                .make();
        Axis axis = new Axis(leaves.leaves(), TODAY);
        assertThat(new CountedFigures(axis, new Basis(0, 0, 0, 0.05), medians, UnitFigures.none()).of(leaves))
                .extracting(FigureRow::judgement)
                .containsExactly(
                        new Judgement(35.0, null, null, 2, "ok", null),
                        new Judgement(null, null, null, 0, "no_data", "empty"),
                        new Judgement(null, null, null, 0, "no_data", "empty"));
    }
}
