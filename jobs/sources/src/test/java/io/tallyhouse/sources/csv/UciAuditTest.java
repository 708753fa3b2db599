package io.tallyhouse.sources.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyhouse.sources.Collected;
import io.tallyhouse.sources.ParseLimits;
import io.tallyhouse.testing.TestData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** The public ServiceNow audit log; counts from its own description, made by another program. */
class UciAuditTest {
    private static final String AUDIT = "servicenow/incident_audit";

    private static Path main() {
        return TestData.file("servicenow-uci/incident_event_log.to-2016-04-30.csv.gz");
    }

    @Test
    void dialectsOfTheSameRecordsHaveTheSameHashes() throws IOException {
        Collected all = Collected.file(AUDIT, main());
        assertThat(all.accepted).hasSize(101_045);
        assertThat(all.rejected).isEmpty();
        assertThat(all.report.seen()).isEqualTo(101_045);

        List<String> hashes = all.hashes();
        // No two lines of the file are equal (sort | uniq -d prints nothing).
        assertThat(new HashSet<>(hashes)).hasSize(101_045);
        Collected excel = Collected.file(AUDIT, TestData.file("servicenow-uci/incident_event_log.excel_resave.csv.gz"));
        assertThat(excel.rejected).isEmpty();
        assertThat(excel.hashes()).isEqualTo(hashes.subList(0, 5_998));
        Collected small = Collected.file(AUDIT, TestData.file("servicenow-uci/incident_event_log.crlf_small.csv"));
        assertThat(small.rejected).isEmpty();
        assertThat(small.hashes()).isEqualTo(hashes.subList(0, 198));
    }

    @Test
    void readsDayFirstTimesInTheZoneOfTheContract() throws IOException {
        String twoLines = firstLines(2);
        Collected utc = Collected.text(AUDIT, "a.csv", twoLines);
        assertThat(utc.value("opened_at")).isEqualTo(Instant.parse("2016-02-29T01:16:00Z"));
        assertThat(utc.value("closed_at")).isEqualTo(Instant.parse("2016-03-05T12:00:00Z"));
        assertThat(utc.value("sys_mod_count")).isEqualTo(0L);
        assertThat(utc.value("made_sla")).isEqualTo(true);
        assertThat(utc.value("opened_by")).isEqualTo("Opened by  8");
        assertThat(utc.value("cmdb_ci")).isNull();
        assertThat(utc.value("time_worked")).isNull();

        var inBerlin = Collected.contract(AUDIT).with(ZoneId.of("Europe/Berlin"), null);
        InputStream in = new ByteArrayInputStream(twoLines.getBytes(StandardCharsets.UTF_8));
        Collected berlin = Collected.parse(inBerlin, "a.csv", in, ParseLimits.DEFAULT);
        assertThat(berlin.value("opened_at")).isEqualTo(Instant.parse("2016-02-29T00:16:00Z"));
    }

    @Test
    void anEmptyOptionalColumnHashesLikeAnAbsentOne() throws IOException {
        String[] lines = firstLines(2).split("\n");
        Collected absent = Collected.text(AUDIT, "a.csv", lines[0] + "\n" + lines[1] + "\n");
        Collected empty = Collected.text(AUDIT, "a.csv", lines[0] + ",time_worked\n" + lines[1] + ",\n");
        Collected zero = Collected.text(AUDIT, "a.csv", lines[0] + ",time_worked\n" + lines[1] + ",0\n");
        assertThat(empty.hashes()).isEqualTo(absent.hashes());
        assertThat(zero.hashes()).isNotEqualTo(absent.hashes());
    }

    private static String firstLines(int n) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(main()))) {
            String start = new String(in.readNBytes(4_000), StandardCharsets.UTF_8);
            return String.join("\n", List.of(start.split("\n")).subList(0, n));
        }
    }
}
