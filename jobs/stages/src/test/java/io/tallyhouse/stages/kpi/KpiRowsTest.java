package io.tallyhouse.stages.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallyhouse.catalogue.metric.Metric;
import io.tallyhouse.catalogue.metric.Metric.Dimension;
import io.tallyhouse.catalogue.metric.Metric.Grain;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KpiRowsTest {
    private static final Instant AS_OF = Instant.parse("2026-03-31T00:00:00Z");
    private static final StructType TARGET = StructType.fromDDL("metric STRING, target DOUBLE, target_source STRING");
    private static final StructType BASELINE =
            StructType.fromDDL("baseline_id STRING, function STRING, metric STRING, value DOUBLE");
    private static final StructType HOURS = StructType.fromDDL("metric STRING, grain STRING, period_start DATE,"
            + " period_end DATE, function STRING, value DOUBLE, lower DOUBLE, upper DOUBLE, n BIGINT, clusters BIGINT,"
            + " baseline_id STRING, status STRING, reason STRING, basis STRING");
    private static final Member SUPPORT = Member.of(Map.of(Dimension.FUNCTION, "Support"));

    @Test
    void aTargetStandsBesideTotalsAndMembersAndHasADirection() {
        Comparisons targets = new Comparisons(List.of(row(TARGET, "share", 0.5, "targets.share")), List.of());
        Metric down = new TestMetric("share").make();
        Metric up = new TestMetric("share").upward().make();
        assertThat(cell(targets, figure(down, Member.TOTAL, 0.4), "target_status"))
                .isEqualTo("met");
        assertThat(cell(targets, figure(up, SUPPORT, 0.4), "target_status")).isEqualTo("missed");
        assertThat(cell(targets, figure(up, SUPPORT, 0.5), "target_status")).isEqualTo("met");
        assertThat(cell(targets, figure(down, SUPPORT, 0.5), "target_status")).isEqualTo("met");
        assertThat(cell(targets, figure(up, SUPPORT, null), "target_status")).isEqualTo("none");
        assertThat(cell(targets, figure(up, SUPPORT, null), "target_source")).isEqualTo("targets.share");
        assertThat(cell(targets, figure(new TestMetric("other").make(), SUPPORT, 0.4), "target_status"))
                .isEqualTo("none");
    }

    @Test
    void aBaselineStandsBesideItsFunctionOnly() {
        Comparisons frozen = new Comparisons(List.of(), List.of(row(BASELINE, "b-1", "Support", "share", 0.25)));
        Metric share = new TestMetric("share").make();
        Member team = Member.of(Map.of(Dimension.FUNCTION, "Support", Dimension.TEAM, "A"));
        assertThat(cell(frozen, figure(share, SUPPORT, 0.75), "baseline_id")).isEqualTo("b-1");
        assertThat(cell(frozen, figure(share, SUPPORT, 0.75), "delta")).isEqualTo(0.5);
        assertThat(cell(frozen, figure(share, SUPPORT, null), "delta")).isNull();
        assertThat(cell(frozen, figure(share, SUPPORT, null), "baseline_value")).isEqualTo(0.25);
        assertThat(cell(frozen, figure(share, Member.TOTAL, 0.75), "baseline_value"))
                .isNull();
        assertThat(cell(frozen, figure(share, team, 0.75), "baseline_value")).isNull();
    }

    @Test
    void twoBaselinesInForceAreRefused() {
        Row one = row(BASELINE, "b-1", "Support", "share", 0.25);
        Row two = row(BASELINE, "b-2", "Support", "share", 0.5);
        assertThatThrownBy(() -> new Comparisons(List.of(), List.of(one, two)))
                .hasMessage(
                        "Invalid baselines: b-1 and b-2 are both in force for Support; see tallyhouse baseline list");
    }

    @Test
    void aRowIsFinalWhenItsPeriodHasSettled() {
        Comparisons none = new Comparisons(List.of(), List.of());
        Metric slow = new TestMetric("slow").settlesAfter(Duration.ofDays(28)).make();
        assertThat(cell(none, figure(new TestMetric("quick").make(), SUPPORT, 1.0), "finality"))
                .isEqualTo("final");
        assertThat(cell(none, figure(slow, SUPPORT, 1.0), "finality")).isEqualTo("provisional");
    }

    @Test
    void finishedFiguresKeepWhatTheirEngineSaid() {
        Metric returned = new TestMetric("hours_returned").finished().make();
        Metric claimed = new TestMetric("hours_claimed").finished().make();
        LocalDate start = LocalDate.parse("2026-02-01");
        LocalDate end = LocalDate.parse("2026-02-28");
        Row hours = row(
                HOURS,
                "hours_returned",
                "month",
                start,
                end,
                "Support",
                0.1,
                -1.0,
                1.5,
                40L,
                12L,
                "b-1",
                "ok",
                null,
                "measured");
        Axis axis = new Axis(
                List.of(new Leaf(LocalDate.parse("2026-01-05"), false, Member.TOTAL, Sums.zero(1))),
                LocalDate.parse("2026-03-31"));
        List<FigureRow> rows = new FinishedFigures(List.of(returned, claimed), axis).of(List.of(hours));
        assertThat(rows)
                .containsExactly(
                        new FigureRow(
                                returned,
                                "hours_returned",
                                new Period(Grain.MONTH, start, end),
                                SUPPORT,
                                new Judgement(0.1, new BigDecimal("0.100000000000"), null, 40, "ok", null),
                                new FigureRow.Estimate(-1.0, 1.5, 12L, "b-1"),
                                "measured"),
                        new FigureRow(
                                claimed,
                                "hours_claimed",
                                new Period(Grain.ALL, LocalDate.parse("2026-01-05"), LocalDate.parse("2026-03-31")),
                                Member.TOTAL,
                                new Judgement(null, null, null, 0, "no_data", "not_delivered"),
                                null,
                                "measured"));
        assertThat(cell(new Comparisons(List.of(), List.of()), rows.get(0), "baseline_id"))
                .isEqualTo("b-1");
    }

    private static FigureRow figure(Metric metric, Member member, @Nullable Double value) {
        return new FigureRow(
                metric,
                metric.name(),
                Period.holding(Grain.WEEK, LocalDate.parse("2026-03-20")),
                member,
                new Judgement(value, null, null, 1, value == null ? "no_data" : "ok", null),
                null,
                "measured");
    }

    private static @Nullable Object cell(Comparisons comparisons, FigureRow figure, String column) {
        return new KpiRows(comparisons, AS_OF).of(figure).get(KpiRows.SCHEMA.fieldIndex(column));
    }

    private static Row row(StructType schema, @Nullable Object... cells) {
        return new GenericRowWithSchema(cells, schema);
    }
}
