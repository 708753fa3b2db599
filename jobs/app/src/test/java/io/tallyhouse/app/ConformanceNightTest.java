package io.tallyhouse.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallyhouse.app.SmallHouse.Change;
import io.tallyhouse.mining.align.Aligner;
import io.tallyhouse.mining.align.AlignmentResult.Optimal;
import io.tallyhouse.mining.model.ModelText;
import io.tallyhouse.mining.model.ModelText.Notation;
import io.tallyhouse.mining.model.ProcessModel;
import io.tallyhouse.terminal.Exit;
import io.tallyhouse.testing.TestData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A public process log in the warehouse, judged by a process tree that stands in a file. A part of the log; {@code bench/README.md}
 * says how to take all of it.
 */
class ConformanceNightTest {
    private static final boolean BENCH = Boolean.getBoolean("tallyhouse.bench");
    private static final int ONE_OF = BENCH ? 1 : 12;
    private static final int DELIVERIES = BENCH ? 20 : 6;
    private static final int FIRST_NIGHT = BENCH ? 13 : 4;
    private static final long SEED = 20131;
    private static final String AS_OF = "2014-01-01T00:00:00Z"; // every case is completed

    private static final String CONFIG = """
            logs:
              bpic2013:
                with_transition: false
                done: [Completed]
            """;
    private static final String MODEL = """
            name: incidents
            version: 1
            sentence: How an incident runs.
            effective_from: 2000-01-01
            sources: [eventlog/bpic2013]
            file: incidents.ptml
            final_activities: [Completed]
            """;

    private static final Pattern TRACE = Pattern.compile("<trace>.*?</trace>", Pattern.DOTALL);
    private static final Pattern EVENT = Pattern.compile("<event>.*?</event>", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("<string key=\"concept:name\" value=\"([^\"]*)\"/>");

    @TempDir
    Path folder;

    private SmallHouse house(String name) throws IOException {
        SmallHouse house = new SmallHouse(Files.createDirectories(folder.resolve(name)));
        Files.createDirectories(house.config().getParent());
        Files.writeString(house.config(), CONFIG);
        return house;
    }

    private static void deliver(SmallHouse to, String file, String text) throws IOException {
        Path target = to.folder().resolve("landing/eventlog/bpic2013").resolve(file);
        Files.createDirectories(target.getParent());
        Files.writeString(target, text);
    }

    /** @return how many variants the night evaluated; 0 where it did not touch them */
    private static long night(SmallHouse house) {
        house.expect(Exit.OK, "nightly", "--as-of", AS_OF);
        return RunLedger.ofProcess(house.folder().resolve("warehouse")).entries(Optional.empty()).stream()
                .filter(e -> e.path("step").asText().equals("variant_conformance"))
                .mapToLong(e -> e.path("told").path("variants evaluated").asLong())
                .sum();
    }

    private static House opened(SmallHouse house) {
        return new House(
                Path.of(System.getProperty("tallyhouse.home")),
                house.config(),
                house.folder().resolve("landing"),
                house.folder().resolve("warehouse"));
    }

    /** Found with regular expressions, and in the order of the file: apart from every reader of ours. */
    private static List<String> variantsOf(List<String> traces) {
        return traces.stream()
                .map(trace -> {
                    List<String> steps = new ArrayList<>();
                    Matcher event = EVENT.matcher(trace);
                    while (event.find()) {
                        Matcher name = NAME.matcher(event.group());
                        assertThat(name.find()).isTrue();
                        steps.add(name.group(1));
                    }
                    return String.join("\n", steps);
                })
                .toList();
    }

    @Test
    @DisplayName(
            "Twenty deliveries in random order are one log, and a later night evaluates new variants only (seed 20131)")
    void deliveriesInAnyOrderAreOneLog() throws Exception {
        String log;
        try (InputStream in =
                new GZIPInputStream(Files.newInputStream(TestData.file("bpic2013/bpic2013_incidents.xes.gz")))) {
            log = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        String header = log.substring(0, log.indexOf("<trace>"));
        Random random = new Random(SEED);
        List<String> traces = TRACE.matcher(log)
                .results()
                .map(r -> r.group())
                .filter(t -> random.nextInt(ONE_OF) == 0)
                .toList();
        List<List<String>> parts = new ArrayList<>();
        for (int i = 0; i < DELIVERIES; i++) {
            parts.add(new ArrayList<>());
        }
        traces.forEach(t -> parts.get(random.nextInt(DELIVERIES)).add(t));
        Collections.shuffle(parts, random);
        String tree = Files.readString(TestData.file("bpic2013/bpic2013_incidents-imf.ptml"));
        List<Change> model = List.of(
                new Change("sql/process_models/incidents/1.yaml", "", MODEL),
                new Change("sql/process_models/incidents/incidents.ptml", "", tree));

        SmallHouse one = house("one");
        SmallHouse many = house("many");
        one.changed(model, () -> {
            deliver(one, "all.xes", header + String.join("\n", traces) + "</log>");
            Set<String> all = new HashSet<>(variantsOf(traces));
            assertThat(night(one)).isEqualTo(all.size());

            for (int i = 0; i < FIRST_NIGHT; i++) {
                deliver(many, "part" + i + ".xes", header + String.join("\n", parts.get(i)) + "</log>");
            }
            Set<String> known = new HashSet<>(variantsOf(
                    parts.subList(0, FIRST_NIGHT).stream().flatMap(List::stream).toList()));
            assertThat(night(many)).isEqualTo(known.size());
            for (int i = FIRST_NIGHT; i < DELIVERIES; i++) {
                deliver(many, "part" + i + ".xes", header + String.join("\n", parts.get(i)) + "</log>");
            }
            long second = night(many);
            System.out.printf(
                    "%d deliveries: %d variants, %d evaluated in the first night, %d in the second%n",
                    DELIVERIES, all.size(), known.size(), second);
            assertThat(second).isEqualTo(all.size() - known.size()).isPositive();

            try (House first = opened(one);
                    House other = opened(many)) {
                assertThat(Differences.ofTables(first, other)).isEqualTo(Map.of());
            }
            figures(many, variantsOf(traces), new ModelText(Notation.PTML, tree).model("incidents.ptml"));
        });
    }

    /** The whole log's cost and mean fitness as two other programs give them: see the README of the public data. */
    private static void figures(SmallHouse house, List<String> variants, ProcessModel model) throws IOException {
        Aligner aligner = Aligner.of(model, Aligner.DEFAULT_BUDGET);
        long cost = variants.stream()
                .mapToLong(v -> ((Optimal) aligner.align(List.of(v.split("\n")))).cost())
                .sum();
        JsonNode total = house.json(
                        "query",
                        "select count(*) as cases, sum(cost)::bigint as cost, avg(fitness) as fitness"
                                + " from fct_case_conformance")
                .get(0);
        assertThat(total.path("cases").asInt()).isEqualTo(variants.size());
        assertThat(total.path("cost").asLong()).isEqualTo(cost);
        if (BENCH) {
            assertThat(cost).isEqualTo(6336);
            assertThat(total.path("fitness").asDouble()).isCloseTo(0.9199353534, within(1e-9));
        }
        JsonNode deviations = house.json(
                        "query", "select count(*) as n from fct_deviation where source = 'eventlog/bpic2013'")
                .get(0);
        assertThat(deviations.path("n").asLong()).isEqualTo(cost);
    }
}
