package io.tallyhouse.mining.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallyhouse.mining.log.LoggedTime;
import io.tallyhouse.mining.log.ReadLog;
import io.tallyhouse.mining.log.XesEvent;
import io.tallyhouse.testing.TestData;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StepRuleTest {
    private static final Instant T0 = Instant.parse("2020-01-01T00:00:00Z");

    @Test
    void aRunOfEqualAuditRowsIsOneStepAtTheTimeOfTheFirst() {
        List<Step> steps = StepRule.RUNS.steps(List.of(
                event("work", null, null, 1),
                event("work", null, null, 2),
                event("wait", null, null, 3),
                event("work", null, null, 4)));

        assertThat(steps)
                .containsExactly(
                        new Step("work", T0.plusSeconds(1), null, 0, 1),
                        new Step("wait", T0.plusSeconds(3), null, 2, 2),
                        new Step("work", T0.plusSeconds(4), null, 3, 3));
        assertThat(StepRule.RUNS.steps(List.of())).isEmpty();
    }

    @Test
    void startAndCompleteOfOneInstanceAreOneStepAtItsCompletion() {
        List<Step> steps = StepRule.PAIRS.steps(List.of(
                event("a", "start", "1", 0),
                event("a", "START", "2", 1),
                event("b", "schedule", null, 2),
                event("a", "complete", "2", 3),
                event("b", "start", null, 4),
                event("a", "complete", "1", 5),
                event("b", "complete", null, 6)));

        assertThat(steps)
                .containsExactly(
                        new Step("a", T0.plusSeconds(3), T0.plusSeconds(1), 1, 3),
                        new Step("a", T0.plusSeconds(5), T0, 0, 5),
                        new Step("b", T0.plusSeconds(6), T0.plusSeconds(4), 4, 6));
    }

    @Test
    void withoutInstancesACompletionTakesTheOldestOpenStart() {
        List<Step> steps = StepRule.PAIRS.steps(List.of(
                event("a", "complete", null, 0),
                event("a", "start", null, 1),
                event("a", "start", null, 2),
                event("a", "complete", null, 3)));

        assertThat(steps)
                .containsExactly(
                        new Step("a", T0, null, 0, 0),
                        new Step("a", T0.plusSeconds(2), T0.plusSeconds(2), 2, 2),
                        new Step("a", T0.plusSeconds(3), T0.plusSeconds(1), 1, 3));
    }

    @Test
    void theRuleFollowsFromTheTransitionsOfTheLog() {
        assertThat(StepRule.of(Set.of())).isEqualTo(StepRule.EVENTS);
        assertThat(StepRule.of(Set.of("complete"))).isEqualTo(StepRule.EVENTS);
        assertThat(StepRule.of(Set.of("COMPLETE", "Start", "suspend"))).isEqualTo(StepRule.PAIRS);
        assertThat(StepRule.of(Set.of("start", "In Progress"))).isEqualTo(StepRule.TRANSITIONS);
    }

    @Test
    void bpic2013HasThirteenStepNamesByItsOwnRule() {
        ReadLog log = ReadLog.of(TestData.file("bpic2013/bpic2013_incidents.xes.gz"));
        List<List<CaseEvent>> cases = log.events.values().stream()
                .map(trace -> trace.stream()
                        .map(e -> new CaseEvent(e.activity(), e.transition(), e.instance(), e.at()))
                        .toList())
                .toList();
        Set<String> transitions = cases.stream()
                .flatMap(trace -> trace.stream().map(CaseEvent::transition))
                .collect(Collectors.toSet());
        StepRule rule = StepRule.of(transitions);

        assertThat(rule).isEqualTo(StepRule.TRANSITIONS);
        assertThat(cases.stream().flatMap(trace -> rule.steps(trace).stream()).map(Step::activity))
                .hasSize(65_533)
                .contains("Accepted+Wait - Implementation")
                .satisfies(names -> assertThat(Set.copyOf(names)).hasSize(13));
    }

    @Test
    void aClassifierJoinsTheValuesThatAreThere() {
        XesEvent event = new XesEvent(0, "a", null, LoggedTime.ABSENT, "ann", null, null, Map.of("cost", "5"), 7);

        assertThat(StepRule.classify(event, List.of("concept:name", "lifecycle:transition", "cost")))
                .isEqualTo("a+5");
        assertThatThrownBy(() -> StepRule.classify(event, List.of("org:group")))
                .hasMessage("Cannot name the event at line 7: it has none of the attributes [org:group];"
                        + " choose another classifier");
    }

    @Test
    void variantsAreCountedInAnOrderOfTheirOwn() {
        List<List<String>> traces = Stream.of("b", "a b", "a", "b", "a b")
                .map(t -> List.of(t.split(" ")))
                .toList();

        assertThat(Variant.of(traces))
                .containsExactly(
                        new Variant(List.of("a", "b"), 2), new Variant(List.of("b"), 2), new Variant(List.of("a"), 1));
        assertThat(Variant.hash(List.of("a", "b")))
                .hasSize(64)
                .isNotEqualTo(Variant.hash(List.of("ab")))
                .isNotEqualTo(Variant.hash(List.of("a'1'b")))
                .isEqualTo(Variant.hash(List.of("a", "b")));
    }

    private static CaseEvent event(String activity, String transition, String instance, int second) {
        return new CaseEvent(activity, transition, instance, T0.plusSeconds(second));
    }
}
