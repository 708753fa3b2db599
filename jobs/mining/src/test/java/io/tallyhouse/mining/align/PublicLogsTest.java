package io.tallyhouse.mining.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tallyhouse.mining.align.AlignmentResult.Optimal;
import io.tallyhouse.mining.log.ReadLog;
import io.tallyhouse.mining.model.PnmlReader;
import io.tallyhouse.mining.model.ProcessModel;
import io.tallyhouse.mining.model.PtmlReader;
import io.tallyhouse.mining.trace.Variant;
import io.tallyhouse.testing.TestData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Public logs and models against costs that other programs found. */
class PublicLogsTest {
    private static final Offset<Double> NINE_DIGITS = within(1e-9);

    @ParameterizedTest
    @CsvSource({
        "bpic2013/bpic2013_incidents.xes.gz, bpic2013/bpic2013_incidents-imf.ptml, 7554, 6336, 0.9199353534",
        "bpic2013/bpic2013_closed_problems.xes.gz, bpic2013/bpic2013_closed_problems-imf.ptml, 1487, 2173, 0.8241434187",
        "receipt/receipt.xes.gz, receipt/receipt-imf.ptml, 1434, 2433, 0.8338617191",
        "receipt/receipt.xes.gz, receipt/receipt-im.ptml, 1434, 0, 1",
        "receipt/receipt.xes.gz, receipt/receipt_one_variant.pnml, 1434, 3433, 0.7740499592"
    })
    void costAndMeanFitnessAreThoseOfOtherPrograms(String log, String model, long cases, long cost, double mean)
            throws IOException {
        Fitness fitness = fitness(traces(log), model(model));

        assertThat(fitness.evaluated()).isEqualTo(cases);
        assertThat(fitness.cost()).isEqualTo(cost);
        assertThat(fitness.mean().orElseThrow()).isCloseTo(mean, NINE_DIGITS);
    }

    /** Pairs of the model, starts and ends among them, and cases with others: as the footprints of pm4py 2.7.23 have them. */
    @ParameterizedTest
    @CsvSource({
        "bpic2013/bpic2013_incidents.xes.gz, bpic2013/bpic2013_incidents-imf.ptml, 9, 5590",
        "bpic2013/bpic2013_closed_problems.xes.gz, bpic2013/bpic2013_closed_problems-imf.ptml, 7, 913",
        "receipt/receipt.xes.gz, receipt/receipt-imf.ptml, 141, 721",
        "receipt/receipt.xes.gz, receipt/receipt-im.ptml, 627, 0"
    })
    void footprintsAreThoseOfAnotherProgram(String log, String model, int pairs, long deviating) throws IOException {
        Footprint footprint = Footprint.of(model(model), 1).orElseThrow();

        assertThat(footprint.pairs()).hasSize(pairs);
        assertThat(footprint.strange(Variant.of(traces(log))).cases()).isEqualTo(deviating);
    }

    @Test
    void theOneVariantOfReceiptFitsTwelveCases() throws IOException {
        assertThat(fitness(traces("receipt/receipt.xes.gz"), model("receipt/receipt_one_variant.pnml"))
                        .fitting())
                .isEqualTo(12);
    }

    @ParameterizedTest
    @CsvSource({
        "a12, 00, 1000", "a12, 05, 966", "a12, 10, 910", "a12, 20, 793", "a12, 50, 500",
        "a22, 00, 1000", "a22, 05, 950", "a22, 10, 897", "a22, 20, 798", "a22, 50, 529"
    })
    void exactlyFittingCasesUnderNoiseByNetAndByTree(String name, String noise, long fitting) throws IOException {
        List<List<String>> traces = traces("synthetic-noise/%s/%sf0n%s.xes.gz".formatted(name, name, noise));

        for (String ending : List.of("pnml", "ptml")) {
            Fitness fitness = fitness(traces, model("synthetic-noise/%s/%s.%s".formatted(name, name, ending)));
            assertThat(fitness.fitting()).as(ending).isEqualTo(fitting);
            assertThat(fitness.evaluated()).isEqualTo(1_000);
        }
    }

    @ParameterizedTest
    @CsvSource({"a12, 419", "a22, 650"})
    void costUnderTwentyPercentNoiseByNetAndByTree(String name, long cost) throws IOException {
        List<List<String>> traces = traces("synthetic-noise/%s/%sf0n20.xes.gz".formatted(name, name));

        assertThat(fitness(traces, model("synthetic-noise/%s/%s.pnml".formatted(name, name)))
                        .cost())
                .isEqualTo(cost);
        assertThat(fitness(traces, model("synthetic-noise/%s/%s.ptml".formatted(name, name)))
                        .cost())
                .isEqualTo(cost);
    }

    @Test
    void theTextbookLogFitsItsNetAndItsTree() throws IOException {
        List<List<String>> traces = traces("running-example/running-example.xes");

        for (String ending : List.of("pnml", "ptml")) {
            assertThat(fitness(traces, model("running-example/running-example." + ending))
                            .cost())
                    .isZero();
        }
    }

    @Test
    void theBrokenTextbookLogHasItsCostPerCase() throws IOException {
        ProcessModel net = model("running-example/running-example.pnml");
        Aligner aligner = Aligner.of(net, Aligner.DEFAULT_BUDGET);
        Fitness fitness = new Fitness();
        List<Integer> costs = new ArrayList<>();
        for (List<String> trace : brokenTraces().values()) {
            AlignmentResult result = aligner.align(trace);
            costs.add(((Optimal) result).cost());
            fitness.add(result, 1);
        }

        assertThat(costs).containsExactly(1, 1, 2, 0, 3, 3);
        assertThat(fitness.mean().orElseThrow()).isCloseTo(0.8446623093681916, NINE_DIGITS);
        assertThat(fitness.ofLog().orElseThrow()).isCloseTo(0.84375, NINE_DIGITS);
    }

    private static Map<String, List<String>> brokenTraces() throws IOException {
        Map<String, List<String>> traces = new TreeMap<>();
        List<String> lines = Files.readAllLines(TestData.file("running-example/running_example_broken.csv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(";");
            traces.computeIfAbsent(cells[2], c -> new ArrayList<>()).add(cells[3]);
        }
        return traces;
    }

    private static Fitness fitness(List<List<String>> traces, ProcessModel model) {
        List<Variant> variants = Variant.of(traces);
        List<AlignmentResult> results = new VariantAligner(model, Aligner.DEFAULT_BUDGET, 2)
                .align(variants.stream().map(Variant::steps).toList());
        Fitness fitness = new Fitness();
        for (int i = 0; i < variants.size(); i++) {
            fitness.add(results.get(i), variants.get(i).cases());
        }
        assertThat(fitness.notEvaluated()).isZero();
        return fitness;
    }

    private static List<List<String>> traces(String log) {
        return ReadLog.of(TestData.file(log)).activities();
    }

    private static ProcessModel model(String file) throws IOException {
        try (InputStream in = Files.newInputStream(TestData.file(file))) {
            return file.endsWith(".ptml")
                    ? PtmlReader.read(file, in)
                    : PnmlReader.read(file, in).net();
        }
    }
}
