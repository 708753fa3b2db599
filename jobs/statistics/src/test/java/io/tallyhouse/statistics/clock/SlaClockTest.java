package io.tallyhouse.statistics.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallyhouse.statistics.calendar.BusinessCalendar;
import io.tallyhouse.statistics.calendar.OpenSpan;
import io.tallyhouse.statistics.calendar.TimeSpan;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Clocks worked out by hand. June 2026: the 5th is a Friday, the 8th a Monday; New York is four hours behind UTC. */
final class SlaClockTest {
    private static final BusinessCalendar OFFICE = office();

    private static BusinessCalendar office() {
        Map<DayOfWeek, List<OpenSpan>> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : List.of(
                DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY)) {
            week.put(day, List.of(OpenSpan.between("09:00", "17:00")));
        }
        return BusinessCalendar.of(ZoneId.of("America/New_York"), week, Map.of());
    }

    private static Instant at(String text) {
        return Instant.parse(text);
    }

    private static ClockReading read(
            String start,
            long target,
            List<TimeSpan> pauses,
            @Nullable String stop,
            @Nullable String cancel,
            String asOf) {
        ClockFacts facts = new ClockFacts(
                at(start), target, pauses, stop == null ? null : at(stop), cancel == null ? null : at(cancel));
        return SlaClock.read(facts, OFFICE, at(asOf)).orElseThrow();
    }

    @Test
    void metOverAWeekend() {
        // Friday 16:00 local = 20:00Z: 1 h to closing; Monday 09:00 to 11:30 local (15:30Z): 2.5 h; 3.5 h = 12,600 s.
        // Target 4 h = 14,400 s: 1 h on Friday, 3 h on Monday, so noon local, 16:00Z.
        assertThat(read(
                        "2026-06-05T20:00:00Z",
                        14_400,
                        List.of(),
                        "2026-06-08T15:30:00Z",
                        null,
                        "2026-06-10T00:00:00Z"))
                .isEqualTo(new ClockReading(
                        ClockOutcome.MET, at("2026-06-08T16:00:00Z"), 12_600, at("2026-06-08T15:30:00Z"), null, 0));
    }

    @Test
    void breachedWhenStoppedOneSecondLateButNotAtTheTarget() {
        // As above: due Monday 16:00:00Z.
        String start = "2026-06-05T20:00:00Z";
        assertThat(read(start, 14_400, List.of(), "2026-06-08T16:00:00Z", null, "2026-06-10T00:00:00Z")
                        .outcome())
                .isEqualTo(ClockOutcome.MET);
        assertThat(read(start, 14_400, List.of(), "2026-06-08T16:00:01Z", null, "2026-06-10T00:00:00Z"))
                .isEqualTo(new ClockReading(
                        ClockOutcome.BREACHED,
                        at("2026-06-08T16:00:00Z"),
                        14_401,
                        at("2026-06-08T16:00:01Z"),
                        at("2026-06-08T16:00:00Z"),
                        0));
    }

    @Test
    void aRunningClockIsOpenBeforeItsTargetAndBreachedFromItOn() {
        String start = "2026-06-05T20:00:00Z";
        assertThat(read(start, 14_400, List.of(), null, null, "2026-06-08T15:59:59Z")
                        .outcome())
                .isEqualTo(ClockOutcome.OPEN);
        assertThat(read(start, 14_400, List.of(), null, null, "2026-06-08T16:00:00Z")
                        .outcome())
                .isEqualTo(ClockOutcome.BREACHED);
    }

    @Test
    void aTargetUsedUpAtClosingTimeIsBreachedOverNight() {
        // Friday 09:00 to 17:00 local is 28,800 s = the target; due 21:00Z. Stopped on Saturday: no more seconds, but
        // late.
        ClockReading reading =
                read("2026-06-05T13:00:00Z", 28_800, List.of(), "2026-06-06T12:00:00Z", null, "2026-06-10T00:00:00Z");
        assertThat(reading.outcome()).isEqualTo(ClockOutcome.BREACHED);
        assertThat(reading.elapsedBusinessSeconds()).isEqualTo(28_800);
        assertThat(reading.breachedAt()).isEqualTo(at("2026-06-05T21:00:00Z"));
    }

    @Test
    void pausesThatOverlapStopTheClockOnce() {
        // Monday from 09:00 local (13:00Z). Pauses 10:00-11:00 and 10:30-12:00 local: together 2 h = 7,200 s.
        // Stop 14:00 local (18:00Z): 5 h open - 2 h = 3 h = 10,800 s. Target 4 h: 1 h to 10:00, 3 h from 12:00: 15:00
        // local.
        List<TimeSpan> pauses = List.of(
                new TimeSpan(at("2026-06-08T14:30:00Z"), at("2026-06-08T16:00:00Z")),
                new TimeSpan(at("2026-06-08T14:00:00Z"), at("2026-06-08T15:00:00Z")));
        assertThat(read("2026-06-08T13:00:00Z", 14_400, pauses, "2026-06-08T18:00:00Z", null, "2026-06-10T00:00:00Z"))
                .isEqualTo(new ClockReading(
                        ClockOutcome.MET, at("2026-06-08T19:00:00Z"), 10_800, at("2026-06-08T18:00:00Z"), null, 7_200));
    }

    @Test
    void aClockPausedNowIsDueAsIfItWentOnNow() {
        // 1 h used from 09:00 to 10:00 local, paused since; as of Tuesday 09:30 local (13:30Z) 3 h are left: 12:30
        // local.
        // Paused from Monday 14:00Z to Tuesday 13:30Z: 23.5 h = 84,600 s.
        List<TimeSpan> paused = List.of(TimeSpan.since(at("2026-06-08T14:00:00Z")));
        assertThat(read("2026-06-08T13:00:00Z", 14_400, paused, null, null, "2026-06-09T13:30:00Z"))
                .isEqualTo(new ClockReading(ClockOutcome.OPEN, at("2026-06-09T16:30:00Z"), 3_600, null, null, 84_600));
    }

    @Test
    void cancelledClocksKeepTheirSecondsAndSayWhetherTheyWereLate() {
        // Cancelled Monday 10:00 local: 3,600 s of 14,400 used. Cancelled 14:00 local: 18,000 s used, late since 13:00.
        String start = "2026-06-08T13:00:00Z";
        assertThat(read(start, 14_400, List.of(), null, "2026-06-08T14:00:00Z", "2026-06-10T00:00:00Z"))
                .isEqualTo(new ClockReading(ClockOutcome.CANCELLED, at("2026-06-08T17:00:00Z"), 3_600, null, null, 0));
        assertThat(read(start, 14_400, List.of(), null, "2026-06-08T18:00:00Z", "2026-06-10T00:00:00Z"))
                .isEqualTo(new ClockReading(
                        ClockOutcome.CANCELLED,
                        at("2026-06-08T17:00:00Z"),
                        18_000,
                        null,
                        at("2026-06-08T17:00:00Z"),
                        0));
    }

    @Test
    void whatCameFirstOfStopAndCancellationCounts() {
        String start = "2026-06-08T13:00:00Z";
        String ten = "2026-06-08T14:00:00Z";
        String eleven = "2026-06-08T15:00:00Z";
        String later = "2026-06-10T00:00:00Z";
        assertThat(read(start, 14_400, List.of(), ten, eleven, later).outcome()).isEqualTo(ClockOutcome.MET);
        assertThat(read(start, 14_400, List.of(), ten, ten, later).outcome()).isEqualTo(ClockOutcome.MET);
        assertThat(read(start, 14_400, List.of(), eleven, ten, later).outcome()).isEqualTo(ClockOutcome.CANCELLED);
    }

    @Test
    void nothingAfterAsOfHasAnInfluence() {
        // As of Monday 10:00 local the stop at 11:00, the cancellation at 12:00 and the pause from 10:30 are unknown.
        List<TimeSpan> later = List.of(new TimeSpan(at("2026-06-08T14:30:00Z"), at("2026-06-08T20:00:00Z")));
        String start = "2026-06-08T13:00:00Z";
        String asOf = "2026-06-08T14:00:00Z";
        assertThat(read(start, 14_400, later, "2026-06-08T15:00:00Z", "2026-06-08T16:00:00Z", asOf))
                .isEqualTo(read(start, 14_400, List.of(), null, null, asOf))
                .extracting(ClockReading::outcome)
                .isEqualTo(ClockOutcome.OPEN);
        ClockFacts future = new ClockFacts(at("2026-06-08T14:00:01Z"), 60, List.of(), null, null);
        assertThat(SlaClock.read(future, OFFICE, at(asOf))).isEmpty();
    }

    @Test
    void refusesAnEndBeforeTheStart() {
        assertThatThrownBy(() ->
                        new ClockFacts(at("2026-06-08T14:00:00Z"), 60, List.of(), at("2026-06-08T13:00:00Z"), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Invalid clock: stopped at 2026-06-08T13:00:00Z before it started at 2026-06-08T14:00:00Z");
    }
}
