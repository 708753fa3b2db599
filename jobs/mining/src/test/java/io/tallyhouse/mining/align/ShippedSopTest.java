package io.tallyhouse.mining.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallyhouse.mining.align.AlignmentResult.Optimal;
import io.tallyhouse.mining.model.ProcessTree;
import io.tallyhouse.mining.trace.Variant;
import io.tallyhouse.testing.TestData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** The shipped ServiceNow lifecycle against 17,136 public tickets that another program judged one by one. */
class ShippedSopTest {
    private static final ProcessTree SOP = ProcessTree.parse("triage? (work | wait)* resolve close");
    private static final Map<Character, String> LETTERS =
            Map.of('T', "triage", 'W', "work", 'P', "wait", 'R', "resolve", 'C', "close");

    @Test
    void everyTicketsCostAndAllTotalsAreThoseOfTheOtherProgram() throws IOException {
        JsonNode total = new ObjectMapper()
                .readTree(TestData.design("expected-uci.json").toFile())
                .get("total");
        Aligner aligner = Aligner.of(SOP, Aligner.DEFAULT_BUDGET);
        Fitness fitness = new Fitness();
        Map<String, Integer> deviations = new TreeMap<>();
        Map<List<String>, Optimal> known = new java.util.HashMap<>();
        for (String[] ticket : tickets()) {
            Optimal result = known.computeIfAbsent(steps(ticket[9]), t -> (Optimal) aligner.align(t));
            assertThat(result.cost()).as(ticket[0] + " " + ticket[9]).isEqualTo(Integer.parseInt(ticket[10]));
            fitness.add(result, 1);
            for (Deviation deviation : result.deviations()) {
                String kind = deviation.kind().name().toLowerCase(Locale.ROOT);
                deviations.merge(kind + " " + deviation.activity(), 1, Integer::sum);
            }
        }

        assertThat(known).hasSize(total.at("/conformance_cases/variants").asInt());
        assertThat(fitness.evaluated()).isEqualTo(17_136);
        assertThat(fitness.fitting()).isEqualTo(16_930);
        assertThat(fitness.cost()).isEqualTo(254);
        assertThat(fitness.worst()).isEqualTo(95_626);
        assertThat(fitness.ofLog().orElseThrow())
                .isCloseTo(total.at("/fitness_alignment/value").asDouble(), within(1e-10));
        assertThat(fitness.mean().orElseThrow())
                .isCloseTo(total.at("/fitness_alignment/mean_over_cases").asDouble(), within(1e-10));
        Map<String, Integer> expected = new TreeMap<>();
        total.at("/deviations/by_activity")
                .fields()
                .forEachRemaining(e -> expected.put(e.getKey(), e.getValue().asInt()));
        assertThat(deviations).isEqualTo(expected);
    }

    @Test
    void theModelSaysWhatEndsACaseAndHowShortOneCanBe() {
        assertThat(Footprint.of(SOP, 1).orElseThrow().pairs())
                .filteredOn(pair -> pair.to() == null)
                .containsExactly(new Footprint.Pair("close", null));
        assertThat(SOP.shortestRun()).isEqualTo(2);
        assertThat(Variant.of(List.of(steps("TRC")))).hasSize(1);
    }

    private static List<String> steps(String letters) {
        return letters.chars().mapToObj(letter -> LETTERS.get((char) letter)).toList();
    }

    private static List<String[]> tickets() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(TestData.design("expected-uci-tickets.tsv.gz"))),
                StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).map(line -> line.split("\t")).toList();
        }
    }
}
