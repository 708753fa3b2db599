package io.tallyhouse.publish.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallyhouse.catalogue.metric.Metric.Dimension;
import io.tallyhouse.catalogue.metric.Metric.Grain;
import io.tallyhouse.publish.KpiFixture;
import io.tallyhouse.publish.duckdb.JsonRows;
import io.tallyhouse.publish.duckdb.MartReader;
import io.tallyhouse.publish.kpi.KpiFilter;
import io.tallyhouse.publish.kpi.KpiRow;
import io.tallyhouse.publish.kpi.Series;
import io.tallyhouse.terminal.Cell;
import io.tallyhouse.terminal.Colours;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScorecardTest {
    @TempDir
    static Path folder;

    private static MartReader reader;

    @BeforeAll
    static void publish() {
        reader = new MartReader(KpiFixture.publish(folder));
    }

    private static String scorecard(int width, Colours colours) {
        return new Scorecard(width, colours)
                .render(KpiFixture.metrics(), reader.rows(new KpiFilter(List.of(), null, true)), reader.groups());
    }

    @Test
    void everyMetricWithItsFigureOrTheReasonForNone() {
        assertThat(scorecard(100, Colours.OFF)).isEqualTo("""
                        As of 2026-03-31T00:00:00Z · publication p-20260331 · run run-8

                          metric                          value  95 % interval   baseline   change    target status trend
                        adoption
                          held back since 2026-03-31T02:15:00Z: prompt_log: 3 of 20 rows have no <person>
                          Adoption                            –  no data: not delivered
                        conformance
                          Precision                           –  not estimable: not evaluated above 1 percent
                        hours
                          Hours returned              1,234.6 h* −12.3 … 2,480.2        –        – 1,000.0 h met     ▄
                        rework
                          Average handling time         1,234 s                         –        –         –        ▄
                          Backlog                        12,345                    12,000     +345         –        ▄
                          Time lost to rework & hand…    18.8 %*                   30.0 % −11.2 pp    20.0 % met    █▁▁
                        * provisional: late data may still change it
                        """);
    }

    @Test
    void underATotalWithoutBaselineStandTheFunctionsThatHaveOne() {
        List<KpiRow> rows = new ArrayList<>(reader.rows(new KpiFilter(List.of(), null, true)));
        KpiRow handling =
                rows.stream().filter(r -> r.metric().equals("aht")).findFirst().orElseThrow();
        rows.add(ofFunction(handling, "Support Ops", 1_000.0, 1_500.0));
        rows.add(ofFunction(handling, "Order Ops", 2_000.0, null));
        KpiRow backlog = rows.stream()
                .filter(r -> r.metric().equals("backlog"))
                .findFirst()
                .orElseThrow();
        rows.add(ofFunction(backlog, "Support Ops", 5_000.0, 4_000.0));
        assertThat(new Scorecard(100, Colours.OFF).render(KpiFixture.metrics(), rows, reader.groups()))
                .contains("""
                          Average handling time         1,234 s                         –        –         –        ▄
                            Support Ops                 1,000 s                   1,500 s   −500 s         –        ▄
                          Backlog                        12,345                    12,000     +345         –        ▄
                        """.indent(0))
                .doesNotContain("Order Ops");
    }

    private static KpiRow ofFunction(KpiRow total, String function, double value, @Nullable Double baseline) {
        Map<Dimension, String> members = new EnumMap<>(total.members());
        members.put(Dimension.FUNCTION, function);
        return new KpiRow(
                total.metric(),
                total.group(),
                total.grain(),
                total.periodStart(),
                total.periodEnd(),
                members,
                false,
                value,
                null,
                null,
                null,
                null,
                1L,
                null,
                baseline == null ? null : "b-1",
                baseline,
                baseline == null ? null : Double.valueOf(value - baseline),
                null,
                null,
                "none",
                "ok",
                null,
                total.finality(),
                total.basis(),
                1,
                total.publicationId());
    }

    @Test
    void linesFitTheTerminal() {
        for (int width : List.of(100, 120, 160)) {
            assertThat(scorecard(width, Colours.OFF).lines()).allMatch(line -> Cell.width(line) <= width);
        }
    }

    @Test
    void coloursOnlyOnATerminalThatWantsThem() {
        assertThat(Colours.of(true, Map.of())).isEqualTo(Colours.ON);
        assertThat(Colours.of(false, Map.of())).isEqualTo(Colours.OFF);
        assertThat(Colours.of(true, Map.of("NO_COLOR", "1"))).isEqualTo(Colours.OFF);
        assertThat(Colours.of(true, Map.of("NO_COLOR", ""))).isEqualTo(Colours.ON);
        assertThat(scorecard(100, Colours.OFF)).doesNotContain("\u001b");
        assertThat(scorecard(100, Colours.ON).replaceAll("\u001b\\[\\d+m", "")).isEqualTo(scorecard(100, Colours.OFF));
        assertThat(scorecard(100, Colours.ON)).contains("\u001b[32mmet   \u001b[0m");
    }

    @Test
    void oneMetricOverTime() {
        Series series =
                Series.of(KpiFixture.metrics().require("rework_time_share"), reader.rows(KpiFilter.everything()));

        assertThat(new MetricTrend(100, Colours.OFF).render(series)).isEqualTo("""
                        Time lost to rework & hand-offs (rework_time_share)
                        Share of touch time spent on work that came back; <b>not</b> more.
                        = Σ lost seconds ÷ Σ handling seconds

                        week                    value  95 % interval          numerator      denominator    change status
                        2026-W11               25.0 %                               250            1,000   −5.0 pp missed
                        2026-W12               18.0 %                               180            1,000  −12.0 pp met
                        2026-W13               18.8 %*                            187.5            1,000  −11.2 pp met
                        2026-W14               90.0 %*                                9               10  +60.0 pp missed

                        ▁▁▁█
                        """);
    }

    @Test
    void rowsAsJsonUnderTheirColumnNames() throws IOException {
        StringWriter out = new StringWriter();
        try (JsonRows json = new JsonRows(out)) {
            reader.rows(new KpiFilter(List.of("rework_time_share"), Grain.ALL, true), json);
        }

        JsonNode rows = new ObjectMapper().readTree(out.toString());
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).toString())
                .startsWith("{\"metric\":\"rework_time_share\",\"metric_group\":\"rework\",\"grain\":\"all\"")
                .contains("\"period_start\":\"2026-03-09\"", "\"value\":0.208", "\"numerator\":626.5", "\"lower\":null")
                .endsWith("\"publication_id\":\"p-20260331\"}");
    }

    @Test
    void sparklineSpansFromLowestToHighest() {
        assertThat(Sparkline.of(Arrays.asList(0.0, 1.0, null, 7.0, 8.0), 8)).isEqualTo("▁▂ ██");
        assertThat(Sparkline.of(List.of(1.0, 2.0, 3.0), 2)).isEqualTo("▁█");
        assertThat(Sparkline.of(List.of(5.0, 5.0), 2)).isEqualTo("▄▄");
    }
}
