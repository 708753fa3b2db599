package io.tallyhouse.sources.xes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallyhouse.sources.Collected;
import io.tallyhouse.sources.DeliveryException;
import io.tallyhouse.sources.ParseLimits;
import io.tallyhouse.sources.ParseReport;
import io.tallyhouse.sources.ParsedRecord;
import io.tallyhouse.sources.Parsers;
import io.tallyhouse.sources.Reason;
import io.tallyhouse.sources.RecordSink;
import io.tallyhouse.sources.Rejection;
import io.tallyhouse.testing.TestData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class XesParserTest {
    private static final String EVENTS = "eventlog/event";

    @Test
    void readsThePublicIncidentLog() throws IOException {
        Set<Object> cases = new HashSet<>();
        Set<Object> activities = new HashSet<>();
        RecordSink sink = new RecordSink() {
            @Override
            public void accept(ParsedRecord r) {
                assertThat(r.values()[0]).isEqualTo("bpic2013");
                cases.add(r.values()[1]);
                activities.add(r.values()[3] + "+" + r.values()[4]);
            }

            @Override
            public void reject(Rejection r) {
                throw new AssertionError(r);
            }
        };
        ParseReport report;
        try (InputStream in = Files.newInputStream(TestData.file("bpic2013/bpic2013_incidents.xes.gz"))) {
            var contract = Collected.contract(EVENTS);
            report = new Parsers()
                    .forContract(contract)
                    .parse(in, "bpic2013/bpic2013_incidents.xes.gz", contract, ParseLimits.DEFAULT, sink);
        }
        assertThat(report.accepted()).isEqualTo(65_533);
        assertThat(cases).hasSize(7_554);
        assertThat(activities).hasSize(13);
    }

    @Test
    void logsWithoutTimesAreRefused() {
        assertFault(
                "roadtraffic_1t_per_variant_19.xes.gz",
                Reason.NO_TIMESTAMPS,
                "1891 of 1891 events have no time:timestamp");
        assertFault(
                "partial_order_example.xes",
                Reason.BAD_TIMESTAMPS,
                "25 of 25 events have a time:timestamp that is no time");
    }

    private static void assertFault(String file, Reason reason, String why) {
        assertThatThrownBy(() -> {
                    try (InputStream in = Files.newInputStream(TestData.file("xes-quirks/" + file))) {
                        Collected.parse(Collected.contract(EVENTS), "quirks/" + file, in, ParseLimits.DEFAULT);
                    }
                })
                .isInstanceOfSatisfying(DeliveryException.class, e -> {
                    assertThat(e.reason()).isEqualTo(reason);
                    assertThat(e.why()).isEqualTo(why);
                    assertThat(e.place()).startsWith("line ");
                });
    }

    @Test
    void stepsBackInTimeAreTakenAndCounted() throws IOException {
        try (InputStream in = Files.newInputStream(TestData.file("xes-quirks/interval_event_log.xes.gz"))) {
            Collected c = Collected.parse(
                    Collected.contract(EVENTS), "interval/interval_event_log.xes.gz", in, ParseLimits.DEFAULT);
            assertThat(c.rejected).isEmpty();
            assertThat(c.report.notes()).containsEntry("inversions", 39L).containsEntry("traces_with_inversions", 39L);
        }
    }

    @Test
    void readsEveryColumn() throws IOException {
        Collected c = text(log(trace("c1", event("a", "2026-01-05T10:00:00.5+01:00"))));
        assertThat(c.accepted.get(0).values())
                .containsExactly(
                        "mylog", "c1", 0L, "a", "complete", Instant.parse("2026-01-05T09:00:00.5Z"), "r1", "g1", "i1");
    }

    @Test
    void badEventsAreRejectedWithTheirLines() throws IOException {
        Collected c = text(log(trace("c1", event("a", "2026-01-05T10:00:00Z"))
                + trace("c1", event("b", "2026-01-05T11:00:00Z"))
                + trace("c2", event("b", "2026-01-05T11:00:00"))
                + "<trace>\n" + event("a", "2026-01-05T10:00:00Z") + "</trace>\n"));
        assertThat(c.rejections())
                .containsExactly(
                        "6 repeated_case: Invalid case \"c1\": an earlier trace of this log has the same name",
                        "9 zoneless_time: Invalid at \"2026-01-05T11:00:00\": the time has no offset and no zone is"
                                + " configured; set zone for dataset eventlog/event in tallyhouse.yaml",
                        "12 missing_value: Missing case_id");
        assertThat(c.accepted).hasSize(1);
    }

    @Test
    void documentTypesAndCutFilesAreRefused() {
        String xxe = "<?xml version=\"1.0\"?>\n<!DOCTYPE log [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n"
                + log(trace("&x;", event("a", "2026-01-05T10:00:00Z")));
        assertRefused(xxe, Reason.DTD_REFUSED);
        String whole = log(trace("c1", event("a", "2026-01-05T10:00:00Z")));
        assertRefused(whole.substring(0, whole.length() - 20), Reason.TRUNCATED);
        assertRefused("<notalog/>", Reason.WRONG_FORMAT);
        assertRefused("<log><trace></log>", Reason.MALFORMED_XML);
    }

    @Test
    void aCutGzipIsTheSameFaultAsElsewhere() throws IOException {
        byte[] whole = Files.readAllBytes(TestData.file("xes-quirks/interval_event_log.xes.gz"));
        byte[] cut = Arrays.copyOf(whole, 60_000);
        assertThatThrownBy(() -> Collected.bytes(Collected.contract(EVENTS), "l/x.xes.gz", cut, ParseLimits.DEFAULT))
                .hasMessage("Cannot read l/x.xes.gz at compressed byte 60000: the gzip stream ends early."
                        + " Deliver the whole file again; nothing of it was accepted.");
    }

    @Test
    void theFolderNamesTheLog() {
        assertThatThrownBy(() -> Collected.text(EVENTS, "x.xes", log("")))
                .hasMessage("Cannot read x.xes: the file lies in no folder that names the log."
                        + " Deliver it as eventlog/NAME/FILE.");
    }

    private static void assertRefused(String xml, Reason reason) {
        assertThatThrownBy(() -> text(xml))
                .isInstanceOfSatisfying(
                        DeliveryException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageStartingWith("Cannot read eventlog/mylog/x.xes at line ");
    }

    private static Collected text(String xml) throws IOException {
        InputStream in = new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8));
        return Collected.parse(Collected.contract(EVENTS), "eventlog/mylog/x.xes", in, ParseLimits.DEFAULT);
    }

    private static String log(String traces) {
        return "<log>\n" + traces + "</log>\n";
    }

    private static String trace(String name, String events) {
        return "<trace><string key=\"concept:name\" value=\"" + name + "\"/>\n" + events + "</trace>\n";
    }

    private static String event(String activity, String time) {
        return "<event><string key=\"concept:name\" value=\"" + activity + "\"/>"
                + "<string key=\"lifecycle:transition\" value=\"complete\"/><string key=\"org:resource\" value=\"r1\"/>"
                + "<string key=\"org:group\" value=\"g1\"/><string key=\"concept:instance\" value=\"i1\"/>"
                + "<date key=\"time:timestamp\" value=\"" + time + "\"/></event>\n";
    }
}
