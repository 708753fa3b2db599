package io.tallyhouse.stages.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallyhouse.catalogue.metric.Metric;
import io.tallyhouse.catalogue.metric.Metric.Dimension;
import io.tallyhouse.catalogue.metric.Metric.Grain;
import io.tallyhouse.lake.LakeSession;
import io.tallyhouse.mining.align.Aligner;
import io.tallyhouse.mining.align.Precision;
import io.tallyhouse.mining.model.ModelText;
import io.tallyhouse.mining.model.ModelText.Notation;
import io.tallyhouse.mining.model.ProcessModel;
import io.tallyhouse.stages.engine.VariantRows;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrecisionsTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-03-31");
    private static final ModelText MODEL = new ModelText(Notation.EXPRESSION, "a? (b | c)* (d & e)");

    @TempDir(cleanup = CleanupMode.NEVER) // Spark lives as long as the process
    static Path scratch;

    /** A case of {@code fct_case_conformance}. */
    private record Case(LocalDate day, String source, boolean isLog, boolean isEvaluated, List<String> trace) {
        String variant() {
            return String.join(" ", trace);
        }
    }

    private static Metric metric() {
        return new TestMetric("precision")
                .precision("CASE WHEN is_evaluated THEN 1 END")
                .splits(Dimension.SOURCE)
                .make();
    }

    private static UnitFigures<Precisions.Counts> of(List<Case> cases) throws Exception {
        SparkSession session = LakeSession.forTests(scratch).newSession();
        session.createDataFrame(
                        cases.stream()
                                .map(c -> RowFactory.create(
                                        c.day(), c.source(), c.isLog(), c.isEvaluated(), "m", c.variant()))
                                .toList(),
                        StructType.fromDDL("at DATE, source STRING, is_log BOOLEAN, is_evaluated BOOLEAN,"
                                + " model_hash STRING, variant STRING"))
                .createOrReplaceTempView("fct_ticket");
        VariantRows rows = new VariantRows("m", MODEL, "unit/1");
        List<Row> variants = new ArrayList<>();
        for (Case c : cases.stream()
                .collect(Collectors.toMap(Case::variant, c -> c, (a, b) -> a))
                .values()) {
            variants.add(rows.of(c.variant(), new ObjectMapper().writeValueAsString(c.trace())));
        }
        session.createDataFrame(variants, VariantRows.SCHEMA).createOrReplaceTempView("variant_conformance");
        return Precisions.read(session, List.of(metric()), TODAY);
    }

    private static Case on(String day, String... trace) {
        return new Case(LocalDate.parse(day), "servicenow", false, true, List.of(trace));
    }

    /** From the start a, b, c, d, e are allowed; after a: b, c, d, e; after b and c the same; after d only e, after e only d. */
    @Test
    void activitiesWithWhichNoCaseOfThePeriodGoesOnEscape() throws Exception {
        UnitFigures<Precisions.Counts> precisions = of(
                List.of(on("2026-03-02", "a", "d", "e"), on("2026-03-03", "a", "e", "d"), on("2026-03-09", "d", "e")));
        // Start: 2 × 5 allowed, 4 of them escape twice; after a: 2 × 4, b and c escape twice; then 1 + 1, none escapes.
        assertThat(precisions.of(metric(), Period.holding(Grain.WEEK, LocalDate.parse("2026-03-02")), Member.TOTAL))
                .isEqualTo(new Precisions.Counts(10 + 8 + 2, 8 + 4));
        assertThat(precisions.of(metric(), Period.holding(Grain.WEEK, LocalDate.parse("2026-03-09")), Member.TOTAL))
                .isEqualTo(new Precisions.Counts(5 + 1, 4));
        // Not the sum of the weeks: with d a second activity is taken at the start.
        assertThat(precisions.of(metric(), Period.holding(Grain.MONTH, LocalDate.parse("2026-03-02")), Member.TOTAL))
                .isEqualTo(new Precisions.Counts(15 + 8 + 3, 9 + 4));
        assertThat(precisions.of(metric(), Period.holding(Grain.WEEK, LocalDate.parse("2026-03-16")), Member.TOTAL))
                .isNull();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void theSameAsTheEngineThatWalksTheModel(long seed) throws Exception {
        Random random = new Random(seed);
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            List<String> trace = new ArrayList<>();
            for (int j = random.nextInt(6); j >= 0; j--) {
                trace.add(String.valueOf("abcdex".charAt(random.nextInt(6))));
            }
            boolean isLog = random.nextInt(4) == 0;
            cases.add(new Case(
                    LocalDate.parse("2026-03-02").plusDays(random.nextInt(28)),
                    isLog ? "eventlog/x" : "servicenow",
                    isLog,
                    random.nextInt(10) > 0,
                    trace));
        }
        UnitFigures<Precisions.Counts> precisions = of(cases);
        for (int week = 0; week < 4; week++) {
            Period period =
                    Period.holding(Grain.WEEK, LocalDate.parse("2026-03-02").plusWeeks(week));
            List<Case> there = cases.stream()
                    .filter(c -> !c.day().isBefore(period.start()) && !c.day().isAfter(period.end()))
                    .toList();
            assertThat(precisions.of(metric(), period, Member.TOTAL))
                    .isEqualTo(walked(there.stream().filter(c -> !c.isLog()).toList()));
            assertThat(precisions.of(metric(), period, Member.of(Map.of(Dimension.SOURCE, "eventlog/x"))))
                    .isEqualTo(walked(there.stream().filter(Case::isLog).toList()));
        }
    }

    private static Precisions.Counts walked(List<Case> cases) {
        ProcessModel model = MODEL.model("test");
        Aligner aligner = Aligner.of(model, Aligner.DEFAULT_BUDGET);
        Precision precision = Precision.of(model);
        cases.stream().filter(Case::isEvaluated).forEach(c -> precision.add(aligner.align(c.trace()), 1));
        Precision.Counts counts = precision.counts();
        return new Precisions.Counts(counts.allowed(), counts.escaping());
    }
}
