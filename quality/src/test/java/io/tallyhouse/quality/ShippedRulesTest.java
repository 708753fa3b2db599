package io.tallyhouse.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyhouse.catalogue.Catalogue;
import io.tallyhouse.catalogue.model.ModelFolder;
import io.tallyhouse.catalogue.model.TableColumn;
import io.tallyhouse.catalogue.yaml.Problems;
import io.tallyhouse.quality.result.Outcome;
import io.tallyhouse.quality.result.RuleResult;
import io.tallyhouse.quality.rule.Rule;
import io.tallyhouse.quality.rule.RuleCheck;
import io.tallyhouse.quality.rule.Rules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rule files that ship, against the models that ship. */
class ShippedRulesTest {
    private static final Path HOME = Path.of(System.getProperty("tallyhouse.home"));
    private static final Catalogue CATALOGUE = Catalogue.load(HOME, null);

    private static Rules rules() {
        Problems problems = new Problems();
        Rules rules = Rules.load(
                HOME.resolve("quality/rules"),
                CATALOGUE.models().all(),
                CATALOGUE.metrics().all(),
                problems);
        problems.throwIfAny();
        return rules;
    }

    private static Dataset<Row> empty(ModelFolder model) {
        return TestSpark.rows(model.model().columns().stream()
                        .map(c -> "CAST(NULL AS " + c.type() + ") AS " + c.name())
                        .collect(Collectors.joining(", ", "SELECT ", "")))
                .filter("false");
    }

    /** The columns given as SQL, all others null. */
    private static Dataset<Row> rows(ModelFolder model, String values) {
        Dataset<Row> given = TestSpark.rows(values);
        List<String> columns = new ArrayList<>();
        for (TableColumn c : model.model().columns()) {
            boolean is = List.of(given.columns()).contains(c.name());
            columns.add("CAST(" + (is ? c.name() : "NULL") + " AS " + c.type() + ") AS " + c.name());
        }
        return given.selectExpr(columns.toArray(String[]::new));
    }

    @Test
    void everyHandWrittenRuleCanBeJudgedOnTheModelsAsTheyAre() {
        List<Rule> written = rules().all().stream()
                .filter(r -> r.check() instanceof RuleCheck.Dqdl)
                .toList();
        List<CheckedTable> tables = CATALOGUE.models().all().stream()
                .map(m -> new CheckedTable(m, "1", () -> empty(m)))
                .toList();

        assertThat(written).hasSizeGreaterThan(12);
        assertThat(QualityGate.check(tables, written, FormerChecks.none()).results())
                .hasSameSizeAs(written)
                .allSatisfy(r -> assertThat(r.outcome()).as(r.toString()).isEqualTo(Outcome.PASSED));
    }

    @Test
    void aSourceOfOneGroupOfMetricsLeavesTheOtherGroupsAlone() {
        Rules rules = rules();

        assertThat(rules.of("fct_training").get(0).groups())
                .contains("adoption")
                .doesNotContain("sla", "rework");
        assertThat(rules.of("fct_sla_clock").get(0).groups()).contains("sla").doesNotContain("rework");
        assertThat(rules.of("ticket_event").get(0).groups())
                .contains("rework", "sla", "hours", "conformance", "ticket");
        assertThat(rules.of("kpi_current").get(0).groups()).contains("rework", "sla", "hours", "adoption");
        assertThat(rules.of("ticket").get(0).marts()).contains("kpi_current", "ticket");
    }

    private static RuleResult judge(String table, String values, String other, String otherValues, String id) {
        ModelFolder model = CATALOGUE.models().find(table).orElseThrow();
        ModelFolder second = CATALOGUE.models().find(other).orElseThrow();
        List<Rule> rule = rules().all().stream()
                .filter(r -> r.id().equals(table + "." + id))
                .toList();
        return QualityGate.check(
                        List.of(
                                new CheckedTable(model, "1", () -> rows(model, values)),
                                new CheckedTable(second, "1", () -> rows(second, otherValues))),
                        rule,
                        FormerChecks.none())
                .results()
                .get(0);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    unknown_activity     | select 'a' as ticket_key, id as seq, id > 1 as is_mapped from range(1500) | select 'a' as ticket_key, id as seq, id > 0 as is_mapped from range(1500) | 2
                    dense_positions      | select 'a' as ticket_key, id as seq from values (1), (3) as t(id)         | select 'a' as ticket_key, id as seq from values (1), (2) as t(id)          | 1
                    lost_within_handled  | select 'a' as ticket_key, 1 as seq, 5 as lost_seconds, 4 as handling_seconds | select 'a' as ticket_key, 1 as seq, 4 as lost_seconds, 4 as handling_seconds | 1
                    resolved_or_reopened | select 'a' as ticket_key, 1 as seq, true as done, true as was_done, true as is_resolution, false as is_reopening | select 'a' as ticket_key, 1 as seq, true as done, false as was_done, true as is_resolution, false as is_reopening | 1
                    """)
    void rulesOfEventsAreBrokenAndMended(String id, String broken, String mended, long failing) {
        RuleResult result = judge("ticket_event", broken, "ticket", "select 1", id);

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.failing()).isEqualTo(failing);
        assertThat(judge("ticket_event", mended, "ticket", "select 1", id).outcome())
                .isEqualTo(Outcome.PASSED);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"same_events, 0, seq = 1", "same_handling_seconds, 1, true", "same_lost_seconds, 1, true"})
    void measuredEventsAreReconciledWithTheEvents(String id, int change, String kept) {
        String events = "select 'a' as ticket_key, id as seq, 10 as handling_seconds, 4 as lost_seconds"
                + " from values (1), (2) as t(id)";
        String changed =
                "select ticket_key, seq, handling_seconds + " + change + " as handling_seconds, lost_seconds - "
                        + change + " as lost_seconds from (" + events + ") where " + kept;
        RuleResult broken = judge("fct_ticket_event", changed, "ticket_event", events, id);

        assertThat(broken.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(broken.rows()).isNotEmpty();
        assertThat(judge("fct_ticket_event", events, "ticket_event", events, id).outcome())
                .isEqualTo(Outcome.PASSED);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    value_is_the_ratio          | 'ok', 0.34, 1, 3, null, null, null, '2026-01-01' | 'ok', 0.3333333333333333, 1, 3, null, null, null, '2026-01-01'
                    value_where_ok              | 'ok', null, 1, 3, null, null, null, '2026-01-01' | 'no_data', null, 0, 0, 'empty', null, null, '2026-01-01'
                    reason_where_not_ok         | 'no_data', null, 0, 0, null, null, null, '2026-01-01' | 'no_data', null, 0, 0, 'empty', null, null, '2026-01-01'
                    interval_has_two_ends       | 'ok', 1, 1, null, null, 2, 1, '2026-01-01'      | 'ok', 1, 1, null, null, 1, 2, '2026-01-01'
                    period_ends_after_it_begins | 'ok', 1, 1, null, null, null, null, '2025-12-31' | 'ok', 1, 1, null, null, null, null, '2026-01-01'
                    """)
    void rulesOfFiguresAreBrokenAndMended(String id, String broken, String mended) {
        String select = "select 'm' as metric, date'2026-01-01' as period_start, t.* from values (%s) as"
                + " t(status, value, numerator, denominator, reason, lower, upper, period_end)";

        RuleResult result = judge("kpi_current", select.formatted(broken), "ticket", "select 1", id);

        assertThat(result.outcome()).as(result.seen()).isEqualTo(Outcome.FAILED);
        assertThat(result.failing()).isEqualTo(1);
        assertThat(judge("kpi_current", select.formatted(mended), "ticket", "select 1", id)
                        .outcome())
                .isEqualTo(Outcome.PASSED);
    }

    @Test
    void functionsAddUpToTheOrganisation() {
        String figures = "select 'm' as metric, 'week' as grain, date'2026-01-05' as period_start, 'All' as team,"
                + " 'All' as region, 'All' as workflow, 'All' as priority, 'All' as role, 'All' as source,"
                + " t.* from values ('All', %d, 9), ('it', 2, 4), ('hr', 3, 5) as t(function, numerator, denominator)";

        assertThat(judge("kpi_current", figures.formatted(6), "ticket", "select 1", "functions_add_up")
                        .outcome())
                .isEqualTo(Outcome.FAILED);
        assertThat(judge("kpi_current", figures.formatted(5), "ticket", "select 1", "functions_add_up")
                        .outcome())
                .isEqualTo(Outcome.PASSED);
    }

    @Test
    void resolvedTicketsAreComplete() {
        String tickets =
                "select id as ticket_key, timestamp'2026-01-02' as first_resolved_at from values ('a'), ('b') as t(id)";
        String measured = "select 'a' as ticket_key, timestamp'2026-01-03' as opened_at,"
                + " timestamp'2026-01-02' as first_resolved_at";
        RuleResult missing = judge("fct_ticket", measured, "ticket", tickets, "all_resolved");

        assertThat(missing.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(missing.rows()).extracting(r -> r.keyText()).containsExactly("ticket_key=b");
        assertThat(judge("fct_ticket", tickets, "ticket", tickets, "all_resolved")
                        .outcome())
                .isEqualTo(Outcome.PASSED);
        RuleResult late = judge("fct_ticket", measured, "ticket", tickets, "opened_before_resolved");
        assertThat(late.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(late.blocks()).isFalse();
    }
}
