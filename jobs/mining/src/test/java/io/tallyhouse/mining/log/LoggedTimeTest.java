package io.tallyhouse.mining.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyhouse.mining.log.LoggedTime.Kind;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoggedTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2010-12-30T14:32:00.000+01:00, 2010-12-30T13:32:00Z",
        "2020-02-29T00:00:00Z, 2020-02-29T00:00:00Z",
        "2000-02-29T23:59:59.123456789-11:30, 2000-03-01T11:29:59.123456789Z",
        "2020-01-01T00:00+0530, 2019-12-31T18:30:00Z",
        "2020-01-01 00:00:00.5+02, 2019-12-31T22:00:00.500Z",
        "' 1970-01-01T00:00:00,25Z ', 1970-01-01T00:00:00.250Z",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z, 9999-12-31T23:59:59Z"
    })
    void timesWithAnOffsetAreInstants(String text, String instant) {
        assertThat(LoggedTime.parse(text).instant()).hasToString(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?",
                "",
                "2020",
                "2020-01-01",
                "2020-01-01T",
                "2020-13-01T00:00:00Z",
                "2020-00-01T00:00:00Z",
                "2019-02-29T00:00:00Z",
                "1900-02-29T00:00:00Z",
                "2020-04-31T00:00:00Z",
                "2020-01-00T00:00:00Z",
                "2020-01-01T24:00:00Z",
                "2020-01-01T00:60:00Z",
                "2020-01-01T00:00:60Z",
                "2020-01-01T00:00:00.Z",
                "2020-01-01T00:00:00.1234567890Z",
                "2020-01-01T00:00:00+19:00",
                "2020-01-01T00:00:00+18:01",
                "2020-01-01T00:00:00+1:00",
                "2020-01-01T00:00:00*01:00",
                "2020-01-01T00:00:00Zulu",
                "2020-01-01T00:00:00+",
                "2020/01/01T00:00:00Z",
                "01.02.2020 10:00",
                "2020-01-01T0000Z",
                "-020-01-01T00:00:00Z",
                "٢٠٢٠-01-01T00:00:00Z"
            })
    void whatIsNoTimeIsInvalidAndKeepsItsText(String text) {
        assertThat(LoggedTime.parse(text)).isEqualTo(new LoggedTime(text, Kind.INVALID, 0, 0));
    }

    @Test
    void aTimeWithoutOffsetWaitsForItsZone() {
        LoggedTime time = LoggedTime.parse("2021-07-01T12:00:00.25");

        assertThat(time.kind()).isEqualTo(Kind.ZONELESS);
        assertThat(time.instant()).isNull();
        assertThat(time.instantIn(ZoneId.of("Europe/Berlin"))).hasToString("2021-07-01T10:00:00.250Z");
        assertThat(LoggedTime.parse("2021-07-01T12:00:00Z").instantIn(ZoneId.of("Europe/Berlin")))
                .hasToString("2021-07-01T12:00:00Z");
        assertThat(LoggedTime.ABSENT.instantIn(ZoneOffset.UTC)).isNull();
    }

    @Test
    @DisplayName("Agrees with java.time on 20,000 random times, seed 8601")
    void agreesWithTheJavaLibrary() {
        Random random = new Random(8_601);
        for (int i = 0; i < 20_000; i++) {
            LocalDateTime local = LocalDateTime.ofEpochSecond(
                    random.nextLong(-62_135_596_800L, 253_402_300_800L), random.nextInt(1_000_000_000), ZoneOffset.UTC);
            OffsetDateTime time = local.atOffset(ZoneOffset.ofTotalSeconds(60 * random.nextInt(-1_080, 1_081)));
            String text = time.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
            assertThat(LoggedTime.parse(text).instant()).as(text).isEqualTo(time.toInstant());
        }
    }
}
