package io.tallyhouse.mining.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallyhouse.mining.trace.Variant;
import io.tallyhouse.mining.xml.MalformedFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvLogTest {
    private static final Variant AB = new Variant(List.of("a", "b"), 1);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void theSeparatorIsWhatTheFirstLineHasMostOf(String separator) throws IOException {
        // Values with the other separators, and more of them in the rows than there are columns.
        String others = ",;\t|".replace(separator, "").repeat(9);
        String text = "case#activity#note\n1#a#%s\n1#b#%s\n".formatted(others, others);

        assertThat(read(text.replace("#", separator)).variants()).containsExactly(AB);
    }

    @Test
    void oneSeparatorInAColumnsNameIsNoSeparator() throws IOException {
        assertThat(read("case;activity;costs, net;owner\n1;a;;\n1;b;;\n").variants())
                .containsExactly(AB);
    }

    @ParameterizedTest
    @CsvSource({
        "case:concept:name, concept:name, time:timestamp",
        "case_id, activity, timestamp",
        "case id, activity, time",
        "CaseID, Activity, Time",
        "case, Concept:Name, ' TIMESTAMP '"
    })
    void theUsualNamesAreFoundWithoutCase(String caseId, String activity, String time) throws IOException {
        LogVariants log = read("%s;x;%s;%s\n1;;2026-01-02;b\n2;;2026-01-01;c\n1;;2026-01-01;a\n"
                .formatted(caseId, time, activity)
                .replace("01-02;", "01-02 10:00;")
                .replace("01-01;", "01-01 10:00:00.5;"));

        assertThat(log.variants()).containsExactly(AB, new Variant(List.of("c"), 1));
        assertThat(log.naming()).isEqualTo("event by " + activity);
        assertThat(log.notes())
                .containsExactly("1 events stood before an earlier one; 1 cases were put in the order of time");
    }

    @Test
    void theFullerNameComesBeforeTheShorter() throws IOException {
        String header = "case,activity,time,case:concept:name,concept:name,time:timestamp\n";
        LogVariants log = read(header + "1,x,2026-01-01T00:00Z,7,b,2026-01-02T00:00Z\n"
                + "2,y,2026-01-02T00:00Z,7,a,2026-01-01T00:00Z\n");

        assertThat(log.variants()).containsExactly(AB);
    }

    @Test
    void namedColumnsAreTakenAsTheyAreWrittenAndJoined() throws IOException {
        CsvColumns columns = new CsvColumns("Vorgang", List.of("Schritt", "Stand"), "Wann");
        String text = "case,activity,Vorgang,Schritt,Stand,Wann\n"
                + "1,x,7,a,zu,2026-01-02T00:00Z\n2,x,7,a,,2026-01-01T00:00Z\n";

        LogVariants log = read(text, columns);

        assertThat(log.variants()).containsExactly(new Variant(List.of("a", "a+zu"), 1));
        assertThat(log.naming()).isEqualTo("event by Schritt + Stand");
        assertThatThrownBy(() -> read(text, new CsvColumns("vorgang", null, null)))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining(
                        "line 1: no column vorgang; the file has [case, activity, Vorgang, Schritt, Stand, Wann]");
    }

    @Test
    void aLifeCycleCountsWhereTheActivityIsTheUsualOne() throws IOException {
        String text = "case,activity,lifecycle:transition,concept:instance\n"
                + "1,a,start,1\n1,c,complete,\n1,a,start,2\n1,b,complete,\n1,a,complete,2\n";

        // The first a is never completed, so that it stands where it started; the second is completed at the end.
        assertThat(read(text).variants()).containsExactly(new Variant(List.of("a", "c", "b", "a"), 1));
        assertThat(read(text, new CsvColumns(null, List.of("activity"), null)).variants())
                .containsExactly(new Variant(List.of("a", "c", "a", "b", "a"), 1));
    }

    @Test
    void withoutTimesTheOrderOfTheFileStands() throws IOException {
        LogVariants log = read("case,activity\n1,b\n2,c\n1,a\n");

        assertThat(log.variants())
                .containsExactlyInAnyOrder(new Variant(List.of("b", "a"), 1), new Variant(List.of("c"), 1));
        assertThat(log.cases()).isEqualTo(2);
        assertThat(log.events()).isEqualTo(3);
        assertThat(log.notes())
                .containsExactly("2 cases have events without a usable time and are in the order of the file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFEFFcase,activity\n1,a\n1,b\n", "\uFEFF\"case\",\"activity\"\r\n\"1\",\"a\"\r\n1,b\r\n"})
    void aByteOrderMarkIsNoPartOfAName(String text) throws IOException {
        assertThat(read(text).variants()).containsExactly(AB);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "'' # line 1: the file is empty",
                "'id,activity\n1,a\n' # line 1: no column for the case, expected one of [case:concept:name, case_id, case id, caseid, case]; name the one to use. The file has [id, activity]",
                "'case,what\n1,a\n' # line 1: no column for the activity, expected one of [concept:name, activity]",
                "'case,activity\n1,a\n1\n' # line 3: 1 fields where the header has 2",
                "'case,activity\n1,a\n1,\n' # line 3: no activity in column activity",
                "'case,activity\n,a\n' # line 2: no case in column case"
            })
    void faultsSayTheLine(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("log.csv: " + message);
    }

    @Test
    void anotherEncodingIsNamedAtItsLine() throws IOException {
        Path file = Files.write(
                folder.resolve("latin.csv"), "case,activity\n1,fällig\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> LogVariants.readCsv(file, CsvColumns.USUAL, Set.of(), done -> {}))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("bytes that are no UTF-8; save the file as UTF-8");
    }

    private LogVariants read(String text) throws IOException {
        return read(text, CsvColumns.USUAL);
    }

    private LogVariants read(String text, CsvColumns columns) throws IOException {
        Path file = Files.write(folder.resolve("log.csv"), text.getBytes(StandardCharsets.UTF_8));
        return LogVariants.readCsv(file, columns, Set.of("a", "b"), done -> {});
    }
}
