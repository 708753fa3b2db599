package io.tallyhouse.sources.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallyhouse.sources.Collected;
import io.tallyhouse.sources.DeliveryException;
import io.tallyhouse.sources.ParseLimits;
import io.tallyhouse.sources.Reason;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvParserTest {
    private static final String TEAMS = "people/teams";
    private static final String HEADER = "team_id,name,function,region,go_live_at,recorded_at\n";
    private static final String ROW = "T1,Desk,it,EU,,2026-01-05T10:00:00Z\n";

    @Test
    void columnsMayComeInAnyOrderAndQuotesMayHoldAnything() throws IOException {
        Collected c = Collected.text(
                TEAMS,
                "t.csv",
                "\"recorded_at\",name,function,region,go_live_at,team_id\r\n"
                        + "2026-01-05T10:00:00+01:00,\"a \"\"b\"\",\r\nc\",it,EU,2026-01-05T10:00:00.1234567Z,T1\r\n"
                        + "\r\n" + "2026-01-05 10:00Z,x,it,EU,,T2");
        assertThat(c.rejections()).isEmpty();
        assertThat(c.value(0, "name")).isEqualTo("a \"b\",\nc");
        assertThat(c.value(0, "recorded_at")).isEqualTo(Instant.parse("2026-01-05T09:00:00Z"));
        assertThat(c.value(0, "go_live_at")).isEqualTo(Instant.parse("2026-01-05T10:00:00.123456Z"));
        assertThat(c.value(1, "go_live_at")).isNull();
        assertThat(c.accepted.get(1).line()).isEqualTo(5);
        assertThat(c.accepted.get(1).recordNo()).isEqualTo(2);
    }

    @Test
    void aFormulaCellIsData() throws IOException {
        Collected c = Collected.text(
                TEAMS, "t.csv", HEADER + "T1,\"=HYPERLINK(\"\"http://x\"\")\",@it,-1,,2026-01-05T10:00:00Z\n");
        assertThat(c.value("name")).isEqualTo("=HYPERLINK(\"http://x\")");
        assertThat(c.value("function")).isEqualTo("@it");
    }

    @Test
    void oneBadRecordNeverStopsAFile() throws IOException {
        Collected c = Collected.text(
                TEAMS,
                "t.csv",
                HEADER + "T1,Desk,it,EU,2026-01-05T10:00:00Z\n" + HEADER + "T1,De\"sk,it,EU,,2026-01-05T10:00:00Z\n"
                        + "T1,\"De\nsk\"x,it,EU,,2026-01-05T10:00:00Z\n" + ",Desk,it,EU,,2026-01-05T10:00:00Z\n"
                        + "T1,Desk,it,EU,2026-02-30T10:00:00Z,2026-01-05T10:00:00Z\n"
                        + "T1,Desk,it,EU,soon,2026-01-05T10:00:00Z\n" + ROW);
        assertThat(c.rejections())
                .containsExactly(
                        "2 wrong_field_count: Invalid record: 5 fields where the header has 6",
                        "3 repeated_header: Invalid record: the header stands here again, as where files were joined; the"
                                + " records after it are read",
                        "4 malformed_quotes: Invalid quotes on line 4: a field with quotes stands in quotes as a whole,"
                                + " with its inner quotes doubled",
                        "5 malformed_quotes: Invalid quotes on line 6: a field with quotes stands in quotes as a whole,"
                                + " with its inner quotes doubled",
                        "7 missing_value: Missing team_id",
                        "8 invalid_time: Invalid go_live_at \"2026-02-30T10:00:00Z\": there is no such day or time",
                        "9 invalid_time: Invalid go_live_at \"soon\": expected an ISO 8601 time with offset such as"
                                + " 2026-03-31T02:00:00Z");
        assertThat(c.accepted).hasSize(1);
        assertThat(c.accepted.get(0).line()).isEqualTo(10);
        assertThat(c.accepted.get(0).recordNo()).isEqualTo(8);
        assertThat(c.report.seen()).isEqualTo(8);
    }

    @Test
    void zonelessTimesNeedAConfiguredZone() throws IOException {
        String file = HEADER + "T1,Desk,it,EU,,2026-03-29T02:30:00\n" + "T1,Desk,it,EU,,2026-10-25T02:30:00\n";
        String mend = "Invalid recorded_at \"%s\": the time has no offset and no zone is configured;"
                + " set zone for dataset people/teams in tallyhouse.yaml";
        assertThat(Collected.text(TEAMS, "t.csv", file).rejections())
                .containsExactly(
                        "2 zoneless_time: " + mend.formatted("2026-03-29T02:30:00"),
                        "3 zoneless_time: " + mend.formatted("2026-10-25T02:30:00"));

        var berlin = Collected.contract(TEAMS).with(ZoneId.of("Europe/Berlin"), null);
        Collected c = Collected.bytes(berlin, "t.csv", file.getBytes(StandardCharsets.UTF_8), ParseLimits.DEFAULT);
        assertThat(c.rejections())
                .containsExactly("2 skipped_time: Invalid recorded_at \"2026-03-29T02:30:00\":"
                        + " the clocks of Europe/Berlin skip this time");
        assertThat(c.value("recorded_at")).isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
        assertThat(c.report.notes()).containsEntry("ambiguous_times", 1L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            team,name,function,region,go_live_at,recorded_at | UNKNOWN_COLUMN | unknown column "team"; missing column "team_id"
            teamid,name,function,region,go_live_at,recorded_at | UNKNOWN_COLUMN | unknown column "teamid", did you mean "team_id"?; missing column "team_id"
            team_id,name,function,region,recorded_at | MISSING_COLUMN | missing column "go_live_at"
            team_id,name,name,function,region,go_live_at,recorded_at | REPEATED_COLUMN | column "name" stands twice
            team_id;name;function;region;go_live_at;recorded_at | WRONG_SEPARATOR | fields are separated by ';', expected ','
            """)
    void aWrongHeaderRefusesTheFile(String header, Reason reason, String why) {
        String mend = reason == Reason.WRONG_SEPARATOR
                ? "Export it with commas."
                : "Export the columns of the contract people/teams, named as there.";
        assertFault(header + "\n" + ROW, reason, "Cannot read t.csv at line 1 (header): " + why + ". " + mend);
    }

    @Test
    void anEmptyFileAndAnOpenQuoteRefuseTheFile() {
        assertFault(
                "", Reason.EMPTY_FILE, "Cannot read t.csv: the file has no header. Deliver it with its header line.");
        assertFault(
                HEADER + ROW + "T2,\"Desk,it\n" + ROW,
                Reason.UNCLOSED_QUOTE,
                "Cannot read t.csv at line 3: a quote is opened that never closes."
                        + " Write a quote inside a field twice, or deliver the whole file again.");
    }

    @Test
    void longRecordsAreRejectedAndLongQuotesRefused() throws IOException {
        ParseLimits limits = new ParseLimits(1 << 20, 100, 64, 250);
        byte[] unquoted = (HEADER + "x".repeat(200) + ",a\n" + ROW).getBytes(StandardCharsets.UTF_8);
        Collected c = Collected.bytes(Collected.contract(TEAMS), "t.csv", unquoted, limits);
        assertThat(c.rejections()).containsExactly("2 record_too_large: Invalid record: longer than the limit");
        assertThat(c.accepted).hasSize(1);
        byte[] quoted = (HEADER + "\"" + "x".repeat(200) + "\",a\n" + ROW).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Collected.bytes(Collected.contract(TEAMS), "t.csv", quoted, limits))
                .hasMessageContaining("at line 2: a quote is opened and not closed within 100 characters");
    }

    @Test
    void excerptsAreMaskedAndShort() throws IOException {
        String header = "person_id,email,role,team_id,region,paid_hours_per_week,valid_from,valid_to,recorded_at\n";
        Collected c = Collected.text(
                "people/persons",
                "p.csv",
                header + "P1,ann@corp.example,agent,T1,EU,38.555,2026-01-01,,2026-01-05T10:00:00Z\n"
                        + "P1,agent,T1,EU,38.5,ann@corp.example,2026-01-01,,2026-01-05T10:00:00Z\n"
                        + "P1,ann@corp.example," + "x".repeat(300) + "\n"
                        + "P1,ann@corp.example,agent,T1,EU,38.5,2026-01-01,,2026-01-05T10:00:00Z\n");
        assertThat(c.rejections())
                .containsExactly(
                        "2 invalid_decimal: Invalid paid_hours_per_week \"38.555\":"
                                + " more than 2 digits after the point are not rounded here",
                        "3 invalid_number: Invalid paid_hours_per_week \"[EMAIL]\": expected a number such as 0.75",
                        "4 wrong_field_count: Invalid record: 3 fields where the header has 9");
        assertThat(c.rejected.get(0).maskedExcerpt())
                .isEqualTo("P1,[EMAIL],agent,T1,EU,38.555,2026-01-01,,2026-01-05T10:00:00Z");
        assertThat(c.rejected.get(2).maskedExcerpt())
                .hasSize(200)
                .startsWith("P1,[EMAIL],xxx")
                .endsWith("x…");
        assertThat(c.value("email")).isEqualTo("[EMAIL]");
        assertThat(c.value("paid_hours_per_week")).isEqualTo(new BigDecimal("38.50"));
        assertThat(c.value("valid_from")).isEqualTo(LocalDate.of(2026, 1, 1));
        assertThat(c.report.notes()).containsEntry("redacted_email", 1L);
    }

    @ParameterizedTest
    @CsvSource({
        "31/2/2016 10:00, invalid_time",
        "29/2/2015 10:00, invalid_time",
        "1/13/2016 10:00, invalid_time",
        "1/1/2016 24:00, invalid_time",
        "2016-01-01 10:00, invalid_time",
        "1/1/16 10:00, invalid_time"
    })
    void strictDayFirstTimes(String time, String code) throws IOException {
        Collected c = audit(time);
        assertThat(c.rejected).singleElement().satisfies(r -> {
            assertThat(r.reasonCode()).isEqualTo(code);
            assertThat(r.message()).startsWith("Invalid sys_updated_at \"" + time + "\": ");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "29/2/2016 10:00, 2016-02-29T10:00:00Z",
        "9/12/2016 1:00:07, ",
        "09/12/2016 01:00:07, 2016-12-09T01:00:07Z",
        "9-12-2016 01:00, 2016-12-09T01:00:00Z",
        "2016-12-09 01:00:00, 2016-12-09T01:00:00Z"
    })
    void dayFirstTimes(String time, String instant) throws IOException {
        Collected c = audit(time);
        if (instant == null) {
            assertThat(c.rejected).hasSize(1);
        } else {
            assertThat(c.value("sys_updated_at")).isEqualTo(Instant.parse(instant));
        }
    }

    private static Collected audit(String updatedAt) throws IOException {
        var columns = Collected.contract("servicenow/incident_audit").columns().stream()
                .filter(column -> !column.optional())
                .map(column -> column.name())
                .toList();
        var values = columns.stream()
                .map(name -> switch (name) {
                    case "number" -> "INC1";
                    case "incident_state" -> "New";
                    case "sys_mod_count" -> "0";
                    case "sys_updated_at" -> updatedAt;
                    default -> "?";
                })
                .toList();
        return Collected.text(
                "servicenow/incident_audit",
                "a.csv",
                String.join(",", columns) + "\n" + String.join(",", values) + "\n");
    }

    private static void assertFault(String text, Reason reason, String message) {
        assertThatThrownBy(() -> Collected.text(TEAMS, "t.csv", text))
                .isInstanceOfSatisfying(
                        DeliveryException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessage(message);
    }
}
