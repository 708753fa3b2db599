package io.tallyhouse.stages.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallyhouse.statistics.calendar.BusinessCalendar;
import io.tallyhouse.testing.TestData;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Open hours of spans; hours and dates are worked by hand from the calendar. 2026-01-05 is a Monday. */
class SchedulesTest {
    private static final String OFFICE = span("20200106T080000", "20200106T180000", "'repeat_type':'weekdays'");

    private static String span(String from, String to, String more) {
        return ("{'start_date_time':'" + from + "','end_date_time':'" + to + "'," + more + "}").replace('\'', '"');
    }

    private static BusinessCalendar calendar(String... spans) {
        return Schedules.calendar("s1", "UTC", "[" + String.join(",", spans) + "]");
    }

    private static double hours(BusinessCalendar calendar, String from, String to) {
        return calendar.businessSeconds(Instant.parse(from + ":00Z"), Instant.parse(to + ":00Z")) / 3600.0;
    }

    private static double hoursOf(BusinessCalendar calendar, String day) {
        return hours(calendar, day + "T00:00", LocalDate.parse(day).plusDays(1) + "T00:00");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'repeat_type':'weekdays'                      | 50",
                "'repeat_type':'daily'                         | 70",
                "'repeat_type':'weekly','days_of_week':'136'   | 30",
                "'repeat_type':'weekly'                        | 10",
            })
    void aSpanRepeatsOnItsWeekdays(String repeat, double hoursOfTheWeek) {
        BusinessCalendar calendar = calendar(span("20200106T080000", "20200106T180000", repeat));

        assertThat(hours(calendar, "2026-01-05T00:00", "2026-01-12T00:00")).isEqualTo(hoursOfTheWeek);
    }

    @Test
    void theLastSecondOfADayIsItsEnd() {
        assertThat(hoursOf(calendar(span("20200106T220000", "20200106T235959", "'repeat_type':'daily'")), "2026-01-05"))
                .isEqualTo(2.0);
    }

    @Test
    void hoursPastMidnightBelongToBothDays() {
        BusinessCalendar nights = calendar(span("20200106T220000", "20200107T060000", "'repeat_type':'weekdays'"));

        assertThat(hoursOf(nights, "2026-01-05"))
                .as("Monday: no Sunday night before it")
                .isEqualTo(2.0);
        assertThat(hoursOf(nights, "2026-01-06")).isEqualTo(8.0);
        assertThat(hoursOf(nights, "2026-01-10"))
                .as("Saturday: the end of Friday night")
                .isEqualTo(6.0);
        assertThat(hoursOf(nights, "2026-01-11")).isEqualTo(0.0);
    }

    @Test
    void whatIsExcludedIsClosedWhateverOpensIt() {
        BusinessCalendar calendar = calendar(
                OFFICE,
                span("20260110T090000", "20260110T120000", "'repeat_type':'none'"),
                span("20260110T100000", "20260110T110000", "'repeat_type':'none','type':'exclude'"),
                span("20260107T000000", "20260107T235959", "'all_day':'true','type':'exclude'"),
                span("20200106T120000", "20200106T130000", "'repeat_type':'daily','type':'exclude'"));

        assertThat(hoursOf(calendar, "2026-01-05")).as("without lunch").isEqualTo(9.0);
        assertThat(hoursOf(calendar, "2026-01-07")).as("a holiday").isEqualTo(0.0);
        assertThat(hoursOf(calendar, "2026-01-10"))
                .as("a Saturday opened but for an hour")
                .isEqualTo(2.0);
        assertThat(hours(calendar, "2026-01-05T12:00", "2026-01-05T13:00")).isEqualTo(0.0);
    }

    @Test
    void wallTimesAreOfTheScheduleAndUtcWithoutOne() {
        BusinessCalendar berlin = Schedules.calendar("s1", "Europe/Berlin", "[" + OFFICE + "]");

        assertThat(hours(berlin, "2026-01-05T07:00", "2026-01-05T08:00"))
                .as("8 to 9 in Berlin")
                .isEqualTo(1.0);
        assertThat(hours(Schedules.calendar("s1", null, "[" + OFFICE + "]"), "2026-01-05T07:00", "2026-01-05T08:00"))
                .isEqualTo(0.0);
    }

    /** Dates of the federal holidays as published for these years; the rule counts, not the date of its first occurrence. */
    @ParameterizedTest
    @CsvSource({
        "Site 17 Facility Holidays, 2026-01-19, Martin Luther King Day",
        "Site 17 Facility Holidays, 2027-01-18, Martin Luther King Day",
        "Site 17 Facility Holidays, 2026-05-25, Memorial Day",
        "Site 17 Facility Holidays, 2026-06-19, Juneteenth",
        "Site 17 Facility Holidays, 2026-09-07, Labor Day",
        "Site 17 Facility Holidays, 2026-11-26, Thanksgiving",
        "Site 17 Facility Holidays, 2024-11-22, fourth Friday of November",
        "Site 17 UM/CIV Holidays,   2026-02-16, Presidents' Day",
        "Site 17 UM/CIV Holidays,   2026-10-12, Columbus Day",
    })
    void holidaysOfARealSiteFallOnTheirRule(String name, LocalDate holiday, String why) throws IOException {
        JsonNode schedules = new ObjectMapper()
                .readTree(TestData.file("samples/f-ticketing-sla/servicenow.cmn_schedule.transcribed.json")
                        .toFile());
        for (JsonNode schedule : schedules) {
            if (schedule.path("name").asText().equals(name)) {
                String holidays = schedule.path("entries").toString();
                BusinessCalendar calendar = calendar(OFFICE, holidays.substring(1, holidays.length() - 1));

                assertThat(hoursOf(calendar, holiday.toString())).as(why).isEqualTo(0.0);
                assertThat(hoursOf(calendar, holiday.minusDays(7).toString())).isEqualTo(10.0);
                assertThat(hoursOf(
                                calendar,
                                holiday.plusDays(holiday.getMonthValue() == 11 ? 4 : 7)
                                        .toString()))
                        .isEqualTo(10.0);
                return;
            }
        }
        throw new AssertionError("No schedule " + name);
    }

    @Test
    void secondsOfAYearAreThoseOfItsWorkingDays() {
        BusinessCalendar calendar = calendar(OFFICE);
        LocalDateTime from = LocalDateTime.parse("2026-01-01T00:00:00");
        long working = from.toLocalDate()
                .datesUntil(LocalDate.parse("2027-01-01"))
                .filter(d -> d.getDayOfWeek().getValue() <= 5)
                .count();

        assertThat(calendar.businessSeconds(
                        from.atZone(ZoneId.of("UTC")).toInstant(), Instant.parse("2027-01-01T00:00:00Z")))
                .isEqualTo(working * 36_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "20260105T080000 | 20260105T180000 | 'repeat_type':'monthly'                        | unknown repeat_type \"monthly\"",
                "20260105T080000 | 20260105T180000 | 'repeat_type':'yearly','yearly_type':'lunar'   | unknown yearly_type \"lunar\"",
                "20260105T080000 | 20260105T180000 | 'repeat_type':'yearly','yearly_type':'float'   | invalid float_day \"\"",
                "20260105T080000 | 20260105T180000 | 'repeat_type':'weekly','days_of_week':'8'      | DayOfWeek",
                "20260105T080000 | 20260104T180000 | 'repeat_type':'daily'                          | before its start",
                "2026-01-05      | 20260105T180000 | 'repeat_type':'daily'                          | 2026-01-05",
            })
    void aSpanThatCannotBeReadIsNamed(String from, String to, String more, String reason) {
        assertThatThrownBy(() -> calendar(OFFICE, span(from, to, more)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Cannot read span 2 of schedule s1: ")
                .hasMessageContaining(reason);
    }
}
