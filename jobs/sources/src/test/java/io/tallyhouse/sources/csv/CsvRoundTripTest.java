package io.tallyhouse.sources.csv;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The splitter against a library's writer and reader (FastCSV). */
class CsvRoundTripTest {
    private static final String[] PIECES = {
        "a", "Zoë", "😀", ",", "\"", "\n", " ", "'", ";", "=1+1", "?", "", "\t", "x y"
    };

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 20260105})
    void readsWhatALibraryWroteAsThatLibraryDoes(long seed) throws IOException {
        Random random = new Random(seed);
        List<List<String>> records = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            records.add(record(random));
        }
        boolean crlf = random.nextBoolean();
        StringWriter text = new StringWriter();
        try (CsvWriter writer = CsvWriter.builder()
                .lineDelimiter(crlf ? LineDelimiter.CRLF : LineDelimiter.LF)
                .quoteStrategy(random.nextBoolean() ? QuoteStrategies.ALWAYS : QuoteStrategies.EMPTY)
                .build(text)) {
            records.forEach(r -> writer.writeRecord(r));
        }
        List<List<String>> ours = new ArrayList<>();
        List<Long> ourLines = new ArrayList<>();
        CsvTokenizer tokens = new CsvTokenizer(new StringReader(text.toString()), "x.csv", 1 << 20);
        while (tokens.next()) {
            assertThat(tokens.fault()).isNull();
            ours.add(List.copyOf(tokens.fields()));
            ourLines.add(tokens.line());
        }
        assertThat(ours).isEqualTo(records);

        List<List<String>> theirs = new ArrayList<>();
        List<Long> theirLines = new ArrayList<>();
        CsvReader.builder().ofCsvRecord(text.toString()).forEach(r -> {
            theirs.add(r.getFields());
            theirLines.add(r.getStartingLineNumber());
        });
        assertThat(ours).isEqualTo(theirs);
        assertThat(ourLines).isEqualTo(theirLines);
    }

    /** Two to five fields: a record of one empty field is a blank line. */
    private static List<String> record(Random random) {
        List<String> fields = new ArrayList<>();
        int n = 2 + random.nextInt(4);
        for (int f = 0; f < n; f++) {
            StringBuilder field = new StringBuilder();
            for (int p = random.nextInt(5); p > 0; p--) {
                field.append(PIECES[random.nextInt(PIECES.length)]);
            }
            fields.add(field.toString());
        }
        return fields;
    }
}
