package io.tallyhouse.publish.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallyhouse.publish.HeldBack;
import io.tallyhouse.publish.MartGroup;
import io.tallyhouse.publish.MartTable;
import io.tallyhouse.publish.Marts;
import io.tallyhouse.publish.Parquet;
import io.tallyhouse.publish.Publication;
import io.tallyhouse.publish.PublishException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbPublisherTest {
    private static final Instant AS_OF = Instant.parse("2026-03-30T00:00:00Z");
    private static final Instant NIGHT_1 = Instant.parse("2026-03-30T02:00:00.123456Z");
    private static final Instant NIGHT_2 = Instant.parse("2026-03-31T02:00:00Z");
    private static final Instant NIGHT_3 = Instant.parse("2026-04-01T02:00:00Z");

    @TempDir
    Path folder;

    private Path marts;

    @BeforeEach
    void target() {
        marts = folder.resolve("marts/marts.duckdb");
    }

    private MartGroup tickets(String sql) {
        return new MartGroup("operations", List.of(new MartTable(Marts.TICKET, List.of(file("ticket.parquet", sql)))));
    }

    private MartGroup teams() {
        return new MartGroup(
                "teams", List.of(new MartTable(Marts.TEAM, List.of(file("team.parquet", Marts.TEAM_ROWS)))));
    }

    private Path file(String name, String sql) {
        return Parquet.write(folder.resolve(name), sql);
    }

    private static Publication publication(String id, Instant at, List<MartGroup> fresh, HeldBack... heldBack) {
        return new Publication(id, "run-" + id, AS_OF, at, fresh, List.of(heldBack));
    }

    @Test
    void rowsAreTheModelsColumnsAndThePublication() {
        DuckDbPublisher.publish(marts, publication("p1", NIGHT_1, List.of(tickets(Marts.TICKET_ROWS))));

        assertThat(Duck.rows(marts, "SELECT * FROM ticket ORDER BY ticket_key"))
                .containsExactly(
                        "INC1|2|2026-03-29 01:30:00.0|2026-03-29|12.345678|0.1|true|3|p1",
                        "INC2|null|null|null|null|null|null|1|p1");
        assertThat(Duck.rows(
                        marts,
                        "SELECT column_name, data_type, is_nullable FROM duckdb_columns() WHERE NOT internal ORDER BY table_name DESC,"
                                + " column_index"))
                .startsWith(
                        "ticket_key|VARCHAR|false",
                        "priority|INTEGER|true",
                        "opened_at|TIMESTAMP|true",
                        "day|DATE|true",
                        "cost|DECIMAL(28,6)|true",
                        "share|DOUBLE|true",
                        "done|BOOLEAN|true",
                        "events|BIGINT|false",
                        "publication_id|VARCHAR|false");
    }

    @Test
    void sentencesAreComments() {
        DuckDbPublisher.publish(marts, publication("p1", NIGHT_1, List.of(tickets(Marts.TICKET_ROWS))));

        assertThat(Duck.rows(marts, "SELECT comment FROM duckdb_tables() WHERE table_name = 'ticket'"))
                .containsExactly("One ticket's row, it's small.");
        assertThat(Duck.rows(marts, "SELECT comment FROM duckdb_columns() WHERE column_name = 'priority'"))
                .containsExactly("The \"priority\", 1 to 5.");
        assertThat(Duck.rows(marts, "SELECT count(*) FROM duckdb_columns() WHERE comment IS NULL AND NOT internal"))
                .containsExactly("0");
    }

    @Test
    void heldBackGroupStaysAtYesterdaySinceTheFirstNight() {
        DuckDbPublisher.publish(marts, publication("p1", NIGHT_1, List.of(tickets(Marts.TICKET_ROWS), teams())));
        HeldBack broken = new HeldBack("operations", List.of("ticket"), "ticket.priority is outside 1..5");
        DuckDbPublisher.publish(marts, publication("p2", NIGHT_2, List.of(teams()), broken));
        DuckDbPublisher.publish(marts, publication("p3", NIGHT_3, List.of(teams()), broken));

        assertThat(Duck.rows(marts, "SELECT ticket_key, publication_id FROM ticket ORDER BY 1"))
                .containsExactly("INC1|p1", "INC2|p1");
        assertThat(Duck.rows(marts, "SELECT publication_id FROM dim_team")).containsExactly("p3");
        assertThat(Duck.rows(marts, "SELECT * FROM publication ORDER BY mart_group"))
                .containsExactly(
                        "operations|p1|run-p1|2026-03-30 00:00:00.0|2026-03-30 02:00:00.123456|held_back|"
                                + "2026-03-31 02:00:00.0|ticket.priority is outside 1..5",
                        "teams|p3|run-p3|2026-03-30 00:00:00.0|2026-04-01 02:00:00.0|published|null|null");
        assertThat(Duck.rows(marts, "SELECT count(*) FROM duckdb_columns() WHERE comment IS NULL AND NOT internal"))
                .containsExactly("0");
        assertThat(Duck.rows(
                        marts,
                        "SELECT is_nullable FROM duckdb_columns() WHERE column_name IN ('events', 'ticket_key')"))
                .containsExactly("false", "false");
        assertThat(Duck.rows(
                        marts,
                        "SELECT constraint_text FROM duckdb_constraints() WHERE table_name = 'ticket'"
                                + " AND constraint_type = 'PRIMARY KEY'"))
                .containsExactly("PRIMARY KEY(ticket_key)");
        assertThat(Duck.rows(marts, "SELECT comment FROM duckdb_tables() WHERE table_name = 'ticket'"))
                .containsExactly("One ticket's row, it's small.");
    }

    @Test
    void groupHeldBackOnTheFirstNightHasNoTablesButAReason() {
        DuckDbPublisher.publish(
                marts,
                publication("p1", NIGHT_1, List.of(teams()), new HeldBack("operations", List.of("ticket"), "broken")));

        assertThat(Duck.rows(marts, "SELECT * FROM publication WHERE mart_group = 'operations'"))
                .containsExactly("operations|null|null|null|null|held_back|2026-03-30 02:00:00.123456|broken");
        assertThat(Duck.rows(marts, "SELECT table_name FROM duckdb_tables() ORDER BY 1"))
                .containsExactly("dim_team", "publication");
    }

    @Test
    void rowsOfHeldBackGroupsStayInATableOfSeveralGroups() {
        DuckDbPublisher.publish(
                marts,
                publication("p1", NIGHT_1, List.of(figures("('a', 'sla', 1), ('b', 'hours', 2), ('c', 'sla', 3)"))));
        DuckDbPublisher.publish(
                marts,
                publication(
                        "p2",
                        NIGHT_2,
                        List.of(figures("('a', 'sla', 10), ('b', 'hours', 20), ('d', 'hours', 40)")),
                        new HeldBack("sla", List.of(), "clocks without target")));

        assertThat(Duck.rows(marts, "SELECT * FROM figure ORDER BY metric"))
                .containsExactly("a|sla|1|p1", "b|hours|20|p2", "c|sla|3|p1", "d|hours|40|p2");
    }

    private MartGroup figures(String values) {
        Path file = file("figures.parquet", "SELECT * FROM (VALUES " + values + ") t(metric, metric_group, value)");
        return new MartGroup("kpi", List.of(new MartTable(Marts.FIGURE, List.of(file))));
    }

    @Test
    void noFilesIsATableWithoutRows() {
        MartGroup empty = new MartGroup("operations", List.of(new MartTable(Marts.TICKET, List.of())));
        DuckDbPublisher.publish(marts, publication("p1", NIGHT_1, List.of(empty)));

        assertThat(Duck.rows(marts, "SELECT count(*), count(priority) FROM ticket"))
                .containsExactly("0|0");
    }

    @Test
    void doubledKeyLeavesThePresentFileAlone() throws IOException {
        DuckDbPublisher.publish(marts, publication("p1", NIGHT_1, List.of(tickets(Marts.TICKET_ROWS))));
        byte[] before = Files.readAllBytes(marts);
        MartGroup doubled = tickets(Marts.TICKET_ROWS + " UNION ALL " + Marts.TICKET_ROWS);

        assertThatThrownBy(() -> DuckDbPublisher.publish(marts, publication("p2", NIGHT_2, List.of(doubled))))
                .isInstanceOf(PublishException.class)
                .hasMessage(
                        "Cannot publish ticket: Constraint Error: PRIMARY KEY or UNIQUE constraint violation: duplicate"
                                + " key \"INC1\"; the marts stay as they were. See the table's rules: tallyhouse check");
        assertThat(Files.readAllBytes(marts)).isEqualTo(before);
        assertThat(files()).containsExactly("marts.duckdb");
    }

    @Test
    void missingColumnIsNamed() throws IOException {
        MartGroup group = tickets("SELECT 'INC1' AS ticket_key, 1 AS priorty, 1 AS events");

        assertThatThrownBy(() -> DuckDbPublisher.publish(marts, publication("p1", NIGHT_1, List.of(group))))
                .isInstanceOf(PublishException.class)
                .hasMessage("Cannot publish ticket: its files have no column \"priority\"; did you mean \"priorty\"?"
                        + " Run the model again: tallyhouse measure");
        assertThat(files()).isEmpty();
    }

    @Test
    void whatAKilledProcessLeftIsDeleted() throws IOException {
        Files.createDirectories(marts.getParent().resolve(".marts.duckdb.new.spill"));
        Files.writeString(marts.resolveSibling(".marts.duckdb.new"), "half a database");
        Files.writeString(marts.resolveSibling(".marts.duckdb.new.wal"), "half a log");
        Files.writeString(marts.resolveSibling(".marts.duckdb.new.spill/block"), "spilled");

        DuckDbPublisher.publish(marts, publication("p1", NIGHT_1, List.of(teams())));

        assertThat(files()).containsExactly("marts.duckdb");
    }

    @Test
    void aTableInTwoGroupsIsRefused() {
        assertThatThrownBy(() -> publication(
                        "p1", NIGHT_1, List.of(teams()), new HeldBack("operations", List.of("dim_team"), "broken")))
                .hasMessage("Cannot publish: the table dim_team stands twice in the publication");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(marts.getParent())) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }
}
