package io.tallyhouse.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tallyhouse.quality.result.Outcome;
import io.tallyhouse.quality.result.RuleResult;
import io.tallyhouse.quality.rule.Rule;
import io.tallyhouse.quality.rule.RuleKind;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules written in DQDL: broken, mended, and kept apart from each other. */
class WrittenRulesTest {
    @TempDir
    Path folder;

    private static final Dataset<Row> TICKETS = TestSpark.rows("""
            SELECT * FROM VALUES
                ('A', 'open', 1L, 0D, 'p1', 10L),
                ('B', 'open', 5L, 0.5D, 'p2', 20L),
                ('C', 'closed', 3L, 0.2D, 'p2', 30L),
                ('D', 'closed', null, null, null, null)
            AS t(number, state, priority, score, caller, seconds)
            """);
    private static final Dataset<Row> MEASURED = TestSpark.rows(
            "SELECT * FROM VALUES ('A', 10L), ('B', 20L), ('C', 29L), ('D', null) AS t(number, seconds)");

    private List<RuleResult> check(Dataset<Row> tickets, String... rules) {
        StringBuilder file = new StringBuilder("Rules = [\n");
        for (int i = 0; i < rules.length; i++) {
            file.append("# id: r%d\n# words: Rule %d.\n# severity: block\n".formatted(i, i));
            file.append(rules[i]).append(i + 1 < rules.length ? ",\n" : "\n");
        }
        List<Rule> read = TestModels.rules(folder, "silver/ticket.dqdl", file + "]").stream()
                .filter(r -> r.id().matches("ticket\\.r\\d+"))
                .toList();
        List<CheckedTable> tables = List.of(
                new CheckedTable(TestModels.TICKET, "1", () -> tickets),
                new CheckedTable(TestModels.FCT_TICKET, "1", () -> MEASURED));
        return QualityGate.check(tables, read, FormerChecks.none()).results();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    RowCount > 4                                  | RowCount > 3                                  | RowCount 4
                    RowCount = 0 where "priority > 4"             | RowCount = 0 where "priority > 5"             | RowCount 1
                    ColumnCount = 5                               | ColumnCount = 6                               | ColumnCount 6
                    IsComplete "seconds"                          | IsComplete "number"                           | Completeness of seconds 0.75
                    Completeness "seconds" > 0.8                  | Completeness "seconds" > 0.7                  | Completeness of seconds 0.75
                    IsUnique "state"                              | IsUnique "number"                             | Uniqueness of state 0
                    Uniqueness "state" > 0.5                      | Uniqueness "number" > 0.5                     | Uniqueness of state 0
                    UniqueValueRatio "state" > 0.5                | UniqueValueRatio "number" > 0.5               | UniqueValueRatio of state 0
                    DistinctValuesCount "state" = 3               | DistinctValuesCount "state" = 2               | DistinctValuesCount of state 2
                    ColumnValues "state" in ["open"]              | ColumnValues "state" in ["open","closed"]     | ColumnValues.Compliance of state 0.5
                    ColumnValues "state" != "open"                | ColumnValues "state" != "lost"                | ColumnValues.Compliance of state 0.5
                    ColumnValues "seconds" >= 11 where "seconds is not null" | ColumnValues "seconds" >= 10 where "seconds is not null" | Minimum of seconds 10
                    ColumnLength "number" = 2                     | ColumnLength "number" = 1                     | MaximumLength of number 1, MinimumLength of number 1
                    Mean "seconds" > 20                           | Mean "seconds" >= 20                          | Mean of seconds 20
                    Sum "seconds" = 61                            | Sum "seconds" = 60                            | Sum of seconds 60
                    StandardDeviation "seconds" < 8               | StandardDeviation "seconds" < 9               | StandardDeviation of seconds 8.16496580927726
                    CustomSql "select count(*) from primary where priority = 5" = 0 | CustomSql "select count(*) from primary where priority = 4" = 0 | the statement returned 1
                    """)
    void aBrokenRuleFailsAndAMendedOnePasses(String broken, String mended, String seen) {
        List<RuleResult> results = check(TICKETS, broken, mended);

        assertThat(results).extracting(RuleResult::outcome).containsExactly(Outcome.FAILED, Outcome.PASSED);
        assertThat(results.get(0).seen()).isEqualTo(seen);
        assertThat(results.get(0).total()).isEqualTo(4);
    }

    @Test
    void columnExistenceIsDecidedBeforeDeequIsAsked() {
        assertThat(check(TICKETS, "ColumnExists \"seconds\""))
                .extracting(RuleResult::outcome)
                .containsExactly(Outcome.PASSED);
        assertThat(check(TICKETS.drop("seconds"), "ColumnExists \"seconds\""))
                .extracting(RuleResult::outcome)
                .containsExactly(Outcome.NOT_EVALUABLE);
    }

    @Test
    void statementsDoNotReadEachOthersNumbers() {
        assertThat(check(
                        TICKETS,
                        "CustomSql \"select count(*) from primary\" = 5",
                        "CustomSql \"select 250\" = 0",
                        "CustomSql \"select avg(priority) from ticket\" = 3",
                        "CustomSql \"with x as (select 'a' as k) select count(*) from x where k = 'a'\" = 2"))
                .extracting(RuleResult::outcome, RuleResult::seen)
                .containsExactly(
                        tuple(Outcome.FAILED, "the statement returned 4"),
                        tuple(Outcome.FAILED, "the statement returned 250"),
                        tuple(Outcome.PASSED, "the statement returned 3"),
                        tuple(Outcome.FAILED, "the statement returned 1"));
    }

    @Test
    void aStatementThatReturnsNothingIsNotAZero() {
        assertThat(check(
                        TICKETS,
                        "CustomSql \"select sum(seconds) from primary where false\" = 0",
                        "CustomSql \"select seconds from primary\" = 0",
                        "CustomSql \"select seconds, seconds from primary\" = 0",
                        "CustomSql \"select sum(seconds) from primary\" = 60"))
                .extracting(RuleResult::outcome)
                .containsExactly(Outcome.NOT_EVALUABLE, Outcome.NOT_EVALUABLE, Outcome.NOT_EVALUABLE, Outcome.PASSED);
    }

    @Test
    void aWrongFilterColumnOrStatementSpoilsNoOtherRule() {
        List<RuleResult> results = check(
                TICKETS.drop("score"),
                "RowCount = 0 where \"score > 1\"",
                "IsComplete \"score\"",
                "CustomSql \"select max(score) from primary\" = 0",
                "Mean \"state\" > 0",
                "RowCount = 4",
                "IsComplete \"seconds\"",
                "Mean \"seconds\" = 20");

        assertThat(results)
                .extracting(RuleResult::outcome)
                .containsExactly(
                        Outcome.NOT_EVALUABLE,
                        Outcome.NOT_EVALUABLE,
                        Outcome.NOT_EVALUABLE,
                        Outcome.NOT_EVALUABLE,
                        Outcome.PASSED,
                        Outcome.FAILED,
                        Outcome.PASSED);
        assertThat(results.get(0).seen()).contains("score").contains("cannot be resolved");
        assertThat(results.get(3).seen()).contains("StringType");
    }

    @Test
    void nullsBreakAComparisonOfValuesInDqdl() {
        List<RuleResult> results = check(TICKETS, "ColumnValues \"seconds\" >= 0", "ColumnValues \"seconds\" <= 30");

        assertThat(results).extracting(RuleResult::outcome).containsExactly(Outcome.FAILED, Outcome.FAILED);
        assertThat(results.get(0).seen())
                .isEqualTo("Minimum of seconds 10; there are nulls, which break a rule on values");
    }

    @Test
    void noRowsToJudgeIsAPassUnlessTheRuleCountsRows() {
        assertThat(check(
                        TICKETS.filter("false"),
                        "IsComplete \"seconds\"",
                        "Mean \"seconds\" > 20",
                        "ColumnValues \"seconds\" >= 0",
                        "RowCount = 0 where \"seconds > 0\"",
                        "RowCount > 0"))
                .extracting(RuleResult::outcome, RuleResult::seen)
                .containsExactly(
                        tuple(Outcome.PASSED, "no rows to judge"),
                        tuple(Outcome.PASSED, "no rows to judge"),
                        tuple(Outcome.PASSED, "no rows to judge"),
                        tuple(Outcome.PASSED, "no rows to judge"),
                        tuple(Outcome.FAILED, "RowCount 0"));
        assertThat(check(TICKETS, "Completeness \"seconds\" > 0.9 where \"state = 'lost'\""))
                .extracting(RuleResult::seen)
                .containsExactly("no rows to judge");
        assertThat(check(TICKETS.filter("number = 'D'"), "Mean \"seconds\" > 0"))
                .extracting(RuleResult::outcome)
                .containsExactly(Outcome.NOT_EVALUABLE);
        assertThat(check(TICKETS, "Mean \"seconds\" > 0 where \"number = 'D'\""))
                .extracting(RuleResult::outcome, RuleResult::seen)
                .containsExactly(tuple(Outcome.NOT_EVALUABLE, "No value to judge in 1 rows: all are null"));
    }

    @Test
    void theRowsOfAConditionAreShownWithKeyAndValue() {
        RuleResult broken = check(TICKETS, "RowCount = 0 where \"priority > 4 and score > 0.1\"")
                .get(0);

        assertThat(broken.rule().kind()).isEqualTo(RuleKind.ROW_PREDICATE);
        assertThat(broken.failing()).isEqualTo(1);
        assertThat(broken.rows())
                .extracting(r -> r.keyText() + " " + r.value())
                .containsExactly("number=B priority=5, score=0.5");
        assertThat(broken.query())
                .isEqualTo(
                        "SELECT number, priority, score FROM ticket WHERE priority > 4 and score > 0.1 ORDER BY number");
    }

    @Test
    void tablesAreReconciledAndTheDifferencesListed() {
        String rule = """
                # rows: select f.number, f.seconds - t.seconds as difference
                #   from fct_ticket f join primary t on t.number = f.number where f.seconds <> t.seconds
                CustomSql "select sum(seconds) - (select sum(seconds) from fct_ticket) from primary" = 0""";
        RuleResult broken = check(TICKETS, rule).get(0);

        assertThat(broken.rule().kind()).isEqualTo(RuleKind.RECONCILIATION);
        assertThat(broken.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(broken.seen()).isEqualTo("the statement returned 1");
        assertThat(broken.rows()).extracting(r -> r.keyText() + " " + r.value()).containsExactly("number=C -1");
        assertThat(check(
                                TICKETS.withColumn(
                                        "seconds",
                                        org.apache.spark.sql.functions.expr(
                                                "CASE WHEN number = 'C' THEN 29L ELSE seconds END")),
                                rule)
                        .get(0)
                        .outcome())
                .isEqualTo(Outcome.PASSED);
    }
}
