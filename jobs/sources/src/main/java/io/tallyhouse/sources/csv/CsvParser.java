package io.tallyhouse.sources.csv;

import io.tallyhouse.catalogue.contract.DatasetContract;
import io.tallyhouse.sources.DeliveryException;
import io.tallyhouse.sources.DeliveryParser;
import io.tallyhouse.sources.ParseLimits;
import io.tallyhouse.sources.ParseReport;
import io.tallyhouse.sources.Reason;
import io.tallyhouse.sources.RecordSink;
import io.tallyhouse.sources.input.DeliveryInput;
import io.tallyhouse.sources.record.RecordReader;
import io.tallyhouse.sources.redact.Redactor;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Comma-separated files with a header that names the contract's columns in any order.
 *
 * <p>A cell that a spreadsheet would run as a formula ({@code =}, {@code +}, {@code -} or {@code @} at its start) is data like
 * any other: nothing here executes it and it is kept as it came, because changing it would change the record. Whoever writes
 * a file for spreadsheets has to escape it there.
 */
public final class CsvParser implements DeliveryParser {
    private final Redactor redactor;

    public CsvParser(Redactor redactor) {
        this.redactor = redactor;
    }

    @Override
    public ParseReport parse(
            InputStream in, String fileName, DatasetContract contract, ParseLimits limits, RecordSink sink)
            throws IOException {
        RecordReader records = new RecordReader(contract, redactor, limits, sink);
        CsvTokenizer tokens =
                new CsvTokenizer(DeliveryInput.text(in, fileName, limits), fileName, limits.maxRecordChars());
        if (!tokens.next()) {
            throw new DeliveryException(
                    fileName, Reason.EMPTY_FILE, "", "the file has no header", "Deliver it with its header line.");
        }
        CsvHeader header = CsvHeader.check(tokens.fields(), tokens.line(), fileName, contract, records);
        while (tokens.next()) {
            record(tokens, header, records);
        }
        return records.report();
    }

    private static void record(CsvTokenizer tokens, CsvHeader header, RecordReader records) {
        List<String> fields = tokens.fields();
        Reason fault = tokens.fault();
        if (fault != null) {
            String message = fault == Reason.MALFORMED_QUOTES
                    ? "Invalid quotes on line " + tokens.lastLine()
                            + ": a field with quotes stands in quotes as a whole, with its inner quotes doubled"
                    : "Invalid record: longer than the limit";
            records.reject(tokens.line(), fault, message, String.join(",", fields));
        } else if (header.isRepeatedBy(fields)) {
            records.reject(
                    tokens.line(),
                    Reason.REPEATED_HEADER,
                    "Invalid record: the header stands here again, as where files were joined; the records after it are read",
                    null);
        } else if (fields.size() != header.size()) {
            String message = "Invalid record: " + fields.size() + " fields where the header has " + header.size();
            records.reject(tokens.line(), Reason.WRONG_FIELD_COUNT, message, String.join(",", fields));
        } else {
            records.read(tokens.line(), header.arrange(fields, records.width()), () -> String.join(",", fields));
        }
    }
}
