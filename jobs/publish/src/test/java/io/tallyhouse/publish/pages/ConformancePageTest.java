package io.tallyhouse.publish.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyhouse.publish.duckdb.ConformanceMarts;
import io.tallyhouse.publish.duckdb.MartReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConformancePageTest {
    @TempDir
    Path folder;

    private String page(String... statements) throws SQLException {
        Path marts = folder.resolve("marts.duckdb");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + marts);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        return new ConformancePage(
                        new Frame(PageOptions.standard(false), List.of()), new ConformanceMarts(new MartReader(marts)))
                .render();
    }

    @Test
    void stepsStandInTheirOrderWithDeviationsInPlace() throws SQLException {
        String page = page("""
                CREATE TABLE fct_case_conformance AS
                SELECT 'c' || i AS ticket_key, 'sop/1' AS process_model, 'm' AS model_hash,
                  CASE WHEN i < 3 THEN 'v1' ELSE 'v2' END AS variant, i < 3 AS is_conforming, TRUE AS is_evaluated
                FROM range(4) AS r(i)
                """, """
                CREATE TABLE variant_conformance AS
                SELECT 'm' AS model_hash, variant, trace, deviations, CAST(cost AS BIGINT) AS cost, fitness
                FROM (VALUES
                  ('v1', '["a","b"]', '[]', 0, 1.0::DOUBLE),
                  ('v2', '["b","<x>"]',
                    '[{"position":0,"kind":"skipped","activity":"a"},{"position":1,"kind":"inserted","activity":"<x>"}]', 2, 0.5)
                ) AS v(variant, trace, deviations, cost, fitness)
                """, """
                CREATE TABLE fct_deviation AS
                SELECT 'c3' AS ticket_key, 'sop/1' AS process_model, shown_as, activity, is_accepted, seconds AS excess_seconds,
                  CAST(seconds / 100 AS DECIMAL(28, 6)) AS excess_cost, 'EUR' AS currency
                FROM (VALUES ('skipped', 'a', TRUE, 5400.0), ('skipped', 'a', TRUE, NULL), ('inserted', '<x>', FALSE, 9000.0)) AS d(shown_as, activity, is_accepted, seconds)
                """);

        assertThat(page)
                .contains(
                        "<dt>Cases</dt><dd>4</dd>",
                        "<dt>Variants</dt><dd>2</dd>",
                        "<dt>Runs of the model</dt><dd>3</dd>",
                        "<span class=\"step\">a</span> <span class=\"step\">b</span> </th>"
                                + "<td class=\"n\">3</td><td class=\"n\">75.0 %</td><td class=\"n\">0</td><td class=\"n\">1.000</td>",
                        "<span class=\"step skipped\" title=\"skipped\">a</span> <span class=\"step\">b</span>"
                                + " <span class=\"step inserted\" title=\"inserted\">&lt;x&gt;</span> </th>"
                                + "<td class=\"n\">1</td><td class=\"n\">25.0 %</td><td class=\"n\">2</td><td class=\"n\">0.500</td>",
                        "All variants");
        // The costlier one first: 2.5 h at a cent a second, then 1.5 h.
        assertThat(page)
                .containsSubsequence(
                        "<th scope=\"row\">inserted</th><td>&lt;x&gt;</td><td class=\"n\">1</td><td class=\"n\">1</td>"
                                + "<td class=\"n\">0</td><td class=\"n\">2.5</td><td class=\"n\">90.00 EUR</td>",
                        "<th scope=\"row\">skipped</th><td>a</td><td class=\"n\">2</td><td class=\"n\">1</td>"
                                + "<td class=\"n\">2</td><td class=\"n\">1.5 (of 1)</td><td class=\"n\">54.00 EUR (of 1)</td>",
                        "WHERE process_model = &#39;sop/1&#39;");
    }

    @Test
    void beforeTheGroupIsPublishedThePageSaysSo() throws SQLException {
        assertThat(page()).contains("No case with a process model was completed yet.");
    }
}
