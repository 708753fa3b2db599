package io.tallyhouse.publish.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyhouse.catalogue.metric.Metric;
import io.tallyhouse.publish.KpiFixture;
import io.tallyhouse.publish.Marts;
import io.tallyhouse.publish.duckdb.JsonRows;
import io.tallyhouse.publish.duckdb.MartReader;
import io.tallyhouse.publish.duckdb.Query;
import io.tallyhouse.publish.duckdb.QueryLimits;
import io.tallyhouse.publish.kpi.KpiFilter;
import io.tallyhouse.publish.kpi.KpiRow;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagesPublisherTest {
    private static final Pattern FIGURE =
            Pattern.compile("<span class=\"figure\" data-metric=\"([^\"]+)\" data-row=\"([^\"]+)\""
                    + " data-field=\"([^\"]+)\" data-value=\"([^\"]+)\">([^<]+)</span>");

    @TempDir
    static Path folder;

    private static Path marts;
    private static Path pages;
    private static List<KpiRow> rows;

    private record Shown(String row, String field, BigDecimal exact, String text) {}

    @BeforeAll
    static void publish() {
        marts = KpiFixture.publish(folder);
        pages = folder.resolve("pages");
        rows = new MartReader(marts).rows(KpiFilter.everything());
        PagesPublisher.publish(
                marts,
                KpiFixture.metrics(),
                List.of(KpiFixture.MODEL, Marts.TICKET),
                pages,
                PageOptions.standard(true));
    }

    private static String dom(String page) throws IOException, InterruptedException {
        return Chromium.dom(pages.resolve(page), folder);
    }

    private static List<Shown> figures(String dom) {
        List<Shown> figures = new ArrayList<>();
        Matcher match = FIGURE.matcher(dom);
        while (match.find()) {
            figures.add(new Shown(
                    unescape(match.group(2)), match.group(3), new BigDecimal(match.group(4)), match.group(5)));
        }
        return figures;
    }

    private static String unescape(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&nbsp;", " ")
                .replace("&amp;", "&");
    }

    /** Each figure carries the stored number to the last digit, and its text is that number rounded to the text's digits. */
    private static void assertTrue(List<Shown> figures) {
        Map<String, KpiRow> byKey = new HashMap<>();
        rows.forEach(r -> byKey.put(Cells.key(r), r));
        for (Shown figure : figures) {
            KpiRow row = byKey.get(figure.row());
            assertThat(row).as(figure.toString()).isNotNull();
            assertThat(figure.exact()).as(figure.toString()).isEqualByComparingTo(stored(row, figure.field()));
            String text = unescape(figure.text())
                    .replace('\u00a0', ' ')
                    .replace("−", "-")
                    .replace("+", "")
                    .replace(",", "");
            BigDecimal number = new BigDecimal(text.replaceAll("[^-0-9.]", ""));
            boolean share = KpiFixture.metrics().require(row.metric()).unit() == Metric.Unit.SHARE;
            boolean scaled = share && !List.of("n", "numerator", "denominator").contains(figure.field());
            BigDecimal expected = scaled ? figure.exact().movePointRight(2) : figure.exact();
            assertThat(number.subtract(expected).abs().movePointRight(1))
                    .as(figure.toString())
                    .isLessThanOrEqualTo(new BigDecimal(5).scaleByPowerOfTen(-number.scale()));
        }
    }

    private static BigDecimal stored(KpiRow row, String field) {
        @Nullable
        Number number = switch (field) {
            case "value" -> row.value();
            case "lower" -> row.lower();
            case "upper" -> row.upper();
            case "baseline_value" -> row.baselineValue();
            case "delta" -> row.delta();
            case "target" -> row.target();
            case "n" -> row.n();
            case "numerator" -> row.numerator();
            case "denominator" -> row.denominator();
            default -> throw new AssertionError(field);
        };
        return new BigDecimal(String.valueOf(number));
    }

    @Test
    void scorecardShowsTheNewestClosedPeriodOfEachMetric() throws Exception {
        String dom = dom("index.html");
        List<Shown> figures = figures(dom);

        assertTrue(figures);
        String all = "|All|All|All|All|All|All|All";
        assertThat(figures.stream().filter(f -> f.field().equals("value")).map(f -> f.row() + " " + f.text()))
                .containsExactlyInAnyOrder(
                        "rework_time_share|week|2026-03-23" + all + " 18.8&nbsp;%",
                        "rework_time_share|week|2026-03-23" + all + " 18.8&nbsp;%",
                        "hours_returned|month|2026-02-01" + all + " 1,234.6&nbsp;h",
                        "hours_returned|month|2026-02-01" + all + " 1,234.6&nbsp;h",
                        "aht|week|2026-03-23" + all + " 1,234&nbsp;s",
                        "backlog|week|2026-03-23" + all + " 12,345");
        assertThat(dom)
                .contains("not estimable</span> <span class=\"reason\">not evaluated above 1 percent</span>")
                .contains("no data</span> <span class=\"reason\">not delivered</span>")
                .contains(
                        "Held back</strong> since 2026-03-31 02:15 UTC: prompt_log: 3 of 20 rows have no &lt;person&gt;.")
                .contains("These figures are as of 2026-03-30 00:00 UTC, publication p-20260330.")
                .contains("Simulated data: a made-up organisation, not a real one.")
                .contains("<dt>Publication</dt><dd>p-20260331</dd>", "<dt>Run</dt><dd>run-8</dd>")
                .contains("title=\"Provisional: late data may still change it\">*</abbr>");
    }

    @Test
    void metricPageShowsEveryRowOfItsMetric() throws Exception {
        for (Metric metric : KpiFixture.metrics().all()) {
            String dom = dom("metric/" + metric.name() + ".html");
            List<Shown> figures = figures(dom);
            assertTrue(figures);
            for (KpiRow row : rows) {
                if (row.metric().equals(metric.name()) && row.value() != null) {
                    assertThat(figures)
                            .as(Cells.key(row))
                            .anyMatch(f ->
                                    f.row().equals(Cells.key(row)) && f.field().equals("value"));
                }
                if (row.metric().equals(metric.name()) && row.value() == null) {
                    assertThat(dom)
                            .contains(row.status().replace('_', ' ') + "</span> <span class=\"reason\">"
                                    + String.valueOf(row.reason()).replace('_', ' '));
                }
            }
        }
    }

    @Test
    void chartIsDrawnWithoutNetwork() throws Exception {
        String dom = dom("metric/rework_time_share.html");

        Matcher svg = Pattern.compile("id=\"chart\".*?<svg(.*?)</svg>", Pattern.DOTALL)
                .matcher(dom);
        assertThat(svg.find()).isTrue();
        assertThat(svg.group(1)).contains("<path", "2026-W11", "2026-W14", "target 20.0 %", "baseline 30.0 %");
    }

    @Test
    void textsOfDataStayTexts() throws Exception {
        String dom = dom("metric/rework_time_share.html");

        assertThat(dom)
                .contains("came back; &lt;b&gt;not&lt;/b&gt; more.", "T&lt;1&gt;")
                .doesNotContain("<b>", "T<1>");
        for (Path page : htmlFiles()) {
            String html = Files.readString(page);
            assertThat(html).doesNotContain("http:", "https:", " onclick", "javascript:");
            assertThat(html.replaceAll("<script type=\"application/json\"[^>]*>[^<]*</script>", "")
                            .replaceAll("<script src=\"[a-z./]+\"></script>", ""))
                    .doesNotContain("<script");
        }
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        for (Path page : htmlFiles()) {
            Matcher link = Pattern.compile("(?:href|src)=\"([^\"#]+)[#\"]").matcher(Files.readString(page));
            while (link.find()) {
                assertThat(page.resolveSibling(link.group(1)).normalize()).exists();
            }
        }
    }

    @Test
    void theSqlOnThePageGivesTheFiguresOnThePage() throws IOException {
        String html = Files.readString(pages.resolve("metric/rework_time_share.html"));
        Matcher sql = Pattern.compile("<code id=\"repeat-sql\">([^<]+)</code>").matcher(html);
        assertThat(sql.find()).isTrue();
        StringWriter out = new StringWriter();
        try (JsonRows json = new JsonRows(out)) {
            new Query(marts, QueryLimits.standard())
                    .run(sql.group(1).replace("&#39;", "'").replace("&gt;", ">"), json);
        }
        assertThat(out.toString())
                .contains("{\"period_start\":\"2026-03-09\",\"value\":0.25,\"value_again\":0.25,")
                .contains("{\"period_start\":\"2026-03-16\",\"value\":0.18,\"value_again\":0.18,");
    }

    @Test
    void dictionaryHoldsEveryTableAndColumn() throws Exception {
        String dom = dom("dictionary.html");

        assertThat(dom).contains("One ticket's row, it's small.", "Publication that brought this row.", "operations");
        new MartReader(marts)
                .columns()
                .forEach(c ->
                        assertThat(dom).contains("<code>" + c.table() + "</code>", "<code>" + c.name() + "</code>"));
    }

    @Test
    void publishingAgainReplacesTheFolder() throws IOException {
        Path twice = folder.resolve("twice");
        Files.createDirectories(twice.resolve("metric"));
        Files.writeString(twice.resolve("metric/gone.html"), "a metric of yesterday");
        Files.createDirectories(folder.resolve(".twice.new/assets"));
        PagesPublisher.publish(marts, KpiFixture.metrics(), List.of(), twice, PageOptions.standard(false));

        assertThat(twice.resolve("metric/gone.html")).doesNotExist();
        assertThat(Files.readString(twice.resolve("index.html"))).doesNotContain("Simulated");
        assertThat(folder.resolve(".twice.new")).doesNotExist();
        assertThat(folder.resolve(".twice.old")).doesNotExist();
    }

    private static List<Path> htmlFiles() throws IOException {
        try (Stream<Path> files = Files.walk(pages)) {
            return files.filter(f -> f.toString().endsWith(".html")).toList();
        }
    }
}
