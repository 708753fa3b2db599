package io.tallyhouse.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallyhouse.quality.result.GateReport;
import io.tallyhouse.quality.result.GateReport.HeldGroup;
import io.tallyhouse.quality.result.GateScreen;
import io.tallyhouse.quality.result.Outcome;
import io.tallyhouse.quality.result.RuleResult;
import io.tallyhouse.quality.result.TableCheck;
import io.tallyhouse.quality.rule.Rule;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a verdict does: which groups wait, what a person reads, and when nothing is judged again. */
class QualityGateTest {
    @TempDir
    Path folder;

    private static final String WARNING = """
            Rules = [
                # id: few
                # words: There are at least a hundred tickets.
                # severity: warn
                RowCount >= 100,
                # id: same_seconds
                # words: The handling seconds of fct_ticket are those of ticket.
                # severity: block
                CustomSql "select coalesce(sum(seconds), 0) - (select coalesce(sum(seconds), 0) from fct_ticket) from primary" = 0
            ]
            """;

    private final Map<String, String> stored = new HashMap<>();
    private final ObjectMapper json = new ObjectMapper();
    private int opened;

    private List<Rule> rules() {
        return TestModels.rules(folder, "silver/ticket.dqdl", WARNING).stream()
                .filter(r -> List.of("ticket", "fct_ticket", "outage").contains(r.table()))
                .toList();
    }

    private Dataset<Row> opened(String sql) {
        opened++;
        return TestSpark.rows(sql);
    }

    private List<CheckedTable> tables(String priorities, String version) {
        return List.of(
                new CheckedTable(
                        TestModels.TICKET,
                        version,
                        () -> opened("SELECT concat('INC', priority) AS number,"
                                + " 'open' AS state, priority, 0D AS score, 'p1' AS caller, 0L AS seconds"
                                + " FROM (SELECT explode(array(" + priorities + ")) AS priority)")),
                new CheckedTable(TestModels.FCT_TICKET, "7", () -> opened("SELECT 'INC1' AS number, 0L AS seconds")),
                new CheckedTable(TestModels.OUTAGE, "1", () -> opened("SELECT 1L AS id")));
    }

    private Optional<Map<String, Object>> find(String table, String key) {
        return Optional.ofNullable(stored.get(table + key)).map(text -> {
            try {
                @SuppressWarnings("unchecked")
                Map<String, Object> map = json.readValue(text, Map.class);
                return map;
            } catch (java.io.IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    private GateReport check(List<CheckedTable> tables) throws java.io.IOException {
        GateReport report = QualityGate.check(tables, rules(), this::find);
        for (TableCheck check : report.checks()) {
            stored.put(check.table() + check.key(), json.writeValueAsString(check.toMap()));
        }
        return report;
    }

    @Test
    void onlyTheGroupsBehindTheTableWait() throws Exception {
        GateReport report = check(tables("1L, 2L, 6L", "1"));

        assertThat(report.held()).containsExactly(new HeldGroup("hours", List.of("ticket.priority.max")));
        assertThat(report.holdsBack("hours")).isTrue();
        assertThat(report.holdsBack("ops")).isFalse();
        assertThat(report.exitCode()).isEqualTo(3);
        assertThat(report.broken()).extracting(r -> r.rule().id()).containsExactly("ticket.priority.max", "ticket.few");
    }

    @Test
    void aWarningHoldsNothingBack() throws Exception {
        GateReport report = check(tables("1L, 2L", "1"));

        assertThat(report.broken()).extracting(r -> r.rule().id()).containsExactly("ticket.few");
        assertThat(report.held()).isEmpty();
        assertThat(report.exitCode()).isZero();
    }

    @Test
    void aTableThatWasNotBuiltHoldsItsGroupBack() throws Exception {
        GateReport report = check(tables("1L", "1").subList(0, 2));

        assertThat(report.held()).containsExactly(new HeldGroup("ops", List.of("outage.id.not_null", "outage.key")));
        assertThat(report.results())
                .filteredOn(r -> r.rule().table().equals("outage"))
                .allSatisfy(r -> assertThat(r.outcome()).isEqualTo(Outcome.NOT_EVALUABLE));
    }

    @Test
    void aTableReadByARuleAndNotGivenMakesOnlyThatRuleNotEvaluable() throws Exception {
        List<CheckedTable> all = tables("1L", "1");
        GateReport report = check(List.of(all.get(0), all.get(2)));

        assertThat(report.results())
                .filteredOn(r -> r.rule().table().equals("ticket") && r.outcome() == Outcome.NOT_EVALUABLE)
                .extracting(r -> r.rule().id() + ": " + r.seen())
                .containsExactly(
                        "ticket.same_seconds: Table fct_ticket was not given to the check: it has not been built");
    }

    @Test
    void unchangedTablesKeepTheirVerdictsAndAreNotOpened() throws Exception {
        GateReport first = check(tables("1L, 2L, 6L", "1"));
        assertThat(opened).isEqualTo(4);

        GateReport second = check(tables("1L, 2L, 6L", "1"));
        assertThat(opened).isEqualTo(4);
        assertThat(second.checks()).allMatch(TableCheck::reused);
        assertThat(second.results()).isEqualTo(first.results());
        assertThat(second.held()).isEqualTo(first.held());

        GateReport third = check(tables("1L, 2L", "2"));
        assertThat(third.checks().stream().filter(c -> !c.reused()).map(TableCheck::table))
                .containsExactly("ticket");
        assertThat(third.held()).isEmpty();
    }

    @Test
    void aTableReadByARuleIsPartOfTheKey() throws Exception {
        List<CheckedTable> tables = tables("1L", "1");
        check(tables);
        GateReport again = check(List.of(
                tables.get(0),
                new CheckedTable(
                        TestModels.FCT_TICKET, "8", () -> TestSpark.rows("SELECT 'INC1' AS number, 5L AS seconds")),
                tables.get(2)));

        assertThat(again.checks().stream().collect(Collectors.toMap(TableCheck::table, TableCheck::reused)))
                .isEqualTo(Map.of("ticket", false, "fct_ticket", false, "outage", true));
        assertThat(again.held()).containsExactly(new HeldGroup("hours", List.of("ticket.same_seconds")));
    }

    @Test
    void aFailureFitsOnOneScreen() throws Exception {
        RuleResult broken = check(tables("1L, 9L, 6L, 8L, 7L", "1")).broken().get(0);

        assertThat(GateScreen.render(broken)).isEqualTo("""
                        FAILED  ticket.priority.max  (block)
                          rule        Column priority of ticket is at most 5.
                          written in  sql/silver/ticket/model.yaml:11:5
                          expected    priority <= 5
                          seen        share of good rows 0.2
                          rows        4 of 5 (80.00 %)
                          first keys  number=INC6 → 6
                                      number=INC7 → 7
                                      number=INC8 → 8
                          marts       hours, scorecard (group hours): held back, as last published
                          owner       service desk
                          next        mend the data or the rule, then: tallyhouse nightly
                          all of them tallyhouse check --rows ticket.priority.max
                          which runs, in Spark SQL on the tables of the warehouse:
                        SELECT number, priority FROM ticket WHERE priority > 5 ORDER BY number
                        """);
    }

    @Test
    void whatCannotBeJudgedSaysWhy() throws Exception {
        List<CheckedTable> tables =
                List.of(new CheckedTable(TestModels.OUTAGE, "2", () -> TestSpark.rows("SELECT 1L AS ident")));
        RuleResult broken = check(tables).broken().stream()
                .filter(r -> r.rule().id().equals("outage.key"))
                .findFirst()
                .orElseThrow();

        assertThat(GateScreen.render(broken)).isEqualTo("""
                        CANNOT BE JUDGED  outage.key  (block)
                          rule        outage has one row for each id.
                          written in  sql/silver/outage/model.yaml:4:1
                          expected    each key once
                          why         Column id is missing from outage; valid: ident
                          marts       uptime (group ops): held back, as last published
                          owner       operations
                          next        mend the table or the rule, then: tallyhouse nightly
                        """);
    }
}
