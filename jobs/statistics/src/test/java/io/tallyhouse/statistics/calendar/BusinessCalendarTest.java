package io.tallyhouse.statistics.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BusinessCalendarTest {
    private static final Duration FORTY_DAYS = Duration.ofDays(40);

    @TestFactory
    List<DynamicTest> expectedCases() throws IOException {
        ExpectedCalendars expected = ExpectedCalendars.read();
        Map<String, BusinessCalendar> calendars = expected.calendars();
        assertThat(expected.cases()).hasSize(100);
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode one : expected.cases()) {
            String calendar = one.get("calendar").asText();
            tests.add(DynamicTest.dynamicTest(
                    calendar + " from " + one.get("start").asText(), () -> agrees(calendars.get(calendar), one)));
        }
        return tests;
    }

    private static void agrees(BusinessCalendar calendar, JsonNode one) {
        Instant start = Instant.parse(one.get("start").asText());
        Instant end = Instant.parse(one.get("end").asText());
        List<TimeSpan> pauses = ExpectedCalendars.pauses(one.get("pauses"));
        JsonNode due = one.get("due_at");
        assertThat(calendar.businessSeconds(start, end))
                .isEqualTo(one.get("business_seconds").asLong());
        assertThat(calendar.businessSeconds(start, end, pauses))
                .isEqualTo(one.get("business_seconds_net_of_pauses").asLong());
        assertThat(calendar.dueAt(start, one.get("target_seconds").asLong(), pauses, FORTY_DAYS))
                .isEqualTo(due.isNull() ? null : Instant.parse(due.asText()));
    }

    /** Lord Howe shifts by half an hour, Apia skipped a whole date, St John's changes at one minute past midnight (2007). */
    @ParameterizedTest(name = "seed {0}: same as counting every second")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void countsLikeBruteForce(long seed) {
        Random random = new Random(seed);
        List<Instant> changes = List.of(
                Instant.parse("2026-04-04T15:00:00Z"),
                Instant.parse("2011-12-30T10:00:00Z"),
                Instant.parse("2007-11-04T02:31:00Z"),
                Instant.parse("2026-12-31T23:30:00Z"));
        List<String> zones = List.of("Australia/Lord_Howe", "Pacific/Apia", "America/St_Johns", "Europe/Lisbon");
        int which = random.nextInt(4);
        ZoneId zone = ZoneId.of(zones.get(which));
        Map<DayOfWeek, List<OpenSpan>> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            week.put(day, randomSpans(random));
        }
        Instant start = changes.get(which).minusSeconds(random.nextInt(100_000));
        LocalDate holiday = start.atZone(zone).toLocalDate().plusDays(1);
        Map<LocalDate, List<OpenSpan>> special = Map.of(holiday, randomSpans(random));
        Instant end = start.plusSeconds(random.nextInt(250_000));
        List<TimeSpan> pauses = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            Instant from = start.plusSeconds(random.nextInt(300_000) - 50_000);
            pauses.add(new TimeSpan(from, from.plusSeconds(random.nextInt(90_000))));
        }
        long target = random.nextInt(120_000);

        BusinessCalendar calendar = BusinessCalendar.of(zone, week, special);
        BruteForce brute = new BruteForce(zone, week, special);
        assertThat(calendar.businessSeconds(start, end)).isEqualTo(brute.count(start, end, List.of()));
        assertThat(calendar.businessSeconds(start, end, pauses)).isEqualTo(brute.count(start, end, pauses));
        assertThat(calendar.dueAt(start, target, pauses, Duration.ofDays(5)))
                .isEqualTo(brute.due(start, target, pauses, start.plus(Duration.ofDays(5))));
    }

    private static List<OpenSpan> randomSpans(Random random) {
        List<OpenSpan> spans = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            int from = random.nextInt(86_400);
            spans.add(new OpenSpan(from, from + 1 + random.nextInt(86_400 - from)));
        }
        return spans;
    }

    private record BruteForce(
            ZoneId zone, Map<DayOfWeek, List<OpenSpan>> week, Map<LocalDate, List<OpenSpan>> special) {
        boolean counts(Instant second, List<TimeSpan> pauses) {
            ZonedDateTime local = second.atZone(zone);
            List<OpenSpan> spans =
                    special.getOrDefault(local.toLocalDate(), week.getOrDefault(local.getDayOfWeek(), List.of()));
            int at = local.toLocalTime().toSecondOfDay();
            return spans.stream().anyMatch(s -> s.from() <= at && at < s.to())
                    && pauses.stream().noneMatch(p -> !second.isBefore(p.from()) && second.isBefore(p.to()));
        }

        long count(Instant from, Instant to, List<TimeSpan> pauses) {
            long count = 0;
            for (Instant at = from; at.isBefore(to); at = at.plusSeconds(1)) {
                count += counts(at, pauses) ? 1 : 0;
            }
            return count;
        }

        @Nullable
        Instant due(Instant start, long target, List<TimeSpan> pauses, Instant limit) {
            long left = target;
            Instant at = start;
            while (left > 0 && at.isBefore(limit)) {
                left -= counts(at, pauses) ? 1 : 0;
                at = at.plusSeconds(1);
            }
            return left == 0 ? at : null;
        }
    }

    @Test
    void anHourRepeatedCountsTwiceAndAnHourSkippedNotAtAll() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        BusinessCalendar night = BusinessCalendar.of(
                berlin, Map.of(DayOfWeek.SUNDAY, List.of(OpenSpan.between("02:00", "03:00"))), Map.of());

        assertThat(night.businessSeconds(Instant.parse("2026-10-24T12:00:00Z"), Instant.parse("2026-10-25T12:00:00Z")))
                .isEqualTo(7200);
        assertThat(night.businessSeconds(Instant.parse("2026-03-28T12:00:00Z"), Instant.parse("2026-03-29T12:00:00Z")))
                .isZero();
    }

    @Test
    void aTargetBeyondTheHorizonIsNeverDue() {
        BusinessCalendar closed = BusinessCalendar.of(ZoneId.of("UTC"), Map.of(), Map.of());
        Instant start = Instant.parse("2026-01-01T00:00:00Z");

        assertThat(closed.dueAt(start, 1, List.of(), FORTY_DAYS)).isNull();
        assertThat(BusinessCalendar.always().dueAt(start, 3_456_000, List.of(), FORTY_DAYS))
                .isEqualTo(start.plus(FORTY_DAYS));
        assertThat(BusinessCalendar.always().dueAt(start, 3_456_001, List.of(), FORTY_DAYS))
                .isNull();
        assertThatThrownBy(() -> closed.dueAt(start, -1, List.of(), FORTY_DAYS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Invalid target: -1 s, expected 0 or more");
    }

    @Test
    void yearsAreAddedUp() {
        // 2024 has 366 days, 2025 has 365; Mondays of both: 53 + 52.
        Instant from = Instant.parse("2024-01-01T00:00:00Z");
        Instant to = Instant.parse("2026-01-01T00:00:00Z");
        BusinessCalendar mondays =
                BusinessCalendar.of(ZoneId.of("UTC"), Map.of(DayOfWeek.MONDAY, List.of(OpenSpan.WHOLE_DAY)), Map.of());

        assertThat(BusinessCalendar.always().businessSeconds(from, to)).isEqualTo(731L * 86_400);
        assertThat(mondays.businessSeconds(from, to)).isEqualTo(105L * 86_400);
        assertThat(mondays.businessSeconds(to, from)).isZero();
        // The 54th Monday after 2024-01-01 is 2025-01-06.
        assertThat(mondays.dueAt(from, 53L * 86_400 + 1, List.of(), Duration.ofDays(800)))
                .isEqualTo(Instant.parse("2025-01-06T00:00:01Z"));
    }

    @Test
    void survivesSerialisation() throws IOException, ClassNotFoundException {
        BusinessCalendar before = BusinessCalendar.of(
                ZoneId.of("America/New_York"),
                Map.of(DayOfWeek.MONDAY, List.of(OpenSpan.between("09:00", "17:00"))),
                Map.of(LocalDate.parse("2026-01-05"), List.of()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(before);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            BusinessCalendar after = (BusinessCalendar) in.readObject();
            assertThat(after).isEqualTo(before);
            assertThat(after.businessSeconds(
                            Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-13T00:00:00Z")))
                    .isEqualTo(8 * 3600);
        }
    }

    @Test
    void saysWhatIsWrongWithASpan() {
        assertThatThrownBy(() -> OpenSpan.between("9:00", "17:00"))
                .hasMessage("Invalid time of day: '9:00', expected HH:mm or HH:mm:ss");
        assertThatThrownBy(() -> OpenSpan.between("22:00", "06:00"))
                .hasMessage("Invalid open span: 79200 to 21600 s of the day, expected 0 <= from < to <= 86400");
        assertThatThrownBy(() -> OpenSpan.between("00:00", "24:01"))
                .hasMessage("Invalid time of day: '24:01', expected 00:00 to 24:00");
    }
}
