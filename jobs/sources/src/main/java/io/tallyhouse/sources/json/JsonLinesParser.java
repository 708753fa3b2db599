package io.tallyhouse.sources.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.tallyhouse.catalogue.contract.DatasetContract;
import io.tallyhouse.sources.DeliveryParser;
import io.tallyhouse.sources.ParseLimits;
import io.tallyhouse.sources.ParseReport;
import io.tallyhouse.sources.Reason;
import io.tallyhouse.sources.RecordSink;
import io.tallyhouse.sources.input.DeliveryInput;
import io.tallyhouse.sources.record.CanonicalJson;
import io.tallyhouse.sources.record.RecordReader;
import io.tallyhouse.sources.redact.Redactor;
import java.io.IOException;
import java.io.InputStream;

/**
 * One JSON object a line, with the contract's keys and no others. Blank lines are no records.
 *
 * <p>Half a line at the end rejects that line and not the file: a log that is copied while it is written ends like that, every
 * line before it is whole, and the next delivery brings the last one again.
 */
public final class JsonLinesParser implements DeliveryParser {
    private final Redactor redactor;

    public JsonLinesParser(Redactor redactor) {
        this.redactor = redactor;
    }

    @Override
    public ParseReport parse(
            InputStream in, String fileName, DatasetContract contract, ParseLimits limits, RecordSink sink)
            throws IOException {
        RecordReader records = new RecordReader(contract, redactor, limits, sink);
        JsonFields fields = new JsonFields(records, JsonFields.Style.STRICT);
        JsonFactory factory = CanonicalJson.factory(limits);
        LineReader lines = new LineReader(DeliveryInput.text(in, fileName, limits), limits.maxRecordChars());
        while (lines.next()) {
            String text = lines.text();
            if (lines.isTooLong()) {
                String message = "Invalid line: longer than the limit of " + limits.maxRecordChars() + " characters";
                records.reject(lines.line(), Reason.RECORD_TOO_LARGE, message, text);
            } else if (!text.isBlank()) {
                line(lines, text, factory, fields, records);
            }
        }
        return records.report();
    }

    private static void line(
            LineReader lines, String text, JsonFactory factory, JsonFields fields, RecordReader records)
            throws IOException {
        try (JsonParser parser = factory.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                records.reject(lines.line(), Reason.NOT_AN_OBJECT, "Invalid line: expected a JSON object", text);
                return;
            }
            fields.read(parser);
            if (parser.nextToken() != null) {
                records.reject(lines.line(), Reason.INVALID_JSON, "Invalid line: expected one JSON object", text);
                return;
            }
        } catch (JsonEOFException e) {
            String message = lines.isEnded()
                    ? "Invalid line: the JSON object is not closed"
                    : "Invalid line: the file ends in the middle of it; deliver the file again once it is written";
            records.reject(lines.line(), lines.isEnded() ? Reason.INVALID_JSON : Reason.TRUNCATED, message, text);
            return;
        } catch (JsonProcessingException e) {
            boolean repeated = String.valueOf(e.getOriginalMessage()).startsWith("Duplicate field");
            Reason reason = repeated ? Reason.REPEATED_KEY : Reason.INVALID_JSON;
            records.reject(lines.line(), reason, repeated ? "Invalid line: a key stands twice" : invalid(e), text);
            return;
        }
        Reason fault = fields.fault();
        if (fault != null) {
            records.reject(lines.line(), fault, fields.message(), text);
        } else {
            records.read(lines.line(), fields.texts(), () -> text);
        }
    }

    private static String invalid(JsonProcessingException e) {
        String where =
                e.getLocation() == null ? "" : " at column " + e.getLocation().getColumnNr();
        return "Invalid line: not valid JSON" + where;
    }
}
