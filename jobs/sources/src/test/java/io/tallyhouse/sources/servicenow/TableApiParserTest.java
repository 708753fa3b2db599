package io.tallyhouse.sources.servicenow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallyhouse.sources.Collected;
import io.tallyhouse.sources.DeliveryException;
import io.tallyhouse.sources.ParseLimits;
import io.tallyhouse.sources.Reason;
import io.tallyhouse.testing.TestData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TableApiParserTest {
    private static final String AGAIN = " Extract and deliver it again; nothing of it was accepted.";
    private static final String CLOCK = """
            {"sys_id":"c1","task":{"link":"https://x/1","value":"t1"},"sla":{"display_value":"P1","value":"s1"},
             "stage":"in_progress","start_time":{"display_value":"5/1/2026 11:00","value":"2026-01-05 10:00:00"},
             "pause_duration":{"display_value":"1 day","value":"1970-01-02 01:00:05"},"has_breached":"false",
             "schedule":"","sys_updated_on":"2026-01-05 10:00:00","sys_mod_count":"3","percentage":"12.5"}""";

    @Test
    void readsTheRecordedIncident() throws IOException {
        Collected c = Collected.file("servicenow/incident", TestData.file("servicenow-api/incident_table_api.json"));
        assertThat(c.rejections()).isEmpty();
        assertThat(c.value("sys_id")).isEqualTo("1c741bd70b2322007518478d83673af3");
        assertThat(c.value("number")).isEqualTo("INC0000060");
        assertThat(c.value("opened_at")).isEqualTo(Instant.parse("2016-12-12T15:19:57Z"));
        assertThat(c.value("assignment_group")).isEqualTo("287ebd7da9fe198100f92cc8d1d2154e");
        assertThat(c.value("assigned_to")).isEqualTo("5137153cc611227c000bbd1bd8cd2007");
        assertThat(c.value("sys_mod_count")).isEqualTo(15L);
        assertThat(c.value("short_description")).isEqualTo("Unable to connect to email");
    }

    @Test
    void takesTheValueBehindReferencesAndDisplayValues() throws IOException {
        Collected c = Collected.text("servicenow/task_sla", "s.json", "{\"result\":[" + CLOCK + "]}");
        assertThat(c.rejections()).isEmpty();
        assertThat(c.value("task")).isEqualTo("t1");
        assertThat(c.value("sla")).isEqualTo("s1");
        assertThat(c.value("start_time")).isEqualTo(Instant.parse("2026-01-05T10:00:00Z"));
        assertThat(c.value("pause_duration")).isEqualTo(90_005L);
        assertThat(c.value("has_breached")).isEqualTo(false);
        assertThat(c.value("schedule")).isNull();
        Collected single = Collected.text("servicenow/task_sla", "s.json", "{\"result\":" + CLOCK + "}");
        assertThat(single.hashes()).isEqualTo(c.hashes());
    }

    @Test
    void oneBadRecordNeverStopsAFile() throws IOException {
        String bad = "{\"result\":[\n7,\n" + CLOCK.replace("\"value\":\"t1\"", "\"display_value\":\"INC1\"") + ",\n"
                + CLOCK.replace("\"c1\"", "[\"c1\",[2]]") + ",\n" + CLOCK.replace("1970-01-02 01:00:05", "90005")
                + ",\n"
                + CLOCK.replace("\"in_progress\"", "\"\"") + ",\n" + CLOCK + "]}";
        Collected c = Collected.text("servicenow/task_sla", "s.json", bad);
        assertThat(c.rejections())
                .containsExactly(
                        "2 not_an_object: Invalid record: expected an object",
                        "3 no_value: Invalid task: a display value without the value behind it;"
                                + " extract with sysparm_display_value=false or all",
                        "7 nested_value: Invalid sys_id: expected a single value, found a nested one",
                        "11 invalid_duration: Invalid pause_duration \"90005\":"
                                + " expected a duration as a date counted from 1970-01-01 00:00:00",
                        "15 missing_value: Missing stage");
        assertThat(c.accepted).hasSize(1);
        assertThat(c.rejected.get(3).maskedExcerpt()).startsWith("sys_id=c1, task=t1, sla=s1, stage=in_progress");
    }

    @Test
    void spansBecomeCanonicalJson() throws IOException {
        String one = schedule("[{\"b\": 1.50, \"a\": [true, null, \"é\\n\"]}]");
        String two = schedule("[ {\"a\":[true,null,\"\\u00e9\\n\"],\"b\":1.50} ]");
        String text = schedule("\"[{\\\"b\\\":1.50,\\\"a\\\":[true,null,\\\"é\\\\n\\\"]}]\"");
        Collected c = Collected.text("servicenow/cmn_schedule", "c.json", one);
        assertThat(c.value("spans")).isEqualTo("[{\"a\":[true,null,\"é\\n\"],\"b\":1.50}]");
        assertThat(Collected.text("servicenow/cmn_schedule", "c.json", two).hashes())
                .isEqualTo(c.hashes());
        assertThat(Collected.text("servicenow/cmn_schedule", "c.json", text).hashes())
                .isEqualTo(c.hashes());
        assertThat(Collected.text("servicenow/cmn_schedule", "c.json", schedule("\"[{\""))
                        .rejections())
                .containsExactly("1 invalid_json: Invalid spans \"[{\": expected JSON");
    }

    @Test
    void aRealSitesSchedulesKeepTheirSpans() throws IOException {
        String entries =
                Files.readString(TestData.file("samples/f-ticketing-sla/servicenow.cmn_schedule.transcribed.json"));
        Collected c = Collected.text(
                "servicenow/cmn_schedule",
                "c.json",
                "{\"result\":"
                        + entries.replace("\"entries\":", "\"sys_updated_on\":\"2026-01-05 10:00:00\",\"spans\":")
                        + "}");
        // Three of the five are transcribed without their required name.
        assertThat(c.rejections()).hasSize(3).allSatisfy(r -> assertThat(r).endsWith("missing_value: Missing name"));
        assertThat(c.accepted).hasSize(2);
        assertThat((String) c.value(0, "spans")).startsWith("[{\"all_day\":true,\"end_date_time\":\"20120101T235959\"");

        assertThatThrownBy(() -> Collected.text("servicenow/cmn_schedule", "c.json", entries))
                .hasMessage(
                        "Cannot read c.json at line 1: expected an object with \"result\", as the Table API answers."
                                + " Deliver the answer as it came.");
    }

    @Test
    void aCutFileNamesThePlace() {
        String cut = "{\"result\":[\n" + CLOCK.replace("\n", "") + ",\n{\"sys_id\":\"c2";
        assertFault(
                cut,
                Reason.TRUNCATED,
                "Cannot read s.json at line 3, character " + cut.length() + ": the JSON ends early." + AGAIN);
        assertFault("", Reason.EMPTY_FILE, "Cannot read s.json: the file is empty." + AGAIN);
        assertFault(
                "{\"result\":[}",
                Reason.MALFORMED_JSON,
                "Cannot read s.json at line 1, character 12: it is not valid JSON." + AGAIN);
    }

    @Test
    void anErrorOfTheSourceRefusesThePartialResult() {
        assertFault(
                "{\"result\":[" + CLOCK + "],\"error\":{\"message\":\"Transaction cancelled\"}}",
                Reason.SOURCE_ERROR,
                "Cannot read s.json: ServiceNow answered with an error: {\"message\":\"Transaction cancelled\"}."
                        + AGAIN);
    }

    @Test
    void depthAndSizeAreLimited() throws IOException {
        String deep = "{\"result\":[{\"other\":" + "[".repeat(100) + "]".repeat(100) + "}]}";
        assertThatThrownBy(() -> Collected.text("servicenow/task_sla", "s.json", deep))
                .isInstanceOfSatisfying(
                        DeliveryException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NESTED_TOO_DEEP))
                .hasMessageContaining("nested deeper than 64");
        String wide = "{\"result\":[" + CLOCK + "]}";
        Collected c = Collected.bytes(
                Collected.contract("servicenow/task_sla"),
                "s.json",
                wide.getBytes(StandardCharsets.UTF_8),
                new ParseLimits(1 << 20, 300, 64, 250));
        assertThat(c.rejections())
                .containsExactly("1 record_too_large: Invalid record: longer than the limit of 300 characters");
    }

    private static String schedule(String spans) {
        return "{\"result\":[{\"sys_id\":\"1\",\"name\":\"n\",\"spans\":" + spans
                + ",\"sys_updated_on\":\"2026-01-05 10:00:00\"}]}";
    }

    private static void assertFault(String text, Reason reason, String message) {
        assertThatThrownBy(() -> Collected.text("servicenow/task_sla", "s.json", text))
                .isInstanceOfSatisfying(
                        DeliveryException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessage(message);
    }
}
