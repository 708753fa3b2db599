package io.tallyhouse.lake.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallyhouse.catalogue.model.ModelFolder;
import io.tallyhouse.lake.House;
import io.tallyhouse.lake.SharedLake;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryFenceTest {
    private static final String MODEL = """
            grain: [k]
            inputs: {ticket: {}}
            refresh: full
            triggers: [tables]
            columns:
              - {name: k, type: string, sentence: K.}
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT k FROM ticket",
                "WITH ticket AS (SELECT * FROM ticket), x AS (SELECT k, ROW_NUMBER() OVER (PARTITION BY k ORDER BY k) AS n"
                        + " FROM ticket) SELECT k FROM x WHERE n = 1",
                "SELECT k FROM ticket WHERE EXISTS (SELECT 1 FROM ticket t WHERE t.k = ticket.k) ORDER BY k LIMIT 1",
                "SELECT k FROM ticket LATERAL VIEW explode(array(1, 2)) AS n",
                "SELECT k FROM ticket UNION ALL SELECT k FROM VALUES ('a') AS v(k)",
                "SELECT k, COUNT(*) FROM ticket GROUP BY k HAVING COUNT(*) > 1",
                "SELECT /*+ BROADCAST(t) */ k FROM ticket t JOIN (SELECT MAX(k) AS m FROM ticket) x ON t.k = x.m",
            })
    void what_models_need_is_allowed(String query) {
        assertThatCode(() -> QueryFence.check(List.of(model(query)))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT reflect('java.lang.System', 'exit', 1) FROM ticket",
                "SELECT k FROM ticket WHERE k = (SELECT java_method('java.lang.System', 'getenv', 'HOME'))",
                "SELECT k FROM ticket UNION SELECT value FROM text.`/etc/passwd`",
                "SELECT k FROM ticket JOIN identifier('a' || 'b')",
                "SELECT k FROM ticket LATERAL VIEW reflect('a', 'b') AS n",
                "SELECT TRANSFORM(k) USING 'cat' AS (k) FROM ticket",
                "INSERT INTO ticket SELECT * FROM ticket",
                "DROP TABLE ticket",
                "SELECT k, current_timestamp() FROM ticket",
                "SELECT k FROM ticket WHERE current_date > DATE'2026-01-01'",
                "SELECT k, rand() FROM ticket",
                "SELECT k FROM ticket CROSS JOIN run",
                "SELECT k FROM ticket JOIN spark_catalog.default.ticket AS t USING (k)",
                "WITH a AS (SELECT * FROM b), b AS (SELECT * FROM ticket) SELECT * FROM a",
                "SELECT k FROM ticket JOIN delta.`/data/t` AS d USING (k)",
                "SELECT 1 AS k",
                "SELECT FROM",
            })
    void what_reaches_outside_is_refused(String query) {
        assertThatThrownBy(() -> QueryFence.check(List.of(model(query))))
                .isInstanceOf(InvalidQueryException.class)
                .hasMessageStartingWith(folder.resolve("sql/gold/m/query.sql") + ":1: ");
    }

    @Test
    void the_message_names_line_key_and_near_name() {
        assertThatThrownBy(() -> QueryFence.check(List.of(model("SELECT k\nFROM ticket\nJOIN tickets USING (k)"))))
                .hasMessage(folder + "/sql/gold/m/query.sql:3: Undeclared input tickets: add inputs.tickets to" + " "
                        + folder + "/sql/gold/m/model.yaml (or did you mean ticket?)");
    }

    @Test
    void reflect_is_unknown_in_every_session() {
        SparkSession session = SharedLake.lake().newSession();
        assertThatThrownBy(() -> session.sql("SELECT reflect('java.lang.System', 'getenv', 'HOME')"))
                .hasMessageContaining("UNRESOLVED_ROUTINE");
        assertThatThrownBy(() -> session.sql("SELECT * FROM text.`/etc/hosts`"))
                .hasMessageContaining("TABLE_OR_VIEW_NOT_FOUND");
    }

    @Test
    void each_part_of_a_query_can_be_looked_at() {
        SparkSession session = SharedLake.lake().newSession();
        Dataset<Row> given = SharedLake.lake().newSession().sql("SELECT * FROM VALUES ('a'), ('b') AS t(k)");
        ModelEvaluator evaluator = new ModelEvaluator(
                        session,
                        model(
                                "WITH x AS (SELECT k FROM ticket), y AS (SELECT CONCAT(k, k) AS k FROM x) SELECT k FROM y"))
                .view("ticket", given)
                .asOf(Instant.EPOCH);
        assertThat(evaluator.rows().collectAsList())
                .extracting(r -> r.getString(0))
                .containsExactly("aa", "bb");
        Map<String, Dataset<Row>> parts = evaluator.cteRows();
        assertThat(parts.keySet()).containsExactly("x", "y");
        assertThat(parts.get("x").collectAsList())
                .extracting(r -> r.getString(0))
                .containsExactly("a", "b");
    }

    @Test
    void an_unknown_column_is_reported_with_its_line() {
        SparkSession session = SharedLake.lake().newSession();
        ModelEvaluator evaluator = new ModelEvaluator(session, model("SELECT\n  nope\nFROM ticket"))
                .view("ticket", session.sql("SELECT 'a' AS k"));
        assertThatThrownBy(evaluator::rows)
                .hasMessageStartingWith(folder + "/sql/gold/m/query.sql:2: [UNRESOLVED_COLUMN");
    }

    private ModelFolder model(String query) {
        return new House(folder)
                .contract("src/ticket", """
                        format: csv
                        kind: upsert
                        key: [k]
                        version: []
                        columns:
                          - {name: k, type: string, sentence: K.}
                        """)
                .model("silver/ticket", MODEL.replace("ticket:", "src__ticket:"), "SELECT k FROM src__ticket")
                .model("gold/m", MODEL, query)
                .models()
                .get(1);
    }
}
