package io.tallyhouse.stages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.tallyhouse.catalogue.Catalogue;
import io.tallyhouse.catalogue.model.ModelFolder;
import io.tallyhouse.lake.LakeSession;
import io.tallyhouse.lake.run.TableEngine;
import io.tallyhouse.lake.table.LakeTables;
import io.tallyhouse.lake.tabletest.TableCase;
import io.tallyhouse.lake.tabletest.TableTests;
import io.tallyhouse.stages.baseline.Baselines;
import io.tallyhouse.stages.engine.Hours;
import io.tallyhouse.stages.engine.SlaClocks;
import io.tallyhouse.stages.engine.SlaRisks;
import io.tallyhouse.stages.engine.VariantConformance;
import io.tallyhouse.stages.reference.References;
import io.tallyhouse.testing.TestData;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The cases in the folders {@code tests} of the tables under {@code sql/}, one test each. */
class SqlTablesTest {
    private static final int LEAST_CASES = 3;

    @TempDir
    static Path scratch;

    private static Catalogue catalogue;
    private static LakeSession lake;
    private static TableTests tests;

    @BeforeAll
    static void open() {
        catalogue = Catalogue.load(TestData.home(), null);
        lake = LakeSession.forTests(scratch);
        Map<String, TableEngine> engines = Map.of(
                "variant_conformance", new VariantConformance(),
                "sla_clock", new SlaClocks(),
                "sla_risk", new SlaRisks(),
                "hours", new Hours());
        LakeTables tables =
                LakeTables.of(scratch, catalogue.contracts(), catalogue.models().all());
        tests = new TableTests(
                lake,
                tables,
                engines,
                References.of(catalogue, new Baselines(scratch), new TreeSet<>(), Instant.EPOCH));
    }

    @AfterAll
    static void close() {
        lake.close();
    }

    @TestFactory
    Stream<DynamicContainer> tables() {
        return catalogue.models().all().stream()
                .map(m -> DynamicContainer.dynamicContainer(
                        m.name(), tests.cases(m).stream().map(SqlTablesTest::test)));
    }

    @Test
    void every_table_that_is_a_query_states_its_rules_in_cases() {
        assertThat(catalogue.models().all().stream().filter(m -> m.model().isSql()))
                .hasSizeGreaterThan(15)
                .allSatisfy(m -> assertThat(tests.cases(m))
                        .as("cases in " + m.folder().resolve("tests"))
                        .hasSizeGreaterThanOrEqualTo(LEAST_CASES));
    }

    private static DynamicTest test(TableCase tableCase) {
        ModelFolder model = tableCase.model();
        URI place = URI.create(Path.of(tableCase.place().file()).toUri() + "?line="
                + tableCase.place().line());
        return DynamicTest.dynamicTest(
                model.name() + ": " + tableCase.name(),
                place,
                () -> tests.failure(tableCase).ifPresent(text -> fail(text)));
    }
}
