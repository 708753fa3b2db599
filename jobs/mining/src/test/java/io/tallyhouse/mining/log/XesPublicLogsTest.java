package io.tallyhouse.mining.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallyhouse.testing.TestData;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Public logs against counts that other programs took. */
class XesPublicLogsTest {
    @Test
    void bpic2013IncidentsHasTheCasesEventsAndStatusPairsOfTheRecount() throws IOException {
        JsonNode expected = new ObjectMapper()
                .readTree(TestData.design("expected-bpic2013.json").toFile());
        ReadLog log = ReadLog.of(TestData.file("bpic2013/bpic2013_incidents.xes.gz"));

        assertThat(log.summary.traces()).isEqualTo(7_554);
        assertThat(log.summary.events()).isEqualTo(65_533);
        assertThat(log.summary.everyEventTimed()).isTrue();
        assertThat(log.summary.bytes())
                .isEqualTo(expected.at("/input/bytes_of_content").asLong());
        assertThat(log.summary.unnamedTraces() + log.summary.unnamedEvents() + log.summary.ignoredElements())
                .isZero();
        Map<String, Integer> pairs = new TreeMap<>();
        log.events
                .values()
                .forEach(trace -> trace.forEach(
                        event -> pairs.merge(event.activity() + "+" + event.transition(), 1, Integer::sum)));
        Map<String, Integer> expectedPairs = new TreeMap<>();
        expected.at("/conservation/events_by_activity")
                .fields()
                .forEachRemaining(
                        e -> expectedPairs.put(e.getKey(), e.getValue().asInt()));
        assertThat(pairs).hasSize(13).isEqualTo(expectedPairs);
        String newest = log.events.values().stream()
                .flatMap(trace -> trace.stream().map(event -> event.at()))
                .max(java.util.Comparator.naturalOrder())
                .orElseThrow()
                .toString();
        assertThat(newest).isEqualTo(expected.at("/as_of").asText());
    }

    @Test
    void bpic2013HeaderTellsItsClassifiersGlobalsAndNestedAttributes() {
        XesHeader header = ReadLog.of(TestData.file("bpic2013/bpic2013_incidents.xes.gz"))
                .header
                .orElseThrow();

        assertThat(header.version()).isEqualTo("1.0");
        assertThat(header.classifiers())
                .containsExactly(
                        new XesClassifier(
                                "Activity classifier",
                                "event",
                                java.util.List.of("concept:name", "lifecycle:transition")),
                        new XesClassifier("Resource classifier", "event", java.util.List.of("org:resource")));
        assertThat(header.eventGlobals())
                .hasSize(11)
                .containsEntry("time:timestamp", "1970-01-01T00:00:00+01:00")
                .containsEntry("resource country", "UNKNOWN");
        assertThat(header.attributes())
                .containsEntry("meta_org:resource_events_standard_deviation", "7.626")
                .containsEntry("meta_org:resource_events_standard_deviation/Claudemar", "0.012");
    }

    @Test
    void aLogOutOfOrderCountsItsInversions() {
        ReadLog log = ReadLog.of(TestData.file("xes-quirks/interval_event_log.xes.gz"));

        assertThat(log.summary.inversions()).isEqualTo(39);
        assertThat(log.summary.tracesWithInversions()).isEqualTo(39);
        assertThat(log.inversions.stream().mapToInt(Integer::intValue).sum()).isEqualTo(39);
        assertThat(log.summary.everyEventTimed()).isTrue();
    }

    @Test
    void aLogWithoutTimestampsSaysSo() {
        XesSummary summary = ReadLog.of(TestData.file("xes-quirks/roadtraffic_1t_per_variant_19.xes.gz")).summary;

        assertThat(summary.everyEventTimed()).isFalse();
        assertThat(summary.events()).isPositive();
        assertThat(summary.timeAbsent()).isEqualTo(summary.events());
        assertThat(summary.unnamedTraces()).isEqualTo(summary.traces()).isPositive();
    }

    @Test
    void aLogWithQuestionMarksForTimesSaysSo() {
        ReadLog log = ReadLog.of(TestData.file("xes-quirks/partial_order_example.xes"));

        assertThat(log.summary.everyEventTimed()).isFalse();
        assertThat(log.summary.events()).isPositive();
        assertThat(log.summary.timeInvalid()).isEqualTo(log.summary.events());
        assertThat(log.events.get(0L).get(0).time().raw()).isEqualTo("?");
        assertThat(log.header.orElseThrow().classifiers()).hasSize(2);
    }

    @Test
    void logsOfOtherToolsAreReadWithTheirCounts() {
        XesSummary receipt = ReadLog.of(TestData.file("receipt/receipt.xes.gz")).summary;
        ReadLog running = ReadLog.of(TestData.file("running-example/running-example.xes"));
        XesSummary noise = ReadLog.of(TestData.file("synthetic-noise/a12/a12f0n20.xes.gz")).summary;

        assertThat(receipt.traces()).isEqualTo(1_434);
        assertThat(receipt.events()).isEqualTo(8_577);
        assertThat(running.summary.traces()).isEqualTo(6);
        assertThat(running.summary.events()).isEqualTo(42);
        assertThat(running.header.orElseThrow().attributes()).containsEntry("creator", "Fluxicon Nitro");
        assertThat(running.events.get(0L).get(0))
                .isEqualTo(new XesEvent(
                        0,
                        "register request",
                        null,
                        LoggedTime.parse("2010-12-30T14:32:00.000+01:00"),
                        "Pete",
                        null,
                        null,
                        Map.of("Activity", "register request", "Resource", "Pete", "Costs", "50"),
                        23));
        assertThat(noise.traces()).isEqualTo(1_000);
        assertThat(noise.timeAbsent()).isEqualTo(noise.events());
    }
}
