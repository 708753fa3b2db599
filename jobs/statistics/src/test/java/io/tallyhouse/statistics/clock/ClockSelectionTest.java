package io.tallyhouse.statistics.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tallyhouse.statistics.calendar.BusinessCalendar;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Attachments of one ticket opened Monday 2026-06-08 08:00Z, on a calendar that is always open. */
final class ClockSelectionTest {
    private static final Instant OPENED = Instant.parse("2026-06-08T08:00:00Z");
    private static final Instant LATER = Instant.parse("2026-06-20T00:00:00Z");

    private static Instant hour(int hours) {
        return OPENED.plusSeconds(hours * 3600L);
    }

    private static Attachment row(
            String id,
            String sla,
            int created,
            int updated,
            long targetHours,
            @Nullable Integer stop,
            @Nullable Integer cancel) {
        ClockFacts facts = new ClockFacts(
                OPENED,
                targetHours * 3600,
                List.of(),
                stop == null ? null : hour(stop),
                cancel == null ? null : hour(cancel));
        return new Attachment(id, "INC1", sla, hour(created), hour(updated), 1, "hash-" + id, facts);
    }

    private static List<ClockReading> readings(List<Attachment> rows) {
        return ClockSelection.select(rows, LATER).stream()
                .map(row -> SlaClock.read(row.facts(), BusinessCalendar.always(), LATER)
                        .orElseThrow())
                .toList();
    }

    @Test
    void repairedRowsAreOneClock() {
        // The first row says stopped at hour 10 of 8: breached. The repair at hour 30 corrects the stop to hour 7: met.
        Attachment before = row("a", "P3 resolution", 0, 10, 8, 10, null);
        Attachment repaired = row("b", "P3 resolution", 30, 30, 8, 7, null);

        assertThat(ClockSelection.select(List.of(before, repaired), LATER)).containsExactly(repaired);
        assertThat(readings(List.of(repaired, before)))
                .singleElement()
                .extracting(ClockReading::outcome, ClockReading::elapsedBusinessSeconds)
                .containsExactly(ClockOutcome.MET, 25_200L);
    }

    @Test
    void aChangeOfPriorityCancelsOneClockAndAttachesAnother() {
        // P3 with 24 h is cancelled at hour 3. P1 with 4 h is attached then but runs from hour 0; stopped at hour 5:
        // 5 h = 18,000 s against 14,400 s, due at hour 4: breached. Measured from its attachment it would have been 2
        // h.
        List<ClockReading> readings = readings(
                List.of(row("a", "P3 resolution", 0, 3, 24, null, 3), row("b", "P1 resolution", 3, 5, 4, 5, null)));

        assertThat(readings)
                .extracting(ClockReading::outcome, ClockReading::elapsedBusinessSeconds, ClockReading::breachedAt)
                .containsExactly(
                        tuple(ClockOutcome.BREACHED, 18_000L, hour(4)), tuple(ClockOutcome.CANCELLED, 10_800L, null));
    }

    @Test
    void aPriorityThatCameBackIsTheSameClockAgain() {
        // P3 cancelled at hour 1, P2 attached and cancelled at hour 2, P3 attached again with the old start: one P3
        // clock.
        List<Attachment> rows = List.of(
                row("a", "P3 resolution", 0, 1, 24, null, 1),
                row("b", "P2 resolution", 1, 2, 8, null, 2),
                row("c", "P3 resolution", 2, 6, 24, 6, null));

        assertThat(ClockSelection.select(rows, LATER))
                .extracting(Attachment::rowId)
                .containsExactly("b", "c");
    }

    @Test
    void aClockAttachedLateKeepsItsStart() {
        // Row written at hour 6, start at hour 0, 8 h allowed, stopped at hour 9: 9 h = 32,400 s, late by one hour.
        Attachment late = row("a", "P3 resolution", 6, 9, 8, 9, null);

        assertThat(readings(List.of(late)))
                .singleElement()
                .extracting(ClockReading::outcome, ClockReading::elapsedBusinessSeconds, ClockReading::targetAt)
                .containsExactly(ClockOutcome.BREACHED, 32_400L, hour(8));
        assertThat(ClockSelection.select(List.of(late), hour(5))).isEmpty();
    }

    @Test
    void theChoiceDoesNotDependOnArrival() {
        List<Attachment> rows = new ArrayList<>(List.of(
                row("a", "P3 resolution", 0, 5, 8, null, null),
                row("b", "P3 resolution", 0, 5, 8, 4, null),
                row("c", "P3 resolution", 0, 4, 8, 3, null),
                row("d", "P3 response", 0, 4, 1, 1, null)));
        for (long seed = 1; seed <= 20; seed++) {
            Collections.shuffle(rows, new Random(seed));
            assertThat(ClockSelection.select(rows, LATER))
                    .as("seed %d", seed)
                    .extracting(Attachment::rowId)
                    .containsExactly("b", "d");
        }
    }
}
