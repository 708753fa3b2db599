package io.tallyhouse.mining.conformance;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.tallyhouse.mining.log.LoggedTime;
import io.tallyhouse.mining.xml.MalformedFileException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads an event log in CSV, one event a row, the rows of a case anywhere in the file. */
final class CsvLog {
    private static final String SEPARATORS = ",;\t|";
    private static final int HEADER_CHARS = 1 << 16;
    private static final int MAX_RECORD_CHARS = 8 << 20;

    private final String name;
    private final CaseCollector collector;
    private final boolean mayMiss;
    private final List<String> header;
    private final int caseId;
    private final int[] activity;
    private final int time;
    private final int transition;
    private final int instance;
    private final Map<String, OpenCase> cases = new LinkedHashMap<>();

    private CsvLog(String name, CaseCollector collector, boolean mayMiss, List<String> header, CsvColumns columns) {
        this.mayMiss = mayMiss;
        this.name = name;
        this.collector = collector;
        this.header = header;
        this.caseId = required("case", columns.caseId(), CsvColumns.CASES);
        List<String> named = columns.activity();
        this.activity = named == null
                ? new int[] {required("activity", null, CsvColumns.ACTIVITIES)}
                : named.stream()
                        .mapToInt(c -> required("activity", c, List.of()))
                        .toArray();
        this.time = columns.time() == null
                ? CsvColumns.find(header, CsvColumns.TIMES)
                : required("time", columns.time(), List.of());
        this.transition = named == null ? CsvColumns.find(header, CsvColumns.TRANSITIONS) : -1;
        this.instance = named == null ? CsvColumns.find(header, CsvColumns.INSTANCES) : -1;
    }

    /**
     * @param mayMiss whether events may be without a name
     * @return the columns that name an event, for people
     */
    static String read(String name, InputStream in, CsvColumns columns, CaseCollector collector, boolean mayMiss)
            throws IOException {
        BufferedReader text = new BufferedReader(
                new InputStreamReader(
                        in,
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)),
                HEADER_CHARS);
        long line = 0;
        try (CsvReader<CsvRecord> records = CsvReader.builder()
                .fieldSeparator(separator(pastMark(text)))
                .maxBufferSize(MAX_RECORD_CHARS)
                .ofCsvRecord(text)) {
            CsvLog log = null;
            for (CsvRecord row : records) {
                line = row.getStartingLineNumber();
                if (log == null) {
                    log = new CsvLog(name, collector, mayMiss, row.getFields(), columns);
                } else {
                    log.row(row);
                }
            }
            if (log == null) {
                throw fault(name, 1, "the file is empty, expected a line with the names of the columns");
            }
            log.cases.values().forEach(collector::close);
            return log.naming();
        } catch (CsvParseException e) {
            throw fault(name, line + 1, String.valueOf(e.getMessage()));
        } catch (CharacterCodingException e) {
            throw noUtf8(name, line + 1);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw noUtf8(name, line + 1);
            }
            throw e.getCause();
        }
    }

    private static MalformedFileException fault(String name, long line, String explanation) {
        return MalformedFileException.atLine(MalformedFileException.Reason.STRUCTURE, name, explanation, line);
    }

    private static MalformedFileException noUtf8(String name, long line) {
        return fault(name, line, "bytes that are no UTF-8; save the file as UTF-8");
    }

    /** Some programs begin UTF-8 with a mark; left in, it would be part of the first name, or stand before its quote. */
    private static BufferedReader pastMark(BufferedReader text) throws IOException {
        text.mark(1);
        if (text.read() != '\uFEFF') {
            text.reset();
        }
        return text;
    }

    /** The one of the usual separators that the first line has most of. */
    private static char separator(BufferedReader text) throws IOException {
        text.mark(HEADER_CHARS);
        int[] counts = new int[SEPARATORS.length()];
        for (int i = 0; i < HEADER_CHARS - 1; i++) {
            int letter = text.read();
            if (letter < 0 || letter == '\n' || letter == '\r') {
                break;
            }
            int which = SEPARATORS.indexOf(letter);
            if (which >= 0) {
                counts[which]++;
            }
        }
        text.reset();
        int most = 0;
        for (int i = 1; i < counts.length; i++) {
            most = counts[i] > counts[most] ? i : most;
        }
        return SEPARATORS.charAt(most);
    }

    private int required(String what, @Nullable String wanted, List<String> usual) {
        int column = wanted == null ? CsvColumns.find(header, usual) : header.indexOf(wanted);
        if (column < 0) {
            throw fault(
                    name,
                    1,
                    wanted == null
                            ? "no column for the %s, expected one of %s; name the one to use. The file has %s"
                                    .formatted(what, usual, header)
                            : "no column %s; the file has %s".formatted(wanted, header));
        }
        return column;
    }

    private String naming() {
        List<String> names = new ArrayList<>();
        for (int column : activity) {
            names.add(header.get(column));
        }
        return String.join(" + ", names);
    }

    private void row(CsvRecord row) {
        if (row.getFieldCount() != header.size()) {
            throw fault(
                    name,
                    row.getStartingLineNumber(),
                    "%d fields where the header has %d".formatted(row.getFieldCount(), header.size()));
        }
        List<String> values = new ArrayList<>();
        for (int column : activity) {
            if (!row.getField(column).isEmpty()) {
                values.add(row.getField(column));
            }
        }
        if (values.isEmpty() && !mayMiss) {
            throw fault(name, row.getStartingLineNumber(), "no activity in column " + naming());
        }
        String ofCase = row.getField(caseId);
        if (ofCase.isEmpty()) {
            throw fault(name, row.getStartingLineNumber(), "no case in column " + header.get(caseId));
        }
        int kind = collector.event(
                values.isEmpty() ? null : String.join("+", values), text(row, transition), text(row, instance));
        String at = text(row, time);
        LoggedTime when = at == null ? LoggedTime.ABSENT : LoggedTime.parse(at);
        cases.computeIfAbsent(ofCase, c -> new OpenCase()).add(kind, when);
    }

    private static @Nullable String text(CsvRecord row, int column) {
        return column < 0 || row.getField(column).isEmpty() ? null : row.getField(column);
    }
}
