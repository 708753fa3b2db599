package io.tallyhouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyhouse.testing.TestData;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same log and model give the same bytes, however often and by however many threads. */
class ConformanceCommandRepeatTest {
    private static final int RUNS = 10;
    private static final List<String> THREADS = List.of("1", "2", "8");
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({
        "receipt/receipt.xes.gz, receipt/receipt-imf.ptml",
        "receipt/receipt.xes.gz, receipt/receipt_one_variant.pnml",
        "running-example/running_example_broken.csv, running-example/running-example.pnml",
        "bpic2013/bpic2013_closed_problems.xes.gz, bpic2013/bpic2013_closed_problems-imf.ptml"
    })
    void tenRunsWithOneTwoAndEightThreadsGiveTheSameBytes(String log, String model) throws IOException {
        TreeSet<String> reports = new TreeSet<>();
        for (int run = 0; run < RUNS; run++) {
            reports.add(report(log, model, THREADS.get(run % THREADS.size())));
        }

        assertThat(reports).hasSize(1);
        assertThat(reports.first()).contains("\"total_cost\"").contains("\"deviations\"");
    }

    /** As printed, without what the clock says. */
    private static String report(String log, String model, String threads) throws IOException {
        CommandLineRun run = CommandLineRun.of(
                "conformance",
                TestData.file(log).toString(),
                TestData.file(model).toString(),
                "--json",
                "--threads",
                threads);
        assertThat(run.code()).as(run.err()).isZero();
        ObjectNode report = (ObjectNode) JSON.readTree(run.out());
        assertThat(report.remove("seconds")).isNotNull();
        return report.toString();
    }
}
