package io.tallyhouse.lake.tabletest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallyhouse.catalogue.model.ModelFolder;
import io.tallyhouse.catalogue.yaml.InvalidYamlException;
import io.tallyhouse.lake.House;
import io.tallyhouse.lake.SharedLake;
import io.tallyhouse.lake.run.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a case checks, and what it says when it fails. */
class TableTestsTest {
    private static final String QUERY = """
            WITH spent AS (
              SELECT
                e.ticket,
                e.step,
                e.seconds + coalesce(d.seconds, 0) AS seconds
              FROM src__event AS e
              LEFT JOIN surcharge AS d ON d.step = e.step
            ),

            total AS (
              SELECT
                ticket,
                sum(seconds) AS seconds
              FROM spent
              GROUP BY ticket
            ),

            longest AS (SELECT max(seconds) AS most FROM total)

            SELECT
              ticket,
              seconds,
              seconds = most AS is_longest,
              CAST(NULL AS TIMESTAMP) AS at,
              r.as_of AS as_of
            FROM total
            CROSS JOIN longest
            CROSS JOIN run AS r
            """;

    @TempDir
    Path folder;

    private House house;
    private Path file;

    @BeforeEach
    void house() {
        house = new House(folder);
        house.references.put("surcharge", new Reference() {
            @Override
            public Dataset<Row> rows(SparkSession session) {
                return session.sql("SELECT 'wait' AS step, CAST(5 AS BIGINT) AS seconds");
            }

            @Override
            public String contentHash() {
                return "1";
            }
        });
        house.contract("src/event", """
                format: csv
                kind: upsert
                key: [ticket, step]
                version: [version]
                columns:
                  - {name: ticket, type: string, sentence: T.}
                  - {name: step, type: string, sentence: S.}
                  - {name: seconds, type: long, sentence: S.}
                  - {name: version, type: long, sentence: V.}
                """).model("gold/spending", """
                grain: [ticket]
                inputs: {src__event: {}}
                references: [surcharge]
                refresh: full
                triggers: [tables, as_of]
                columns:
                  - {name: ticket, type: string, sentence: T.}
                  - {name: seconds, type: bigint, sentence: S.}
                  - {name: is_longest, type: boolean, sentence: L.}
                  - {name: at, type: timestamp, sentence: A.}
                  - {name: as_of, type: timestamp, sentence: A.}
                """, QUERY);
        file = folder.resolve("sql/gold/spending/tests/sums.yaml");
    }

    @Test
    void a_case_that_holds_says_nothing() {
        assertThat(failures("""
                as_of: 2026-03-31T02:00Z
                defaults:
                  src__event: {step: work, seconds: 10}
                given:
                  src__event:
                    - {ticket: A}
                    - {ticket: A, step: wait, seconds: 1}
                cases:
                  - name: Rows of the file, values of the defaults, no surcharge given.
                    expect:
                      - {ticket: A, seconds: 11, is_longest: true, at: null, as_of: 2026-03-31T02:00Z}
                  - name: A case's own rows and as_of replace those of the file, order does not matter.
                    as_of: 2026-04-01T02:00+02:00
                    given:
                      src__event:
                        - {ticket: B, seconds: 3}
                        - {ticket: A, seconds: 4}
                      surcharge:
                        - {step: work, seconds: 100}
                    expect:
                      - {ticket: A, seconds: 104, is_longest: true, as_of: 2026-04-01T00:00Z}
                      - {ticket: B, seconds: 103, is_longest: false}
                  - name: The reference that the configuration ships.
                    given:
                      surcharge: shipped
                    expect:
                      - {ticket: A, seconds: 16}
                  - name: Bronze is read through its contract, the higher version wins.
                    given:
                      src__event:
                        - {ticket: A, seconds: 7, version: 2}
                        - {ticket: A, seconds: 9, version: 1}
                    expect:
                      - {ticket: A, seconds: 7}
                  - name: Nothing in, nothing out.
                    given:
                      src__event: []
                    expect: []
                """)).containsOnly(Optional.empty());
    }

    @Test
    void a_wrong_expectation_shows_case_key_column_both_values_its_line_and_the_parts_of_the_query() {
        assertThat(failures("""
                as_of: 2026-03-31T02:00Z
                cases:
                  - name: Seconds add up.
                    given:
                      src__event:
                        - {ticket: A, step: work, seconds: 10}
                        - {ticket: A, step: wait, seconds: 1}
                        - {ticket: B, step: work, seconds: 2}
                    expect:
                      - {ticket: B, seconds: 2}
                      - ticket: A
                        seconds: 12
                        is_longest: true
                """)).containsExactly(Optional.of("""
                spending: Seconds add up.
                  (FILE:3)

                ticket=A
                  seconds: expected 12 → actual 11  (FILE:12)

                Parts of the query for ticket=A

                spent
                  ticket  step  seconds
                  A       wait  1
                  A       work  10

                total
                  ticket  seconds
                  A       11

                longest: carries no column of the key, rows in all: 1
                """.replace("FILE", file.toString())));
    }

    @Test
    void a_missing_row_is_named_by_its_key_and_the_line_that_expects_it() {
        assertThat(failures("""
                as_of: 2026-03-31T02:00Z
                cases:
                  - name: B is there.
                    given:
                      src__event:
                        - {ticket: A, seconds: 10}
                    expect:
                      - {ticket: A}
                      - {ticket: B, seconds: 1}
                """)).containsExactly(Optional.of("""
                spending: B is there.
                  (FILE:3)

                ticket=B
                  missing row  (FILE:9)

                Parts of the query for ticket=B

                spent: no row

                total: no row

                longest: carries no column of the key, rows in all: 1
                """.replace("FILE", file.toString())));
    }

    @Test
    void an_unexpected_row_is_shown_with_the_columns_that_the_case_looks_at() {
        assertThat(failures("""
                as_of: 2026-03-31T02:00Z
                cases:
                  - name: Only A.
                    given:
                      src__event:
                        - {ticket: A, step: work, seconds: 10}
                        - {ticket: B, step: work, seconds: 2}
                    expect:
                      - {ticket: A, seconds: 10}
                """)).containsExactly(Optional.of("""
                spending: Only A.
                  (FILE:3)

                ticket=B
                  unexpected row: ticket=B, seconds=2

                Parts of the query for ticket=B

                spent
                  ticket  step  seconds
                  B       work  2

                total
                  ticket  seconds
                  B       2

                longest: carries no column of the key, rows in all: 1
                """.replace("FILE", file.toString())));
    }

    @Test
    void everything_that_is_misspelt_or_of_a_wrong_type_is_reported_at_once_with_its_place() {
        assertThatThrownBy(() -> failures("""
                defaults:
                  src__event: {stepp: work}
                cases:
                  - name: Wrong.
                    as_of: 2026-03-31T02:00Z
                    given:
                      src_event: []
                      src__event:
                        - {ticket: A, secnds: 10}
                        - {ticket: A, seconds: ten}
                      surcharge:
                        - {seconds: 1.5}
                    expect:
                      - {ticket: A, is_longest: yes, at: 2026-03-31}
                      - {ticket: A, secondz: 1}
                  - name: Wrong.
                    given:
                      src__event: shipped
                    expect:
                      - {seconds: 3}
                """))
                .isInstanceOf(InvalidYamlException.class)
                .hasMessage("""
                FILE:2:16: defaults.src__event: Unknown column of src__event "stepp"; did you mean "step"?
                FILE:7:7: cases[0].given.src_event: Unknown input or reference "src_event"; did you mean "src__event"?
                FILE:9:23: cases[0].given.src__event[0]: Unknown column of src__event "secnds"; did you mean "seconds"?
                FILE:10:32: cases[0].given.src__event[1].seconds: Expected bigint, found "ten"
                FILE:12:21: cases[0].given.surcharge[0].seconds: Expected bigint, found "1.5"
                FILE:14:33: cases[0].expect[0].is_longest: Expected boolean, found "yes"
                FILE:14:42: cases[0].expect[0].at: Expected a time with offset such as 2026-03-31T02:00Z, found "2026-03-31"
                FILE:15:21: cases[0].expect[1]: Unknown column of spending "secondz"; did you mean "seconds"?
                FILE:15:9: cases[0].expect: The key ticket=A stands twice; first in line 14
                FILE:18:19: cases[1].given.src__event: Only references are shipped, src__event is an input: list rows
                FILE:20:9: cases[1].expect: A row must name columns of the key, which is ticket
                FILE:16:5: cases[1].as_of: Missing as_of: spending depends on it
                FILE:16:5: name: The case "Wrong." stands twice""".replace("FILE", file.toString()));
    }

    @Test
    void an_unknown_key_of_a_case_is_reported_with_the_nearest_one() {
        assertThatThrownBy(() -> failures("""
                cases:
                  - name: Wrong.
                    as_of: 2026-03-31T02:00Z
                    expects: []
                """))
                .isInstanceOf(InvalidYamlException.class)
                .hasMessage(file + ":4:5: cases[0].expects: Unknown key \"expects\"; did you mean \"expect\"?\n" + file
                        + ":2:5: cases[0].expect: Missing key \"expect\"");
    }

    @Test
    void rows_that_share_the_part_of_the_key_that_a_case_names_are_refused() {
        house.model("gold/parts", """
                grain: [ticket, step]
                inputs: {src__event: {}}
                refresh: full
                triggers: [tables]
                columns:
                  - {name: ticket, type: string, sentence: T.}
                  - {name: step, type: string, sentence: S.}
                """, "SELECT\n  ticket,\n  step\nFROM src__event\n");
        file = folder.resolve("sql/gold/parts/tests/keys.yaml");
        assertThat(failures("""
                cases:
                  - name: One row for A.
                    given:
                      src__event:
                        - {ticket: A, step: work}
                        - {ticket: A, step: wait}
                    expect:
                      - {ticket: A}
                """)).containsExactly(Optional.of("""
                parts: One row for A.
                  (FILE:2)

                ticket=A
                  2 rows where one is expected  (FILE:8); name more columns of the key ticket, step
                    ticket=A, step=wait
                    ticket=A, step=work

                Parts of the query for ticket=A
                """.replace("FILE", file.toString())));
    }

    private List<Optional<String>> failures(String yaml) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, yaml);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        String table = file.getParent().getParent().getFileName().toString();
        ModelFolder model = house.models().stream()
                .filter(m -> m.name().equals(table))
                .findFirst()
                .orElseThrow();
        TableTests tests = new TableTests(SharedLake.lake(), house.tables(), house.engines, house.references);
        return tests.cases(model).stream().map(tests::failure).toList();
    }
}
