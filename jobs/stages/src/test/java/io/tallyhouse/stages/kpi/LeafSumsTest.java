package io.tallyhouse.stages.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallyhouse.catalogue.metric.Metric;
import io.tallyhouse.catalogue.metric.Metric.Dimension;
import io.tallyhouse.lake.LakeSession;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The one aggregation, through Spark. */
class LeafSumsTest {
    @TempDir(cleanup = CleanupMode.NEVER) // Spark lives as long as the process
    static Path scratch;

    private static SparkSession withUnits() {
        SparkSession session = LakeSession.forTests(scratch).newSession();
        session.sql("""
                SELECT * FROM VALUES
                  (TIMESTAMP '2026-03-02 23:59:59', FALSE, 'A', 10, 0.1D, TRUE),
                  (TIMESTAMP '2026-03-02 00:00:00', FALSE, 'A', 20, 0.2D, FALSE),
                  (TIMESTAMP '2026-03-02 12:00:00', FALSE, 'A', CAST(NULL AS INT), 0.3D, TRUE),
                  (TIMESTAMP '2026-03-03 00:00:00', FALSE, 'A', 40, CAST(NULL AS DOUBLE), TRUE),
                  (TIMESTAMP '2026-03-03 00:00:00', FALSE, CAST(NULL AS STRING), 80, 0.4D, TRUE),
                  (TIMESTAMP '2026-03-03 00:00:00', TRUE, 'A', 160, 0.5D, TRUE),
                  (CAST(NULL AS TIMESTAMP), FALSE, 'A', 320, 0.6D, TRUE)
                AS t(at, is_log, team, seconds, risk, is_due)
                """).createOrReplaceTempView("fct_ticket");
        return session;
    }

    @Test
    void addsUpByDayAndMember() {
        Metric seconds = new TestMetric("seconds")
                .ratio("seconds", "1")
                .filter("is_due")
                .maxMissing(0.5)
                .splits(Dimension.TEAM)
                .make();
        Metric risk = new TestMetric("risk").sum("risk").make();
        SourceGroup group = SourceGroup.of(List.of(seconds, risk)).get(0);
        LeafSums read = LeafSums.read(withUnits(), group);
        Term first = read.terms().get(0);
        Term second = read.terms().get(1);
        // Due seconds, due units, due units without seconds, risk of all, all units.
        assertThat(read.leaves())
                .extracting(l -> l.day() + " " + l.isLog() + " " + l.member().value(Dimension.TEAM) + " "
                        + whole(l, first.numerator()) + " " + whole(l, first.units()) + " "
                        + whole(l, first.missing() == null ? -1 : first.missing()) + " "
                        + l.sums().get(second.numerator()).stripTrailingZeros().toPlainString() + " "
                        + whole(l, second.units()))
                .containsExactlyInAnyOrder(
                        "2026-03-02 false A 10 2 1 0.6 3",
                        "2026-03-03 false A 40 1 0 0 1",
                        "2026-03-03 false (unknown) 80 1 0 0.4 1",
                        "2026-03-03 true A 160 1 0 0.5 1");
    }

    @Test
    void groupsComeBackInTheirOrder() {
        Metric seconds = new TestMetric("seconds").sum("seconds").make();
        Metric last = new TestMetric("last").sum("seconds").asSnapshot().make();
        List<SourceGroup> groups = SourceGroup.of(List.of(seconds, last));
        assertThat(LeafSums.readAll(withUnits(), groups))
                .extracting(l -> l.group().snapshot())
                .containsExactly(false, true);
    }

    @Test
    void anExpressionThatSparkDoesNotKnowIsNamed() {
        SparkSession session = withUnits();
        List<SourceGroup> groups =
                SourceGroup.of(List.of(new TestMetric("bad").sum("minutes").make()));
        assertThatThrownBy(() -> LeafSums.readAll(session, groups))
                .hasMessageStartingWith("Cannot add up the units of fct_ticket by at: ")
                .hasMessageContaining("`minutes`");
    }

    @Test
    void anExpressionThatSeveralTermsNeedIsSummedOnce() {
        Metric one = new TestMetric("one").ratio("seconds", "1").make();
        Metric two = new TestMetric("two").ratio("risk", "1").make();
        LeafQuery query = new LeafQuery(SourceGroup.of(List.of(one, two)).get(0), e -> !e.equals("risk"));
        assertThat(query.sql().lines().filter(l -> l.contains(" AS s")))
                .containsExactly(
                        "  sum(CAST(seconds AS BIGINT)) AS s0,",
                        "  sum(CAST(1 AS BIGINT)) AS s1,",
                        "  count(*) AS s2,",
                        "  sum(CAST(risk AS DECIMAL(28, 12))) AS s3");
        assertThat(query.terms().get(1).denominator())
                .isEqualTo(query.terms().get(0).denominator());
    }

    @Test
    void figuresOfTheReadLeavesAreDividedLast() {
        Metric seconds = new TestMetric("seconds").ratio("seconds", "1").make();
        LeafSums read =
                LeafSums.read(withUnits(), SourceGroup.of(List.of(seconds)).get(0));
        Axis axis = new Axis(read.leaves(), LocalDate.parse("2026-03-08"));
        List<FigureRow> rows =
                new CountedFigures(axis, new Basis(0, 0, 0, 0.05), UnitFigures.none(), UnitFigures.none()).of(read);
        // (10 + 20 + 40 + 80) / 5 tickets, in the week, the month, the quarter and all days.
        assertThat(rows)
                .extracting(f -> f.judgement().value())
                .containsOnly(30.0)
                .hasSize(4);
    }

    @Test
    void aSplitByAColumnThatIsNotThereIsRefused() {
        Metric bad = new TestMetric("bad").splits(Dimension.ROLE).make();
        SparkSession session = withUnits();
        SourceGroup group = SourceGroup.of(List.of(bad)).get(0);
        assertThatThrownBy(() -> LeafSums.read(session, group))
                .hasMessage("Invalid split of metric bad: fct_ticket has no column role; it has"
                        + " [at, is_log, team, seconds, risk, is_due]");
    }

    private static long whole(Leaf leaf, int place) {
        BigDecimal sum = leaf.sums().get(place);
        return sum.longValueExact();
    }
}
