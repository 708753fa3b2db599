package io.tallyhouse.mining.rework;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyhouse.mining.log.ReadLog;
import io.tallyhouse.mining.log.XesEvent;
import io.tallyhouse.testing.TestData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepetitionTest {
    @ParameterizedTest
    @CsvSource({
        // values, repeated, self-loops, loops, hand-offs, ping-pong
        "'', 0, 0, 0, 0, 0",
        "A, 0, 0, 0, 0, 0",
        "AA, 1, 1, 0, 0, 0",
        "ABA, 1, 0, 1, 2, 1",
        "ABAB, 2, 0, 2, 3, 2",
        "AABBA, 3, 2, 1, 2, 1",
        "ABCA, 1, 0, 1, 3, 0",
        "ABCB, 1, 0, 1, 3, 1",
        "A-A, 1, 1, 0, 0, 0",
        "A-BA, 1, 0, 1, 2, 1",
        "---, 0, 0, 0, 0, 0"
    })
    void oneCase(String values, long repeated, long selfLoops, long loops, long handOffs, long pingPong) {
        Repetition repetition = new Repetition();
        List<@Nullable String> events = new ArrayList<>();
        for (char value : values.toCharArray()) {
            events.add(value == '-' ? null : String.valueOf(value));
        }

        repetition.add(events, 3);

        assertThat(repetition.cases()).isEqualTo(3);
        assertThat(repetition.repeatedEvents()).isEqualTo(3 * repeated);
        assertThat(repetition.selfLoops()).isEqualTo(3 * selfLoops);
        assertThat(repetition.loops()).isEqualTo(3 * loops);
        assertThat(repetition.handOffs()).isEqualTo(3 * handOffs);
        assertThat(repetition.pingPong()).isEqualTo(3 * pingPong);
        assertThat(repetition.casesWithRepeats()).isEqualTo(repeated > 0 ? 3 : 0);
        assertThat(repetition.casesWithPingPong()).isEqualTo(pingPong > 0 ? 3 : 0);
        long missing = values.chars().filter(c -> c == '-').count();
        assertThat(repetition.missing()).isEqualTo(3 * missing);
        assertThat(repetition.events()).isEqualTo(3 * (values.length() - missing));
    }

    @Test
    void theMatrixSaysFromWhereToWhere() {
        Repetition repetition = new Repetition();
        repetition.add(Arrays.asList("A", "B", "A", null, "B", "C"), 1);
        repetition.add(Arrays.asList("C", "B"), 2);

        assertThat(repetition.handOffMatrix())
                .isEqualTo(Map.of("A", Map.of("B", 2L), "B", Map.of("A", 1L, "C", 1L), "C", Map.of("B", 2L)));
    }

    @ParameterizedTest
    @CsvSource({
        "bpic2013/bpic2013_incidents.xes.gz, false, 7539, 45919",
        "bpic2013/bpic2013_incidents.xes.gz, true, 7201, 34038",
        "bpic2013/bpic2013_closed_problems.xes.gz, false, 967, 3143",
        "receipt/receipt.xes.gz, false, 91, 245"
    })
    void publicLogsRepeatWhatOtherProgramsCounted(String log, boolean withTransition, long cases, long events) {
        Repetition repetition =
                of(log, e -> withTransition ? e.activity() + "+" + e.transition() : String.valueOf(e.activity()));

        assertThat(repetition.casesWithRepeats()).isEqualTo(cases);
        assertThat(repetition.repeatedEvents()).isEqualTo(events);
    }

    @Test
    void publicIncidentsGoFromTeamToTeamAsARecountSays() {
        Repetition repetition = of("bpic2013/bpic2013_incidents.xes.gz", XesEvent::group);

        assertThat(repetition.handOffs()).isEqualTo(9_454);
        assertThat(repetition.pingPong()).isEqualTo(2_394);
        assertThat(repetition.casesWithPingPong()).isEqualTo(1_177);
    }

    private static Repetition of(String log, Function<XesEvent, @Nullable String> value) {
        Repetition repetition = new Repetition();
        ReadLog.of(TestData.file(log)).events.values().forEach(events -> {
            List<@Nullable String> values = new ArrayList<>();
            events.forEach(e -> values.add(value.apply(e)));
            repetition.add(values, 1);
        });
        return repetition;
    }
}
