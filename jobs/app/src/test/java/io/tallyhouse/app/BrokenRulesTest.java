package io.tallyhouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallyhouse.app.SmallHouse.Change;
import io.tallyhouse.lake.journal.Journal;
import io.tallyhouse.terminal.Exit;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A night of a small sample organisation, judged again by rules that its tables break; rows and keys are counted by DuckDB. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BrokenRulesTest {
    private static final String TICKETS = "sql/marts/ticket_mart/model.yaml";
    private static final String TEAMS = "sql/marts/dim_team/model.yaml";
    private static final String DATES = "sql/marts/dim_date/model.yaml";
    private static final String WRITTEN = "quality/rules/marts/ticket_mart.dqdl";

    @TempDir
    static Path folder;

    private static SmallHouse house;
    private static Sinks sinks;
    private static Map<String, List<String>> before;
    private static String check;
    private static String publish;

    /**
     * @param kind what the rule speaks about
     * @param rule its id
     * @param change that makes it
     * @param rows on the published mart: key and value of rows that break it, in the order of keys; empty for a rule on the whole table
     * @param failing on the published mart: how many rows break it
     * @param seen on the published mart: what Deequ must have seen
     */
    private record Broken(String kind, String rule, Change change, String rows, String failing, String seen) {
        @Override
        public String toString() {
            return kind + " " + rule;
        }

        static Broken said(
                String kind, String rule, Change change, String table, String key, String value, String bad) {
            String good = "(SELECT count(*) FROM " + table + " WHERE (" + bad + ") IS NOT TRUE)";
            return new Broken(
                    kind,
                    rule,
                    change,
                    "SELECT '" + key + "=' || " + key + " || ' → ' || coalesce(" + value + "::VARCHAR, 'null') FROM "
                            + table + " WHERE " + bad + " ORDER BY " + key,
                    "SELECT count(*) FROM " + table + " WHERE " + bad,
                    "SELECT 'share of good rows ' || " + good + " / count(*) FROM " + table);
        }

        static Broken written(String kind, String id, String text, String rows, String failing, String seen) {
            String rule = "# id: " + id + "\n# words: Cannot hold.\n# severity: block\n" + text;
            return new Broken(kind, "ticket_mart." + id, new Change(WRITTEN, "", rule), rows, failing, seen);
        }
    }

    static Stream<Broken> brokenRules() {
        String elsewhere = "FROM ticket WHERE team NOT IN (SELECT team FROM dim_team WHERE region = 'EU')";
        return Stream.of(
                new Broken(
                        "unique_key",
                        "dim_date.key",
                        new Change(DATES, "grain: [date]", "grain: [iso_year]"),
                        "SELECT 'iso_year=' || iso_year || ' → ' || count(*) || ' rows' FROM dim_date GROUP BY iso_year ORDER BY iso_year",
                        "SELECT count(*) FROM dim_date",
                        "SELECT 'share of good rows 0'"),
                Broken.said(
                        "not_null",
                        "dim_team.go_live_at.not_null",
                        new Change(
                                TEAMS,
                                "{name: go_live_at, type: timestamp,",
                                "{name: go_live_at, type: timestamp, not_null: true,"),
                        "dim_team",
                        "team",
                        "go_live_at",
                        "go_live_at IS NULL"),
                Broken.said(
                        "values",
                        "dim_team.region.values",
                        new Change(
                                TEAMS,
                                "{name: region, type: string, not_null: true,",
                                "{name: region, type: string, not_null: true, values: [EU, US],"),
                        "dim_team",
                        "team",
                        "region",
                        "region NOT IN ('EU', 'US')"),
                Broken.said(
                        "min",
                        "ticket_mart.events.min",
                        new Change(
                                TICKETS,
                                "{name: events, type: bigint, not_null: true, min: 1,",
                                "{name: events, type: bigint, not_null: true, min: 6,"),
                        "ticket",
                        "ticket_key",
                        "events",
                        "events < 6"),
                Broken.said(
                        "max",
                        "ticket_mart.priority.max",
                        new Change(TICKETS, "max: 5", "max: 3"),
                        "ticket",
                        "ticket_key",
                        "priority",
                        "priority > 3"),
                Broken.written(
                        "row_predicate",
                        "no_hand_off",
                        "RowCount = 0 where \"hand_offs > 0\"",
                        "SELECT 'ticket_key=' || ticket_key || ' → ' || hand_offs FROM ticket WHERE hand_offs > 0 ORDER BY 1",
                        "SELECT count(*) FROM ticket WHERE hand_offs > 0",
                        "SELECT 'RowCount ' || count(*) FROM ticket WHERE hand_offs > 0"),
                Broken.written(
                        "reconciliation",
                        "reference",
                        "# rows: select t.ticket_key, t.team from primary t left anti join dim_team d"
                                + " on d.team = t.team and d.region = 'EU'\n"
                                + "CustomSql \"select count(*) from primary t left anti join dim_team d on d.team = t.team"
                                + " and d.region = 'EU'\" = 0",
                        "SELECT 'ticket_key=' || ticket_key || ' → ' || team " + elsewhere + " ORDER BY 1",
                        "SELECT count(*) " + elsewhere,
                        "SELECT 'the statement returned ' || count(*) " + elsewhere),
                Broken.written(
                        "custom_dqdl",
                        "row_count",
                        "RowCount > 1000",
                        "",
                        "SELECT 0",
                        "SELECT 'RowCount ' || count(*) FROM ticket"),
                Broken.written(
                        "custom_dqdl",
                        "freshness",
                        "CustomSql \"select datediff(date '2030-01-01', max(opened_at)) from primary\" <= 1",
                        "",
                        "SELECT 0",
                        "SELECT 'the statement returned ' || date_diff('day', max(opened_at)::DATE, DATE '2030-01-01') FROM ticket"));
    }

    private static List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        List<String> written = new ArrayList<>(List.of(
                "# id: empty_average\n# words: Tickets with a million events are not urgent.\n# severity: block\n"
                        + "CustomSql \"select avg(priority) from primary where events > 1000000\" > 3",
                "# id: sum_of_texts\n# words: States are above zero.\n# severity: block\nSum \"state\" > 0"));
        brokenRules().map(Broken::change).forEach(c -> {
            if (c.file().equals(WRITTEN)) {
                written.add(c.text());
            } else {
                changes.add(c);
            }
        });
        changes.add(new Change(WRITTEN, "", "Rules = [\n" + String.join(",\n", written) + "\n]\n"));
        return changes;
    }

    @BeforeAll
    static void aNightAndAnotherOneWithBrokenRules() throws Exception {
        house = SmallHouse.sample(folder, "--scale", "0.003", "--weeks", "4");
        house.expect(Exit.OK, "nightly");
        sinks = new Sinks(folder.resolve("warehouse/marts.duckdb"), "");
        before = marts();
        house.changed(changes(), () -> {
            check = house.expect(Exit.OK, "check").err();
            publish = house.expect(Exit.BLOCKED, "publish").err();
        });
    }

    /** All rows of all marts with their publication. */
    private static Map<String, List<String>> marts() throws SQLException {
        Map<String, List<String>> marts = new TreeMap<>();
        try (Connection duck = sinks.duck()) {
            for (String table : sinks.tables()) {
                marts.put(table, sinks.rows(duck, table, "true"));
            }
        }
        assertThat(marts).containsKeys("dim_date", "dim_metric", "dim_team", "kpi_current", "ticket");
        return marts;
    }

    /** Newest result of each rule. */
    private static Map<String, JsonNode> results() {
        return new Journal(folder.resolve("warehouse"), "checks")
                .read()
                .flatMap(c -> Stream.of(c.path("results")).flatMap(r -> {
                    List<JsonNode> all = new ArrayList<>();
                    r.forEach(all::add);
                    return all.stream();
                }))
                .collect(Collectors.toMap(r -> r.path("rule").asText(), r -> r, (older, newer) -> newer, TreeMap::new));
    }

    private static List<String> published(String condition) throws SQLException {
        try (Connection duck = sinks.duck()) {
            return Sinks.texts(duck, "SELECT mart_group FROM publication WHERE " + condition + " ORDER BY mart_group");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenRules")
    @Order(1)
    void isSeenToFailWithItsRowsAndRecorded(Broken broken) throws SQLException {
        JsonNode result = results().get(broken.rule());
        assertThat(result.path("kind").asText()).isEqualTo(broken.kind());
        assertThat(result.path("outcome").asText()).isEqualTo("failed");
        List<String> keys = new ArrayList<>();
        result.path("rows").forEach(r -> keys.add(key(r)));
        try (Connection duck = sinks.duck()) {
            assertThat(Sinks.texts(duck, broken.failing()))
                    .containsExactly(result.path("failing").asText());
            assertThat(Sinks.texts(duck, broken.seen()))
                    .containsExactly(result.path("seen").asText());
            if (broken.rows().isEmpty()) {
                assertThat(keys).isEmpty();
                return;
            }
            List<String> expected = Sinks.texts(duck, broken.rows());
            assertThat(expected).isNotEmpty();
            assertThat(keys).isEqualTo(expected.subList(0, Math.min(100, expected.size())));
        }
        assertThat(screen(broken.rule()))
                .contains("  rows        " + result.path("failing") + " of " + result.path("total") + " (")
                .contains("  first keys  " + keys.get(0) + "\n")
                .contains("  all of them tallyhouse check --rows " + broken.rule() + "\n")
                .containsIgnoringCase("\nselect ")
                .contains("  owner       ", "held back, as last published");
    }

    private static String key(JsonNode row) {
        List<String> parts = new ArrayList<>();
        row.path("key")
                .properties()
                .forEach(k -> parts.add(k.getKey() + "=" + k.getValue().asText()));
        return String.join(", ", parts) + " → " + row.path("value").asText();
    }

    /** What check printed about one rule. */
    private static String screen(String rule) {
        assertThat(check).contains("FAILED  " + rule + "  (block)\n");
        return check.substring(check.indexOf("FAILED  " + rule + "  (block)\n")).split("\n\n", 2)[0];
    }

    /** The command that the screen prints, pasted: as many rows as DuckDB counts, keys of a key that is not unique. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenRules")
    @Order(2)
    void allItsRowsAreShownByTheCommandThatWasPrinted(Broken broken) throws Exception {
        if (broken.rows().isEmpty()) {
            assertThat(house.expect(Exit.USAGE, "check", "--rows", broken.rule())
                            .err())
                    .contains("it is about the table as a whole");
            return;
        }
        JsonNode rows = house.json("check", "--rows", broken.rule());
        try (Connection duck = sinks.duck()) {
            assertThat(rows).hasSize(Sinks.texts(duck, broken.rows()).size());
        }
    }

    @Test
    @Order(2)
    void whatCannotBeJudgedIsNotFailedAndSpoilsNoOtherRule() {
        Map<String, JsonNode> results = results();
        assertThat(results.get("ticket_mart.empty_average").path("outcome").asText())
                .isEqualTo("not_evaluable");
        assertThat(check)
                .contains("CANNOT BE JUDGED  ticket_mart.empty_average  (block)\n")
                .contains("  why         The statement of the rule returned null\n")
                .contains("CANNOT BE JUDGED  ticket_mart.sum_of_texts  (block)\n")
                .contains("but found StringType instead")
                .contains(" rules, 9 failed, 2 cannot be judged, ");
        assertThat(results.values().stream()
                        .filter(r -> r.path("outcome").asText().equals("failed"))
                        .map(r -> r.path("rule").asText()))
                .containsExactlyInAnyOrderElementsOf(
                        brokenRules().map(Broken::rule).toList());
        assertThat(results).hasSizeGreaterThan(300);
    }

    @Test
    @Order(3)
    void theirGroupsStayAndTheOthersArePublishedAnew() throws Exception {
        assertThat(publish)
                .contains("  ticket_mart.row_count failed: Cannot hold; expected RowCount > 1000, seen RowCount ");
        assertThat(publish).contains("held back: reference, ticket; they stay at their last publication");
        Map<String, List<String>> now = marts();
        for (String table : List.of("dim_date", "dim_metric", "dim_team", "ticket")) {
            assertThat(now.get(table)).as(table).isNotEmpty().isEqualTo(before.get(table));
        }
        assertThat(published("status = 'held_back'")).containsExactly("reference", "ticket");
        try (Connection duck = sinks.duck()) {
            List<String> id =
                    Sinks.texts(duck, "SELECT DISTINCT publication_id FROM publication WHERE status = 'published'");
            assertThat(id).hasSize(1);
            assertThat(Sinks.texts(duck, "SELECT DISTINCT publication_id FROM kpi_current"))
                    .isEqualTo(id);
            assertThat(Sinks.texts(duck, "SELECT DISTINCT publication_id FROM ticket"))
                    .doesNotContainAnyElementsOf(id);
        }
    }

    @Test
    @Order(4)
    void statusSaysWhatIsWrongInWords() throws Exception {
        JsonNode held = house.json("status").path("gates").path("held");
        assertThat(held.findValuesAsText("group")).containsExactly("reference", "ticket");
        assertThat(held.path(0).path("rules").findValuesAsText("rule"))
                .containsExactly("dim_date.key", "dim_team.go_live_at.not_null", "dim_team.region.values");
        String status = house.run("status").out();
        assertThat(status)
                .contains("Gates, checked ", ": 2 groups held back")
                .contains("ticket_mart.priority.max failed: Column priority of ticket_mart is at most 3; expected"
                        + " priority <= 3, seen share of good rows ")
                .contains("ticket_mart.empty_average cannot be judged: Tickets with a million events are not urgent;"
                        + " why: The statement of the rule returned null; table ticket_mart, owner data-engineering\n")
                .contains("ticket stays at p-");
    }

    @Test
    @Order(5)
    void mendedTheyArePublishedAgain() throws SQLException {
        assertThat(house.expect(Exit.OK, "check").err()).contains(" rules, 0 failed, 0 cannot be judged, ");
        assertThat(house.expect(Exit.USAGE, "check", "--rows", "dim_date.key").err())
                .contains("Cannot show rows that break dim_date.key: its newest verdict is passed");
        assertThat(house.expect(Exit.USAGE, "check", "--rows", "dim_date.nothing")
                        .err())
                .contains("Unknown rule dim_date.nothing");
        house.expect(Exit.OK, "publish");
        assertThat(published("status = 'published'")).hasSize(9);
        try (Connection duck = sinks.duck()) {
            assertThat(Sinks.texts(duck, "SELECT DISTINCT publication_id FROM publication"))
                    .hasSize(1);
            assertThat(Sinks.texts(duck, "SELECT publication_id FROM publication WHERE mart_group = 'ticket'"))
                    .isEqualTo(Sinks.texts(duck, "SELECT DISTINCT publication_id FROM ticket"));
        }
    }
}
