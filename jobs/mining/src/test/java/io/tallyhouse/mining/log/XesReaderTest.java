package io.tallyhouse.mining.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyhouse.mining.log.LoggedTime.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class XesReaderTest {
    @Test
    void namespaceAndPrefixDoNotMatter() {
        String plain =
                "<log xes.version='2.0'><trace><event><string key='concept:name' value='a'/></event></trace></log>";
        String spaced = plain.replace("<log", "<log xmlns='http://www.xes-standard.org/'");
        String prefixed = "<x:log xmlns:x='urn:x'><x:trace><x:event><x:string key='concept:name' value='a'/></x:event>"
                + "</x:trace></x:log>";

        for (String xml : List.of(plain, spaced, prefixed)) {
            assertThat(ReadLog.of(xml).activities()).containsExactly(List.of("a"));
        }
    }

    @Test
    void nestedAttributesAndListsLoseNothing() {
        ReadLog log = ReadLog.of("""
                <log><trace><event>
                  <string key="concept:name" value="a"><string key="concept:name" value="inner"/></string>
                  <list key="l"><values><int key="i" value="1"/><int key="i" value="2"/><int key="i" value="3"/></values></list>
                  <container key="c"><boolean key="b" value="true"/></container>
                  <string key="concept:name" value="second"/>
                  <string key="n" value="x &lt; &#233;"/>
                </event></trace></log>""");
        XesEvent event = log.events.get(0L).get(0);

        assertThat(event.activity()).isEqualTo("a");
        assertThat(event.line()).isEqualTo(1);
        assertThat(event.attributes().toString())
                .isEqualTo(
                        "{concept:name/concept:name=inner, l/i=1, l/i#2=2, l/i#3=3, c/b=true, concept:name=second, n=x < é}");
    }

    @Test
    void namedAttributesHaveTheirPlaceAndTheRestIsKept() {
        ReadLog log = ReadLog.of("""
                <log>
                <trace>
                <event>
                  <string key="lifecycle:transition" value="complete"/>
                  <date key="time:timestamp" value="2020-02-29T23:59:59.5Z"/>
                  <string key="org:resource" value="r"/><string key="org:group" value="g"/>
                  <string key="concept:instance" value="i"/><float key="cost" value="1.5"/>
                </event></trace></log>""");
        XesEvent event = log.events.get(0L).get(0);

        assertThat(event)
                .isEqualTo(new XesEvent(
                        0,
                        null,
                        "complete",
                        LoggedTime.parse("2020-02-29T23:59:59.5Z"),
                        "r",
                        "g",
                        "i",
                        java.util.Map.of("cost", "1.5"),
                        3));
        assertThat(event.at()).hasToString("2020-02-29T23:59:59.500Z");
        assertThat(event.value("org:group")).isEqualTo("g");
        assertThat(event.value("cost")).isEqualTo("1.5");
        assertThat(event.value("concept:name")).isNull();
        assertThat(log.summary.unnamedEvents()).isOne();
    }

    @Test
    void aTraceWithoutNameIsKnownByItsPosition() {
        ReadLog log = ReadLog.of(
                "<log><trace/><trace><string key='concept:name' value='case'/></trace><trace><event/></trace></log>");

        assertThat(log.traces).extracting(XesTrace::key).containsExactly("@0", "case", "@2");
        assertThat(log.traces).extracting(XesTrace::named).containsExactly(false, true, false);
        assertThat(log.summary.unnamedTraces()).isEqualTo(2);
    }

    @Test
    void globalsAreToldAndNeverFilledIn() {
        ReadLog log = ReadLog.of("""
                <log><global scope="event"><date key="time:timestamp" value="1970-01-01T00:00:00Z"/></global>
                <global scope="trace"><string key="concept:name" value="UNKNOWN"/></global>
                <classifier name="A" keys="concept:name 'resource country'"/><classifier keys="org:group" scope="trace"/>
                <trace><event/></trace></log>""");

        assertThat(log.header.orElseThrow().eventGlobals()).containsEntry("time:timestamp", "1970-01-01T00:00:00Z");
        assertThat(log.header.orElseThrow().traceGlobals()).containsEntry("concept:name", "UNKNOWN");
        assertThat(log.header.orElseThrow().classifiers())
                .containsExactly(
                        new XesClassifier("A", "event", List.of("concept:name", "resource country")),
                        new XesClassifier("org:group", "trace", List.of("org:group")));
        assertThat(log.events.get(0L).get(0).time().kind()).isEqualTo(Kind.ABSENT);
        assertThat(log.traces.get(0).key()).isEqualTo("@0");
    }

    @Test
    void anEmptyLogHasAHeader() {
        ReadLog log = ReadLog.of("<log><string key='a' value='b'/></log>");

        assertThat(log.header.orElseThrow().attributes()).containsEntry("a", "b");
        assertThat(log.summary.traces()).isZero();
    }

    @Test
    void unknownElementsArePassedOverAndCounted() {
        ReadLog log = ReadLog.of("<log><foo><trace/></foo><trace><bar/><event><baz>text</baz><string key='concept:name'"
                + " value='a'><!-- c --></string></event></trace></log>");

        assertThat(log.summary.ignoredElements()).isEqualTo(3);
        assertThat(log.activities()).containsExactly(List.of("a"));
    }

    @Test
    void inversionsCompareWithTheReadableTimeBefore() {
        ReadLog log = ReadLog.of("<log><trace>" + at("2020-01-02T00:00:00Z") + at("?") + at("2020-01-01T00:00:00Z")
                + at("2020-01-01T00:00:00+00:00") + at("2020-01-01T00:30:00+01:00") + "</trace><trace>"
                + at("2019-01-01T00:00:00Z") + "</trace></log>");

        assertThat(log.inversions).containsExactly(2, 0);
        assertThat(log.summary.tracesWithInversions()).isOne();
        assertThat(log.summary.timeInvalid()).isOne();
    }

    @Test
    void aMillionEventsInATraceNeedNoMemory() {
        String xml = "<log><trace>" + "<event><string key='concept:name' value='a'/></event>".repeat(100_000)
                + "</trace></log>";
        int[] last = new int[1];
        XesHandler counting = (trace, event) -> last[0] = event.position();

        try {
            XesReader.read(
                    "log.xes",
                    new java.io.ByteArrayInputStream(xml.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                    XesLimits.defaults(),
                    counting);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        assertThat(last[0]).isEqualTo(99_999);
    }

    private static String at(String time) {
        return "<event><date key='time:timestamp' value='" + time + "'/></event>";
    }
}
