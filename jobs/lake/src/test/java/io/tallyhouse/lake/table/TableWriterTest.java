package io.tallyhouse.lake.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallyhouse.catalogue.model.TableColumn;
import io.tallyhouse.lake.SharedLake;
import io.tallyhouse.lake.log.DeltaLogs;
import io.tallyhouse.lake.table.LakeTable.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableWriterTest {
    private static final String NOTE = "{\"fingerprint\":\"f\"}";

    @TempDir
    Path folder;

    private SparkSession session;

    @BeforeEach
    void open() {
        session = SharedLake.lake().newSession();
    }

    @Test
    void equal_rows_make_no_commit_whatever_the_kind() {
        for (Kind kind : List.of(Kind.MERGE, Kind.REWRITE)) {
            LakeTable table = table(kind);
            write(table, "VALUES (1, 2, CAST(NULL AS BIGINT), 'x'), (2, 3, 4, 'y')");
            WriteResult again = write(table, "VALUES (2, 3, 4, 'y'), (1, 2, NULL, 'x')");
            assertThat(again.wrote()).isFalse();
            assertThat(again.rows()).isZero();
            assertThat(again.after().version()).isZero();
        }
    }

    @Test
    void a_value_that_moves_to_the_neighbouring_column_is_written() {
        LakeTable table = table(Kind.MERGE);
        write(table, "VALUES (1, 2, CAST(NULL AS BIGINT), 'x')");
        WriteResult moved = write(table, "VALUES (1, CAST(NULL AS BIGINT), 2, 'x')");
        assertThat(moved.updated()).isEqualTo(1);
        assertThat(rows(table)).containsExactly("[1,null,2,x]");
    }

    @Test
    void a_write_leaves_the_files_of_equal_rows_alone_and_new_rows_fill_the_smallest() {
        for (Kind kind : List.of(Kind.MERGE, Kind.REWRITE)) {
            LakeTable table = table(kind);
            TableWriter.write(table, numbers(40_000, "0"), Scope.whole(), NOTE);
            List<Path> before = DeltaLogs.activeFiles(table.path());
            assertThat(before).hasSize(2);

            WriteResult grown = TableWriter.write(table, numbers(40_010, "0"), Scope.whole(), NOTE);
            assertThat(grown.inserted()).isEqualTo(10);
            assertThat(DeltaLogs.activeFiles(table.path())).hasSizeBetween(2, 3).containsAll(before);

            WriteResult changed =
                    TableWriter.write(table, numbers(40_009, "CASE id WHEN 7 THEN 1 ELSE 0 END"), Scope.whole(), NOTE);
            assertThat(List.of(changed.inserted(), changed.updated(), changed.deleted()))
                    .isEqualTo(List.of(0L, 1L, 1L));
            assertThat(DeltaLogs.activeFiles(table.path())).containsAnyElementsOf(before);
            assertThat(delta().load(table.path().toString()).count()).isEqualTo(40_009);
            assertThat(rows(table)).contains("[7,1,1,x]").doesNotContain("[7,0,1,x]", "[40009,0,1,x]");

            TableWriter.write(table, numbers(40_019, "CASE id WHEN 7 THEN 1 ELSE 0 END"), Scope.whole(), NOTE);
            assertThat(DeltaLogs.activeFiles(table.path())).hasSizeLessThan(4);
        }
    }

    private Dataset<Row> numbers(int n, String a) {
        return session.range(n).selectExpr("id", a + " AS a", "1 AS b", "'x' AS text");
    }

    @Test
    void a_scope_of_keys_touches_no_other_key_and_ignores_rows_outside() {
        LakeTable table = table(Kind.MERGE);
        write(table, "VALUES (1, 1, 1, 'x'), (2, 2, 2, 'y'), (3, 3, 3, 'z')");
        Dataset<Row> keys = session.sql("SELECT CAST(id AS BIGINT) AS id FROM VALUES (1), (2) AS k(id)");
        WriteResult result = TableWriter.write(
                table, rows("VALUES (1, 9, 9, 'x'), (3, 9, 9, 'never')"), new Scope.Keys(keys, 2), NOTE);
        assertThat(result.updated()).isEqualTo(1);
        assertThat(result.deleted()).isEqualTo(1);
        assertThat(rows(table)).containsExactly("[1,9,9,x]", "[3,3,3,z]");
    }

    @Test
    void columns_outside_the_hash_are_no_reason_to_write() {
        LakeTable table = table(Kind.MERGE).outsideHash(Set.of("text"));
        write(table, "VALUES (1, 1, 1, 'run 1')");
        assertThat(write(table, "VALUES (1, 1, 1, 'run 2')").wrote()).isFalse();
    }

    @Test
    void keys_that_stand_twice_are_named_and_nothing_is_written() {
        LakeTable table = table(Kind.REWRITE);
        String twice = "VALUES (1, 1, 1, 'x'), (1, 1, 1, 'x'), (2, 2, 2, 'y')";
        assertThatThrownBy(() -> write(table, twice))
                .hasMessage("Cannot write table t: a key that stands more than once in its grain [id], for example"
                        + " id=1 (2 rows). Mend the query, or the grain in model.yaml");
        assertThat(DeltaLogs.latest(table.path())).isEmpty();
        write(table, "VALUES (1, 1, 1, 'x'), (2, 2, 2, 'y')");
        assertThatThrownBy(() -> write(table, twice)).hasMessageContaining("id=1 (2 rows)");
        assertThatThrownBy(() -> write(table, "VALUES (CAST(NULL AS BIGINT), 1, 1, 'x')"))
                .hasMessageContaining("a null in its grain [id], for example id=null");
        assertThat(DeltaLogs.state(table.path()).version()).isZero();
    }

    @Test
    void undeclared_and_missing_columns_are_named_with_the_nearest() {
        Dataset<Row> wrong = session.sql("SELECT CAST(1 AS BIGINT) AS id, 1 AS aa, 2 AS b, 'x' AS tex");
        assertThatThrownBy(() -> TableWriter.write(table(Kind.REWRITE), wrong, Scope.whole(), NOTE))
                .hasMessage("Invalid columns for table t: missing a (found aa); missing text (found tex);"
                        + " not declared: aa (declared is a); not declared: tex (declared is text)");
    }

    @Test
    void a_value_that_does_not_fit_its_type_is_an_error_and_not_a_null() {
        assertThatThrownBy(() -> write(table(Kind.REWRITE), "VALUES (1, 'many', 1, 'x')"))
                .hasStackTraceContaining("CAST_INVALID_INPUT");
    }

    @Test
    void personal_columns_leave_no_statistics_and_columns_carry_their_sentence() throws IOException {
        LakeTable table = table(Kind.REWRITE);
        write(table, "VALUES (1, 1, 1, 'Ann Example')");
        String log = Files.readString(table.path().resolve("_delta_log/00000000000000000000.json"));
        assertThat(log).contains("Sentence of text").contains("minValues").doesNotContain("Ann Example");
    }

    @Test
    void a_column_that_goes_is_renamed_or_becomes_personal_makes_the_table_anew() throws IOException {
        for (int rows : List.of(2, HeldRows.LIMIT + 1)) {
            Path path = folder.resolve("shapes" + rows);
            Dataset<Row> four = session.range(rows).selectExpr("id", "id AS a", "id AS b", "'x' AS text");
            TableWriter.write(
                    shaped(path, column("a", "bigint"), column("b", "bigint"), personal()), four, Scope.whole(), NOTE);

            LakeTable other = shaped(path, column("c", "bigint"), secret("b"));
            Dataset<Row> three = session.range(rows).selectExpr("id", "id + 1 AS c", "'Ann Example' AS b");
            WriteResult changed = TableWriter.write(other, three, Scope.whole(), NOTE);
            assertThat(changed.rewritten()).isTrue();
            assertThat(changed.inserted()).isEqualTo(rows);
            assertThat(TableReader.read(session, other).where("id = 1").collectAsList())
                    .extracting(Row::toString)
                    .containsExactly("[1,2,Ann Example]");
            assertThat(DeltaLogs.lastMetadata(path, "fingerprint").orElseThrow().version())
                    .isEqualTo(changed.after().version());
            String log = Files.readString(path.resolve("_delta_log/0000000000000000000%d.json"
                    .formatted(changed.after().version())));
            assertThat(log).contains("minValues").doesNotContain("Ann Example");

            WriteResult again = TableWriter.write(other, three, Scope.whole(), NOTE);
            assertThat(again.wrote()).isFalse();
        }
    }

    @Test
    void a_column_of_another_type_or_place_makes_the_table_anew() {
        for (int rows : List.of(2, HeldRows.LIMIT + 1)) {
            Path path = folder.resolve("types" + rows);
            Dataset<Row> numbers = session.range(rows).selectExpr("id", "id AS a", "id AS b");
            TableWriter.write(shaped(path, column("a", "bigint"), column("b", "bigint")), numbers, Scope.whole(), NOTE);

            LakeTable text = shaped(path, column("a", "string"), column("b", "bigint"));
            Dataset<Row> named = session.range(rows).selectExpr("id", "concat('n', id) AS a", "id AS b");
            WriteResult typed = TableWriter.write(text, named, Scope.whole(), NOTE);
            assertThat(typed.rewritten()).isTrue();
            assertThat(TableReader.read(session, text).where("id = 1").collectAsList())
                    .extracting(Row::toString)
                    .containsExactly("[1,n1,1]");

            LakeTable moved = shaped(path, column("b", "bigint"), column("a", "string"));
            assertThat(TableWriter.write(moved, named, Scope.whole(), NOTE).rewritten())
                    .isTrue();
            assertThat(TableReader.read(session, moved).where("id = 1").collectAsList())
                    .extracting(Row::toString)
                    .containsExactly("[1,1,n1]");
            assertThat(TableWriter.write(moved, named, Scope.whole(), NOTE).wrote())
                    .isFalse();
        }
    }

    private static LakeTable shaped(Path path, TableColumn... columns) {
        List<TableColumn> all = new ArrayList<>(List.of(column("id", "bigint")));
        all.addAll(List.of(columns));
        return new LakeTable("t", path, all, List.of("id"), List.of(), Set.of(), Kind.MERGE);
    }

    private static TableColumn secret(String name) {
        return new TableColumn(name, "string", false, true, null, null, List.of(), "Sentence of " + name);
    }

    @Test
    void the_note_stands_in_the_commit_of_a_merge_and_not_in_the_next_one() {
        LakeTable table = table(Kind.MERGE);
        write(table, "VALUES (1, 1, 1, 'x')");
        TableWriter.write(table, rows("VALUES (1, 2, 2, 'x')"), Scope.whole(), "{\"fingerprint\":\"g\"}");
        assertThat(DeltaLogs.lastMetadata(table.path(), "fingerprint")
                        .orElseThrow()
                        .json()
                        .path("fingerprint")
                        .asText())
                .isEqualTo("g");
        assertThat(session.conf().contains("spark.databricks.delta.commitInfo.userMetadata"))
                .isFalse();
    }

    @Test
    void the_log_read_without_spark_equals_sparks_view_after_many_commits_and_checkpoints() throws IOException {
        LakeTable table = table(Kind.MERGE);
        for (int i = 0; i < 8; i++) {
            write(table, "VALUES (1, " + i + ", 1, 'x'), (" + (10 + i) + ", 1, 1, 'y')");
        }
        assertThat(DeltaLogs.activeFiles(table.path())).containsExactlyElementsOf(sparkFiles(table));
        // without the checksum files the walk has to go back to the beginning
        try (Stream<Path> files = Files.list(table.path().resolve("_delta_log"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".crc")).toList()) {
                Files.delete(file);
            }
        }
        assertThat(DeltaLogs.activeFiles(table.path())).containsExactlyElementsOf(sparkFiles(table));
        Files.delete(table.path().resolve("_delta_log/00000000000000000000.json"));
        assertThatThrownBy(() -> DeltaLogs.activeFiles(table.path()))
                .hasMessageContaining("its log begins at version 1");
    }

    @Test
    void rows_and_changes_read_from_the_log_equal_what_delta_itself_reads() {
        for (Kind kind : List.of(Kind.MERGE, Kind.REWRITE)) {
            LakeTable table = table(kind);
            for (int i = 0; i < 4; i++) { // first write, then inserts, updates and deletes; the last one only inserts
                write(
                        table,
                        "VALUES (1, " + Math.min(i, 2) + ", 1, 'x'), (" + (10 + Math.min(i, 2)) + ", 1, NULL, 'y')"
                                + (i == 3 ? ", (99, 1, 1, 'z')" : ""));
            }
            assertThat(texts(TableReader.readStored(session, table)))
                    .containsExactlyElementsOf(texts(delta().load(table.path().toString())));
            for (long from = 0; from <= 3; from++) {
                Dataset<Row> feed = delta().option("readChangeFeed", true)
                        .option("startingVersion", from)
                        .option("endingVersion", 3)
                        .load(table.path().toString())
                        .drop("_commit_version", "_commit_timestamp");
                assertThat(texts(TableReader.changes(session, table, from, 3)))
                        .isNotEmpty()
                        .containsExactlyElementsOf(texts(feed));
            }
        }
    }

    @Test
    void comparing_in_memory_and_by_spark_find_the_same_changes_seed_20160501() {
        Random random = new Random(20160501);
        LakeTable table = table(Kind.MERGE);
        for (int round = 0; round < 6; round++) {
            Dataset<Row> stored = StagedRows.hashed(table, rows(someRows(random)));
            Dataset<Row> staged = StagedRows.hashed(table, rows(someRows(random)));
            ChangeSet bySpark = ChangeSet.of(table, staged, stored);
            Dataset<Row> target = stored.selectExpr("id", LakeTable.ROW_HASH, "'f' AS " + TableReader.FILE);
            HeldChanges inMemory = HeldChanges.of(
                    table,
                    RowHash.added(
                            table,
                            HeldRows.of(StagedRows.shape(table, staged.drop(LakeTable.ROW_HASH)))
                                    .orElseThrow()),
                    HeldRows.of(target).orElseThrow(),
                    session);
            assertThat(texts(inMemory, session)).isNotEmpty().containsExactlyElementsOf(texts(bySpark.rows()));
            assertThat(List.of(inMemory.count("I"), inMemory.count("U"), inMemory.count("D")))
                    .isEqualTo(List.of(bySpark.inserted(), bySpark.updated(), bySpark.deleted()));
        }
    }

    private static List<String> texts(HeldChanges changes, SparkSession session) {
        return changes.changes().stream()
                .map(c -> (Arrays.toString(c.values()).replace(" ", "") + c.op()).replace("]", ",") + "]")
                .sorted()
                .toList();
    }

    private static String someRows(Random random) {
        return "VALUES "
                + IntStream.range(0, 40)
                        .filter(i -> i == 0 || random.nextInt(3) > 0)
                        .mapToObj(id -> "(" + id + ", " + random.nextInt(2) + ", "
                                + (random.nextBoolean() ? "CAST(NULL AS BIGINT)" : "1") + ", 'x')")
                        .collect(Collectors.joining(", "));
    }

    private DataFrameReader delta() {
        return session.read().format("delta");
    }

    private static List<String> texts(Dataset<Row> rows) {
        return rows.collectAsList().stream().map(Row::toString).sorted().toList();
    }

    private List<Path> sparkFiles(LakeTable table) {
        return Stream.of(session.read()
                        .format("delta")
                        .load(table.path().toString())
                        .inputFiles())
                .map(f -> Path.of(java.net.URI.create(f)))
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    private LakeTable table(Kind kind) {
        return new LakeTable(
                "t",
                folder.resolve("t_" + kind),
                List.of(column("id", "bigint"), column("a", "bigint"), column("b", "bigint"), personal()),
                List.of("id"),
                List.of(),
                Set.of(),
                kind);
    }

    private static TableColumn column(String name, String type) {
        return new TableColumn(name, type, false, false, null, null, List.of(), "Sentence of " + name);
    }

    private static TableColumn personal() {
        return new TableColumn("text", "string", false, true, null, null, List.of(), "Sentence of text");
    }

    private WriteResult write(LakeTable table, String values) {
        return TableWriter.write(table, rows(values), Scope.whole(), NOTE);
    }

    private Dataset<Row> rows(String values) {
        return session.sql("SELECT id, a, b, text FROM " + values + " AS r(id, a, b, text)");
    }

    private List<String> rows(LakeTable table) {
        return texts(TableReader.read(session, table));
    }
}
