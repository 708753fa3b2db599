package io.tallyhouse.lake.run;

import static io.tallyhouse.lake.House.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallyhouse.lake.House;
import io.tallyhouse.lake.SharedLake;
import io.tallyhouse.lake.query.InvalidQueryException;
import io.tallyhouse.lake.run.Decision.ByKey;
import io.tallyhouse.lake.run.Decision.Full;
import io.tallyhouse.lake.run.Decision.UpToDate;
import io.tallyhouse.lake.run.Decision.Waits;
import io.tallyhouse.lake.run.ModelResult.Outcome;
import io.tallyhouse.lake.table.TableWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRunnerTest {
    private static final String CONTRACT = """
            format: csv
            kind: upsert
            key: [id]
            version: [v]
            columns:
              - {name: id, type: string, required: true, sentence: Ticket.}
              - {name: v, type: long, sentence: Version.}
              - {name: team, type: string, sentence: Team.}
              - {name: secs, type: long, sentence: Seconds.}
            """;
    private static final String TICKET = """
            grain: [id]
            inputs:
              src__ticket: {key: [id]}
            refresh: by_key
            key: [id]
            triggers: [tables]
            columns:
              - {name: id, type: string, sentence: Ticket.}
              - {name: team, type: string, sentence: Team.}
              - {name: secs, type: bigint, sentence: Seconds.}
            """;
    private static final String TEAM = """
            grain: [team]
            inputs:
              ticket: {key: [team]}
            refresh: by_key
            key: [team]
            triggers: [tables]
            columns:
              - {name: team, type: string, sentence: Team.}
              - {name: secs, type: bigint, sentence: Seconds.}
            """;
    private static final String TOTAL = """
            grain: [what]
            inputs: {team_time: {}}
            refresh: full
            triggers: [tables]
            columns:
              - {name: what, type: string, sentence: What.}
              - {name: secs, type: bigint, sentence: Seconds.}
            """;

    @TempDir
    Path folder;

    private House house;

    @BeforeEach
    void build() {
        house = new House(folder)
                .contract("src/ticket", CONTRACT)
                .model("silver/ticket", TICKET, "SELECT id, team, secs FROM src__ticket");
        house.deliver(
                "src__ticket",
                row("a", 1L, "X", 10L, "h1", "d1", 1L),
                row("b", 1L, "X", 5L, "h2", "d1", 2L),
                row("c", 1L, "Y", 7L, "h3", "d1", 3L));
    }

    private void withTeams() {
        house.model("gold/team_time", TEAM, "SELECT team, SUM(secs) AS secs FROM ticket GROUP BY team");
    }

    private void withTotal() {
        withTeams();
        house.model("gold/total", TOTAL, "SELECT 'all' AS what, SUM(secs) AS secs FROM team_time");
    }

    @Test
    void the_second_night_has_nothing_to_do_and_opens_no_session() {
        withTotal();
        house.night();
        assertThat(house.rows("team_time")).containsExactly("X|15", "Y|7");
        assertThat(house.rows("total")).containsExactly("all|22");

        RunReport second = ModelRunner.run(house.models(), house.context(), () -> {
            throw new AssertionError("opened a session");
        });

        assertThat(second.with(Outcome.UP_TO_DATE)).hasSize(3);
        assertThat(house.version("ticket")).isZero();
    }

    @Test
    void only_affected_keys_are_written_and_a_reassignment_touches_both_teams() {
        withTotal();
        house.night();
        house.deliver("src__ticket", row("b", 2L, "Y", 5L, "h4", "d2", 1L));
        Map<String, Decision> plan = ModelRunner.plan(house.models(), house.context());
        assertThat(plan.get("ticket")).isInstanceOf(ByKey.class);
        assertThat(plan.get("team_time")).isInstanceOf(Waits.class);

        RunReport report = house.night();

        assertThat(report.of("ticket").write().updated()).isEqualTo(1);
        assertThat(report.of("ticket").write().affectedKeys()).isEqualTo(1);
        assertThat(report.of("team_time").write().affectedKeys()).isEqualTo(2);
        assertThat(report.of("team_time").write().rows()).isEqualTo(2);
        assertThat(report.of("total").outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(house.rows("team_time")).containsExactly("X|10", "Y|12");
        assertThat(house.version("total")).as("the same total is not written").isZero();
    }

    @Test
    void a_key_that_is_gone_is_deleted() {
        withTeams();
        house.night();
        house.deliver("src__ticket", row("c", 2L, "X", 7L, "h5", "d2", 1L));

        RunReport report = house.night();

        assertThat(report.of("team_time").write().deleted()).isEqualTo(1);
        assertThat(house.rows("team_time")).containsExactly("X|22");
    }

    @Test
    void a_withdrawn_delivery_takes_its_tickets_back() {
        withTeams();
        house.night();
        house.deliver("src__ticket", row("d", 1L, "Z", 1L, "h9", "d2", 1L));
        house.night();
        assertThat(house.rows("team_time")).contains("Z|1");
        TableWriter.delete(
                SharedLake.lake().newSession(),
                house.tables().table("src__ticket"),
                functions.col("_delivery_id").equalTo("d2"),
                "{\"withdrawn\":\"d2\"}");

        RunReport report = house.night();

        assertThat(report.of("ticket").decision()).isInstanceOf(ByKey.class);
        assertThat(house.rows("team_time")).containsExactly("X|15", "Y|7");
    }

    @Test
    void a_computation_without_result_leaves_a_receipt_and_losing_it_costs_only_the_computation() throws IOException {
        house.night();
        house.deliver("src__ticket", row("a", 0L, "Q", 99L, "h0", "d2", 1L)); // older than what is known

        RunReport second = house.night();

        assertThat(second.of("ticket").outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(house.version("ticket")).isZero();
        assertThat(house.night().of("ticket").outcome()).isEqualTo(Outcome.UP_TO_DATE);

        // as if the process had been killed before the receipt
        Files.delete(house.warehouse.resolve("journal/receipts/ticket.json"));
        assertThat(house.night().of("ticket").outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(house.version("ticket")).isZero();
        assertThat(house.night().of("ticket").outcome()).isEqualTo(Outcome.UP_TO_DATE);
    }

    @Test
    void a_receipt_does_not_outlive_the_version_it_was_made_for() {
        withTeams();
        house.night();
        house.deliver("src__ticket", row("a", 0L, "Q", 99L, "h0", "d2", 1L));
        house.night();
        house.deliver("src__ticket", row("a", 3L, "Y", 10L, "h6", "d3", 1L));
        house.night();
        assertThat(house.night().with(Outcome.UP_TO_DATE)).hasSize(2);
        assertThat(house.rows("team_time")).containsExactly("X|5", "Y|17");
    }

    @Test
    void killed_between_two_tables_the_next_night_finishes_the_work() {
        withTeams();
        house.night();
        house.deliver("src__ticket", row("b", 2L, "Y", 5L, "h4", "d2", 1L));
        ModelRunner.run(house.models().subList(0, 1), house.context(), SharedLake::lake);

        RunReport report = house.night();

        assertThat(report.of("ticket").outcome()).isEqualTo(Outcome.UP_TO_DATE);
        assertThat(report.of("team_time").outcome()).isEqualTo(Outcome.WRITTEN);
        assertThat(house.rows("team_time")).containsExactly("X|10", "Y|12");
    }

    @Test
    void a_changed_query_is_a_full_refresh_that_writes_only_what_differs() {
        withTotal();
        house.night();
        house.model(
                "gold/team_time",
                TEAM,
                "SELECT team, SUM(CASE WHEN team = 'Y' THEN 2 * secs ELSE secs END) AS secs FROM ticket GROUP BY team");

        RunReport report = house.night();

        assertThat(report.of("ticket").decision()).isInstanceOf(UpToDate.class);
        assertThat(report.of("team_time").decision()).isInstanceOf(Full.class);
        assertThat(report.of("team_time").write().rows()).isEqualTo(1);
        assertThat(report.of("total").write().updated()).isEqualTo(1);
        assertThat(house.rows("total")).containsExactly("all|29");
    }

    @Test
    void changed_columns_rewrite_the_table() {
        withTotal();
        house.night();
        house.model(
                "gold/total",
                TOTAL + "  - {name: teams, type: int, sentence: Teams.}\n",
                "SELECT 'all' AS what, SUM(secs) AS secs, COUNT(*) AS teams FROM team_time");

        RunReport report = house.night();

        assertThat(report.of("total").write().rewritten()).isTrue();
        assertThat(house.rows("total")).containsExactly("all|22|2");
        assertThat(house.version("total")).isEqualTo(1);
    }

    @Test
    void only_models_triggered_by_as_of_run_when_it_moves() {
        withTotal();
        String open = TOTAL.replace("[tables]", "[tables, as_of]");
        house.model(
                "gold/days",
                open,
                "SELECT 'all' AS what, SUM(secs) + MAX(DAY(run.as_of)) AS secs FROM team_time CROSS JOIN run");
        house.night();
        assertThat(house.rows("days")).containsExactly("all|53");
        house.asOf = Instant.parse("2026-03-30T02:00:00Z");

        RunReport report = house.night();

        assertThat(report.with(Outcome.UP_TO_DATE)).hasSize(3);
        assertThat(house.rows("days")).containsExactly("all|52");
        assertThat(house.night().with(Outcome.UP_TO_DATE)).hasSize(4);
    }

    @Test
    void the_winner_does_not_depend_on_the_order_of_arrival() {
        house.deliver("src__ticket", row("b", 3L, "Z", 5L, "h7", "d2", 1L));
        house.deliver("src__ticket", row("b", 2L, "Y", 5L, "h4", "d3", 1L), row("b", 3L, "W", 5L, "h8", "d3", 2L));
        house.night();
        assertThat(house.rows("ticket"))
                .as("highest version, then highest hash")
                .contains("b|W|5");

        House other = new House(folder.resolve("other"))
                .contract("src/ticket", CONTRACT)
                .model("silver/ticket", TICKET, "SELECT id, team, secs FROM src__ticket");
        other.deliver("src__ticket", row("b", 3L, "W", 5L, "h8", "d3", 2L), row("c", 1L, "Y", 7L, "h3", "d1", 3L));
        other.night();
        other.deliver("src__ticket", row("b", 2L, "Y", 5L, "h4", "d3", 1L), row("a", 1L, "X", 10L, "h1", "d1", 1L));
        other.night();
        other.deliver("src__ticket", row("b", 3L, "Z", 5L, "h7", "d2", 1L), row("b", 1L, "X", 5L, "h2", "d1", 2L));
        other.night();
        assertThat(other.rows("ticket")).isEqualTo(house.rows("ticket"));
    }

    @Test
    void bronze_keyed_by_a_column_that_moves_takes_the_old_key_along() {
        house.model(
                "silver/by_team",
                TEAM.replace("ticket: {", "src__ticket: {"),
                "SELECT team, SUM(secs) AS secs FROM src__ticket GROUP BY team");
        house.night();
        house.deliver("src__ticket", row("b", 2L, "Y", 5L, "h4", "d2", 1L));

        RunReport report = house.night();

        assertThat(report.of("by_team").write().affectedKeys()).isEqualTo(2);
        assertThat(house.rows("by_team")).containsExactly("X|10", "Y|12");
    }

    @Test
    void a_full_input_touches_only_the_keys_whose_rows_differ() {
        house.model(
                        "silver/plain",
                        TICKET.replace("src__ticket: {key: [id]}", "src__ticket: {}")
                                .replace("by_key", "full")
                                .replace("key: [id]\n", ""),
                        "SELECT id, team, secs FROM src__ticket")
                .model(
                        "gold/team_plain",
                        TEAM.replace("ticket: {", "plain: {"),
                        "SELECT team, SUM(secs) AS secs FROM plain GROUP BY team");
        house.night();
        house.deliver("src__ticket", row("c", 2L, "Y", 8L, "h5", "d2", 1L));

        RunReport report = house.night();

        assertThat(report.of("plain").write().rows()).isEqualTo(1);
        assertThat(report.of("team_plain").write().affectedKeys()).isEqualTo(1);
        assertThat(house.rows("team_plain")).containsExactly("X|15", "Y|8");
    }

    @Test
    void a_table_that_was_never_delivered_is_empty_and_comes_in_by_key_later() {
        House empty = new House(folder.resolve("empty"))
                .contract("src/ticket", CONTRACT)
                .model("silver/ticket", TICKET, "SELECT id, team, secs FROM src__ticket");
        empty.night();
        assertThat(empty.rows("ticket")).isEmpty();
        assertThat(empty.version("ticket")).isZero();
        empty.deliver("src__ticket", row("a", 1L, "X", 10L, "h1", "d1", 1L));

        RunReport report = empty.night();

        assertThat(report.of("ticket").decision()).isInstanceOf(ByKey.class);
        assertThat(empty.rows("ticket")).containsExactly("a|X|10");
    }

    @Test
    void an_unreadable_feed_means_full_refresh_and_the_report_says_why() throws IOException {
        withTeams();
        house.night();
        house.deliver("src__ticket", row("b", 2L, "Y", 5L, "h4", "d2", 1L));
        Path ticket = house.tables().table("ticket").path();
        ModelRunner.run(house.models().subList(0, 1), house.context(), SharedLake::lake);
        try (var files = Files.walk(ticket.resolve("_change_data"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }

        RunReport report = house.night();

        assertThat(report.of("team_time").decision().reason())
                .startsWith("full: cannot read the changes, by key: ticket 0 → 1");
        assertThat(house.rows("team_time")).containsExactly("X|10", "Y|12");
    }

    @Test
    void an_input_made_anew_means_full_refresh() {
        house.night();
        Path bronze = house.tables().table("src__ticket").path();
        delete(bronze);
        house.deliver("src__ticket", row("a", 1L, "X", 10L, "h1", "d1", 1L));
        Decision decision = ModelRunner.plan(house.models(), house.context()).get("ticket");
        assertThat(decision.reason()).isEqualTo("full: input src__ticket was made anew");
    }

    @Test
    void a_failure_stops_only_what_reads_its_table() {
        withTotal();
        house.engines.put("broken", context -> {
            throw new IllegalStateException("no luck");
        });
        house.model("silver/other", TICKET + "engine: java:broken\n", "")
                .model(
                        "gold/after",
                        TEAM.replace("ticket: {", "other: {"),
                        "SELECT team, SUM(secs) AS secs FROM other GROUP BY team");

        RunReport report = ModelRunner.run(house.models(), house.context(), SharedLake::lake);

        assertThat(report.of("other").outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.of("after").outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(report.of("total").outcome()).isEqualTo(Outcome.WRITTEN);
        assertThatThrownBy(report::throwIfFailed)
                .hasMessage("Cannot compute table other: no luck\nNot computed after that: [after]");
    }

    @Test
    void a_java_engine_sees_inputs_and_affected_keys() {
        house.engines.put(
                "copy",
                context -> context.affectedKeys().isPresent()
                        ? context.input("ticket").join(context.affectedKeys().get(), "id")
                        : context.input("ticket"));
        house.model("gold/copied", TICKET.replace("src__ticket", "ticket") + "engine: java:copy\n", "");
        house.night();
        house.deliver("src__ticket", row("b", 2L, "Y", 5L, "h4", "d2", 1L));

        RunReport report = house.night();

        assertThat(report.of("copied").write().updated()).isEqualTo(1);
        assertThat(house.rows("copied")).containsExactly("a|X|10", "b|Y|5", "c|Y|7");
    }

    @Test
    void an_undeclared_input_stops_the_run_before_anything_is_written() {
        withTeams();
        house.model(
                "gold/total",
                TOTAL,
                "SELECT 'all' AS what,\n SUM(secs) AS secs\nFROM team_time JOIN ticket USING (team)");
        assertThatThrownBy(house::night)
                .isInstanceOf(InvalidQueryException.class)
                .hasMessageContaining("query.sql:3: Undeclared input ticket: add inputs.ticket to ")
                .hasMessageContaining("model.yaml");
        assertThat(house.version("ticket")).isEqualTo(-1);
    }

    @Test
    void a_rebuild_gives_the_same_tables() {
        withTotal();
        house.night();
        house.deliver("src__ticket", row("b", 2L, "Y", 5L, "h4", "d2", 1L));
        house.night();

        var comparison = RebuildCheck.run(
                house.models(),
                house.context(),
                house.contracts(),
                house.warehouse,
                folder.resolve("again"),
                SharedLake.lake());

        assertThat(comparison.get("ticket")).isEqualTo(new RebuildCheck.Comparison(3, 0));
        assertThat(comparison.get("team_time")).isEqualTo(new RebuildCheck.Comparison(2, 0));
        assertThat(comparison.get("total")).isEqualTo(new RebuildCheck.Comparison(1, 0));

        TableWriter.delete(
                SharedLake.lake().newSession(),
                house.tables().table("team_time"),
                functions.col("team").equalTo("Y"),
                "{}");
        var broken = RebuildCheck.run(
                house.models(),
                house.context(),
                house.contracts(),
                house.warehouse,
                folder.resolve("again2"),
                SharedLake.lake());
        assertThat(broken.get("team_time").differing()).isEqualTo(1);
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(f -> f.toFile().delete());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
