package io.tallyhouse.sources.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyhouse.sources.Collected;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonLinesParserTest {
    private static final String LOG = "prompts/prompt_log";
    private static final String LINE =
            "{\"prompt_id\":\"p1\",\"attempt\":1,\"at\":\"2026-01-05T10:00:00Z\",\"recorded_at\":\"2026-01-05T11:00:00+01:00\","
                    + "\"user_id\":\"u1\",\"role\":\"agent\",\"llm_model\":\"m\",\"channel\":\"governed\",\"cost_usd\":0.0012,"
                    + "\"confidence\":0.5,\"exception_flag\":true,\"decision\":null,\"text\":\"mail a@b.example\"}";

    @Test
    void readsTypesAndRedacts() throws IOException {
        Collected c = Collected.text(LOG, "p.jsonl", LINE + "\n\n");
        assertThat(c.rejections()).isEmpty();
        assertThat(c.value("attempt")).isEqualTo(1L);
        assertThat(c.value("recorded_at")).isEqualTo(Instant.parse("2026-01-05T10:00:00Z"));
        assertThat(c.value("cost_usd")).isEqualTo(new BigDecimal("0.001200"));
        assertThat(c.value("confidence")).isEqualTo(0.5);
        assertThat(c.value("exception_flag")).isEqualTo(true);
        assertThat(c.value("decision")).isNull();
        assertThat(c.value("text")).isEqualTo("mail [EMAIL]");
        assertThat(c.report.notes()).containsExactly(java.util.Map.entry("redacted_email", 1L));
    }

    @Test
    void halfALineAtTheEndRejectsThatLineAlone() throws IOException {
        Collected c = Collected.text(LOG, "p.jsonl", LINE + "\r\n" + LINE.substring(0, 150));
        assertThat(c.accepted).hasSize(1);
        assertThat(c.rejections())
                .containsExactly("2 truncated: Invalid line: the file ends in the middle of it;"
                        + " deliver the file again once it is written");
        Collected whole = Collected.text(LOG, "p.jsonl", LINE);
        assertThat(whole.accepted).hasSize(1);
    }

    @Test
    void badLinesAreRejectedWithTheirNumbers() throws IOException {
        Collected c = Collected.text(
                LOG,
                "p.jsonl",
                LINE.substring(0, 150) + "\n[1]\nnull\n" + LINE + " {}\n" + LINE.replace("\"role\"", "role") + "\n"
                        + LINE.replace("\"role\"", "\"user_id\"") + "\n" + LINE.replace("\"role\"", "\"rolle\"") + "\n"
                        + LINE.replace("\"agent\"", "{\"a\":1}") + "\n" + LINE + "\n");
        assertThat(c.rejections())
                .containsExactly(
                        "1 invalid_json: Invalid line: the JSON object is not closed",
                        "2 not_an_object: Invalid line: expected a JSON object",
                        "3 not_an_object: Invalid line: expected a JSON object",
                        "4 invalid_json: Invalid line: expected one JSON object",
                        "5 invalid_json: Invalid line: not valid JSON at column 117",
                        "6 repeated_key: Invalid line: a key stands twice",
                        "7 unknown_key: Unknown key \"rolle\"; did you mean \"role\"?",
                        "8 nested_value: Invalid role: expected a single value, found a nested one");
        assertThat(c.accepted).hasSize(1);
        assertThat(c.report.seen()).isEqualTo(9);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "attempt":1        | "attempt":0         | out_of_range: Invalid attempt "0": the smallest valid value is 1
            "attempt":1        | "attempt":1.0       | invalid_number: Invalid attempt "1.0": expected a whole number
            "attempt":1        | "attempt":99999999999999999999 | invalid_number: Invalid attempt "99999999999999999999": expected a whole number
            "confidence":0.5   | "confidence":1.01   | out_of_range: Invalid confidence "1.01": the largest valid value is 1
            "confidence":0.5   | "confidence":"NaN"  | invalid_number: Invalid confidence "NaN": expected a number such as 0.75
            "channel":"governed" | "channel":"Governed" | unknown_value: Invalid channel "Governed": not a valid value; did you mean "governed"?
            "cost_usd":0.0012  | "cost_usd":0.0000001 | invalid_decimal: Invalid cost_usd "0.0000001": more than 6 digits after the point are not rounded here
            "cost_usd":0.0012  | "cost_usd":1e13     | invalid_decimal: Invalid cost_usd "1e13": more than 12 digits before the point
            "cost_usd":0.0012  | "cost_usd":1e999999 | invalid_number: Invalid cost_usd "1e999999": expected a number such as 0.75
            "exception_flag":true | "exception_flag":"yes" | invalid_boolean: Invalid exception_flag "yes": expected true, false, 1 or 0
            "user_id":"u1"     | "user_id":""        | missing_value: Missing user_id
            "10:00:00Z"        | "10:00:00"          | zoneless_time: Invalid at "2026-01-05T10:00:00": the time has no offset and no zone is configured; set zone for dataset prompts/prompt_log in tallyhouse.yaml
            """)
    void contractsAreEnforced(String valid, String invalid, String rejection) throws IOException {
        String line = LINE.replace(strip(valid), strip(invalid));
        assertThat(line).isNotEqualTo(LINE);
        assertThat(Collected.text(LOG, "p.jsonl", line).rejections()).containsExactly("1 " + rejection);
    }

    /** Cuts the quotes of a time, which stands inside a longer text. */
    private static String strip(String cell) {
        return cell.startsWith("\"10:") ? cell.substring(1, cell.length()) : cell;
    }

    @Test
    void aRejectedRecordCountsNoRedaction() throws IOException {
        Collected c = Collected.text(
                LOG, "p.jsonl", LINE.replace("\"agent\"", "7, \"latency_ms\":\"x\"") + "\n" + LINE.replace("u1", "u2"));
        assertThat(c.rejected).hasSize(1);
        assertThat(c.rejected.get(0).maskedExcerpt()).hasSize(200).doesNotContain("a@b.example");
        assertThat(c.report.notes()).containsEntry("redacted_email", 1L);
    }
}
