package io.tallyhouse.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyhouse.quality.result.FailingRow;
import io.tallyhouse.quality.result.Outcome;
import io.tallyhouse.quality.result.RuleResult;
import io.tallyhouse.quality.rule.Rule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of generated rule, broken by one row and seen by Deequ, mended and seen to pass. */
class GeneratedRulesTest {
    @TempDir
    static Path empty;

    private static final String GOOD = """
            ('A', 'open', 1L, 0D, 'p1', 10L), ('B', "won't do", 5L, 0.5D, 'p2', 20L), \
            ('C', 'closed', null, null, null, null)""";

    private static Dataset<Row> tickets(String rows) {
        return TestSpark.rows(
                "SELECT * FROM VALUES " + rows + " AS t(number, state, priority, score, caller, seconds)");
    }

    private static List<Rule> rules() {
        return TestModels.rules(empty, "silver/ticket.dqdl", "Rules = [ ]").stream()
                .filter(r -> r.table().equals("ticket"))
                .toList();
    }

    private static List<RuleResult> check(Dataset<Row> rows) {
        return QualityGate.check(
                        List.of(new CheckedTable(TestModels.TICKET, "1", () -> rows)), rules(), FormerChecks.none())
                .results();
    }

    private static RuleResult result(List<RuleResult> results, String id) {
        return results.stream()
                .filter(r -> r.rule().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void endsOfRangesAndNullsAreValid() {
        assertThat(check(tickets(GOOD)))
                .hasSize(9)
                .allSatisfy(r -> assertThat(r.outcome()).isEqualTo(Outcome.PASSED))
                .allSatisfy(r -> assertThat(r.total()).isEqualTo(3));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    ticket.key               | ('A', 'open', 1L, 0D, 'p1', 1L)             | number=A    | 2 rows | 2
                    ticket.number.not_null   | (null, 'open', 1L, 0D, 'p1', 1L)            | number=null | null   | 1
                    ticket.state.not_null    | ('X', null, 1L, 0D, 'p1', 1L)               | number=X    | null   | 1
                    ticket.state.values      | ('X', 'opened', 1L, 0D, 'p1', 1L)           | number=X    | opened | 1
                    ticket.priority.min      | ('X', 'open', 0L, 0D, 'p1', 1L)             | number=X    | 0      | 1
                    ticket.priority.max      | ('X', 'open', 6L, 0D, 'p1', 1L)             | number=X    | 6      | 1
                    ticket.score.max         | ('X', 'open', 1L, 0.5000001D, 'p1', 1L)     | number=X    | 0.5000001 | 1
                    ticket.caller.values     | ('X', 'open', 1L, 0D, 'someone', 1L)        | number=X    | (personal, not kept) | 1
                    """)
    void aBrokenRowBreaksItsRuleAndNoOther(String rule, String row, String key, String value, long failing) {
        List<RuleResult> results = check(tickets(GOOD + ", " + row));

        assertThat(results)
                .filteredOn(r -> r.outcome() != Outcome.PASSED)
                .extracting(r -> r.rule().id())
                .containsExactly(rule);
        RuleResult broken = result(results, rule);
        assertThat(broken.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(broken.failing()).isEqualTo(failing);
        assertThat(broken.total()).isEqualTo(4);
        assertThat(broken.rows()).hasSize(1);
        assertThat(broken.rows().get(0).keyText()).isEqualTo(key);
        assertThat(broken.rows().get(0).value()).isEqualTo(value);
    }

    @Test
    void notANumberBreaksARange() {
        List<RuleResult> results = check(tickets(GOOD + ", ('X', 'open', 1L, double('NaN'), 'p1', 1L)"));

        assertThat(result(results, "ticket.score.min").outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result(results, "ticket.score.min").rows())
                .containsExactly(new FailingRow(Map.of("number", "X"), "NaN"));
    }

    @Test
    void anEmptyTableBreaksNothing() {
        assertThat(check(tickets(GOOD).filter("false")))
                .hasSize(9)
                .allSatisfy(r -> assertThat(r.outcome()).isEqualTo(Outcome.PASSED))
                .allSatisfy(r -> assertThat(r.seen()).isEqualTo("no rows to judge"));
    }

    @Test
    void aMissingColumnOrAnotherTypeSpoilsNoOtherRule() {
        Dataset<Row> rows = tickets(GOOD + ", ('X', 'opened', 9L, 0D, 'p1', 1L)")
                .drop("score")
                .withColumn("priority", org.apache.spark.sql.functions.expr("cast(priority AS string)"));

        List<RuleResult> results = check(rows);

        assertThat(result(results, "ticket.score.min").outcome()).isEqualTo(Outcome.NOT_EVALUABLE);
        assertThat(result(results, "ticket.score.min").seen())
                .isEqualTo("Column score is missing from ticket; valid: caller, number, priority, seconds, state");
        assertThat(result(results, "ticket.priority.max").outcome()).isEqualTo(Outcome.NOT_EVALUABLE);
        assertThat(result(results, "ticket.priority.max").seen())
                .isEqualTo("Column priority of ticket is string, its model says bigint");
        assertThat(result(results, "ticket.state.values").outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result(results, "ticket.state.not_null").outcome()).isEqualTo(Outcome.PASSED);
        assertThat(result(results, "ticket.key").outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test
    void anErrorWhileRowsAreReadSpoilsNoOtherRule() {
        Dataset<Row> rows = tickets(GOOD)
                .withColumn(
                        "priority",
                        org.apache.spark.sql.functions.expr(
                                "CASE WHEN number = 'B' THEN cast(raise_error('broken file') AS bigint) ELSE priority END"));

        List<RuleResult> results = check(rows);

        assertThat(result(results, "ticket.priority.max").outcome()).isEqualTo(Outcome.NOT_EVALUABLE);
        assertThat(result(results, "ticket.priority.max").seen()).contains("broken file");
        assertThat(result(results, "ticket.state.values").outcome()).isEqualTo(Outcome.PASSED);
        assertThat(result(results, "ticket.key").outcome()).isEqualTo(Outcome.PASSED);
        assertThat(result(results, "ticket.key").total()).isEqualTo(3);
    }

    @Test
    void theFirstHundredFailingRowsAreKeptInTheOrderOfTheKey() {
        Dataset<Row> rows =
                TestSpark.rows("SELECT lpad(id, 4, '0') AS number, 'open' AS state, 1L AS priority, 0D AS score,"
                        + " 'p1' AS caller, 1L AS seconds FROM range(250)");
        List<RuleResult> results = check(rows.selectExpr(
                "number",
                "CASE WHEN number < '0230' THEN 'odd' ELSE 'open' END AS state",
                "priority",
                "score",
                "caller",
                "seconds"));

        RuleResult broken = result(results, "ticket.state.values");
        assertThat(broken.failing()).isEqualTo(230);
        assertThat(broken.total()).isEqualTo(250);
        assertThat(broken.rows()).hasSize(100);
        assertThat(broken.rows().get(0).key()).containsEntry("number", "0000");
        assertThat(broken.rows().get(99).key()).containsEntry("number", "0099");
        assertThat(broken.seen()).isEqualTo("share of good rows 0.08");
    }
}
