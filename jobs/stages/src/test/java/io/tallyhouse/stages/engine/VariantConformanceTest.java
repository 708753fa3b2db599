package io.tallyhouse.stages.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallyhouse.catalogue.Catalogue;
import io.tallyhouse.catalogue.model.ModelFolder;
import io.tallyhouse.lake.LakeSession;
import io.tallyhouse.lake.run.EngineContext;
import io.tallyhouse.mining.model.InvalidModelException;
import io.tallyhouse.testing.TestData;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Which rows are kept and which are made; what is in them stands in the table's own tests. */
class VariantConformanceTest {
    /** No alignment costs so much: a row with it was kept. */
    private static final long MARK = 999;

    @TempDir(cleanup = CleanupMode.NEVER) // Spark lives as long as the process
    static Path scratch;

    private static ModelFolder model;
    private static SparkSession session;

    @BeforeAll
    static void views() {
        model = Catalogue.load(TestData.home(), null).models().all().stream()
                .filter(m -> m.name().equals("variant_conformance"))
                .findFirst()
                .orElseThrow();
        session = LakeSession.forTests(scratch).newSession();
        processModel("EXPRESSION", "a b");
        session.createDataFrame(
                        List.of(
                                RowFactory.create("m", "v1", "[\"a\",\"b\"]"),
                                RowFactory.create("m", "v2", "[\"a\"]"),
                                RowFactory.create("m", "v2", "[\"a\"]")),
                        StructType.fromDDL("model_hash STRING, variant STRING, trace STRING"))
                .createOrReplaceTempView("case_trace");
    }

    private static void processModel(String notation, String text) {
        session.createDataFrame(
                        List.of(RowFactory.create("m", notation, text, "sop/1")),
                        StructType.fromDDL("model_hash STRING, notation STRING, model STRING, process_model STRING"))
                .createOrReplaceTempView("process_model");
    }

    private static Row kept(String variant, String costs) {
        return RowFactory.create("m", variant, costs, "[]", true, false, MARK, MARK, 0.0, "[]", "[]");
    }

    /** Cost by variant, and how many were evaluated under the name {@code evaluated}. */
    private static Map<String, Long> costs(Row... kept) {
        Dataset<Row> own = session.createDataFrame(List.of(kept), VariantRows.SCHEMA);
        EngineContext context = new EngineContext(session, model, Instant.EPOCH, null, own);
        Map<String, Long> costs = new TreeMap<>();
        new VariantConformance()
                .compute(context)
                .select("variant", "cost")
                .collectAsList()
                .forEach(row -> costs.put(row.getString(0), row.getLong(1)));
        costs.put("evaluated", context.told().get("variants evaluated"));
        return costs;
    }

    @Test
    void eachVariantIsEvaluatedOnce() {
        assertThat(costs()).isEqualTo(Map.of("v1", 0L, "v2", 1L, "evaluated", 2L));
    }

    @Test
    void aVariantThatIsThereIsNotEvaluatedAgain() {
        assertThat(costs(kept("v1", "unit/1"))).isEqualTo(Map.of("v1", MARK, "v2", 1L, "evaluated", 1L));
    }

    @Test
    void aRowOfOtherCostsIsMadeAnew() {
        assertThat(costs(kept("v1", "unit/0"))).isEqualTo(Map.of("v1", 0L, "v2", 1L, "evaluated", 2L));
    }

    @Test
    void aVariantThatNoCaseHasAnyMoreIsGone() {
        assertThat(costs(kept("v3", "unit/1"))).isEqualTo(Map.of("v1", 0L, "v2", 1L, "evaluated", 2L));
    }

    @Test
    void aModelWithoutRunIsNamedBeforeAnythingIsComputed() {
        processModel("PNML", """
                <pnml><net id="n"><page id="p"><place id="a"><initialMarking><text>1</text></initialMarking></place>
                <place id="b"/><place id="c"/><transition id="t"><name><text>a</text></name></transition>
                <arc id="1" source="a" target="t"/><arc id="2" source="t" target="b"/></page>
                <finalmarkings><marking><place idref="c"><text>1</text></place></marking></finalmarkings></net></pnml>
                """);
        try {
            assertThatThrownBy(VariantConformanceTest::costs)
                    .isInstanceOf(InvalidModelException.class)
                    .hasMessageStartingWith("sop/1: ")
                    .hasMessageContaining("no run ends in the final marking");
        } finally {
            processModel("EXPRESSION", "a b");
        }
    }
}
