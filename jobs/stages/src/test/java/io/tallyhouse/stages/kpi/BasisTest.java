package io.tallyhouse.stages.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyhouse.lake.LakeSession;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

class BasisTest {
    private static final double LIMIT = 0.05;

    @TempDir(cleanup = CleanupMode.NEVER) // Spark lives as long as the process
    static Path scratch;

    @Test
    void isReadFromTicketsNotFromLogs() {
        SparkSession session = LakeSession.forTests(scratch).newSession();
        session.sql("""
                SELECT * FROM VALUES
                  (FALSE, 3L, 97L, 'defaults'),
                  (FALSE, 0L, 100L, 'measured'),
                  (FALSE, CAST(NULL AS BIGINT), 100L, CAST(NULL AS STRING)),
                  (TRUE, 999L, 1L, 'defaults')
                AS t(is_log, missing_sequence_numbers, events, handling_basis)
                """).createOrReplaceTempView("ticket");
        assertThat(Basis.read(session, LIMIT)).isEqualTo(new Basis(0.01, 1, 1, LIMIT));
        session.sql("SELECT * FROM ticket WHERE FALSE").createOrReplaceTempView("ticket");
        assertThat(Basis.read(session, LIMIT)).isEqualTo(new Basis(0, 0, 0, LIMIT));
    }

    @Test
    void manyMissingUpdatesMakeFiguresOfTicketsMixed() {
        Basis gaps = new Basis(0.06, 0, 9, LIMIT);
        assertThat(gaps.of(term("reopen_rate", "fct_ticket_event"), "All")).isEqualTo("mixed");
        assertThat(gaps.of(term("sla_risk", "fct_sla_clock"), "All")).isEqualTo("measured");
        assertThat(gaps.of(term("reopen_rate", "fct_ticket_event"), "eventlog/x"))
                .isEqualTo("measured");
        assertThat(new Basis(0.05, 0, 9, LIMIT).of(term("reopen_rate", "fct_ticket_event"), "All"))
                .isEqualTo("measured");
    }

    @Test
    void onlyHandlingTimesRestOnDefaults() {
        assertThat(new Basis(0, 5, 0, LIMIT).of(term("aht", "fct_ticket"), "All"))
                .isEqualTo("defaults");
        assertThat(new Basis(0, 5, 1, LIMIT).of(term("aht", "fct_ticket"), "All"))
                .isEqualTo("mixed");
        assertThat(new Basis(0, 5, 0, LIMIT).of(term("ping_pong", "fct_ticket"), "All"))
                .isEqualTo("measured");
    }

    @Test
    void aPartRestsOnWhatItsFigureRestsOn() {
        Term part = terms(new TestMetric("rework_time_share").part("reopen", "lost"))
                .get(1);
        assertThat(part.name()).isEqualTo("rework_time_share.reopen");
        assertThat(new Basis(0, 5, 0, LIMIT).of(part, "All")).isEqualTo("defaults");
    }

    private static Term term(String name, String source) {
        return terms(new TestMetric(name).source(source)).get(0);
    }

    private static List<Term> terms(TestMetric metric) {
        return new LeafQuery(SourceGroup.of(List.of(metric.make())).get(0), e -> true).terms();
    }
}
