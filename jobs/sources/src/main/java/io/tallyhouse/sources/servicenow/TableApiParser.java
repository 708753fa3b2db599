package io.tallyhouse.sources.servicenow;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.tallyhouse.catalogue.contract.DatasetContract;
import io.tallyhouse.sources.DeliveryException;
import io.tallyhouse.sources.DeliveryParser;
import io.tallyhouse.sources.ParseLimits;
import io.tallyhouse.sources.ParseReport;
import io.tallyhouse.sources.Reason;
import io.tallyhouse.sources.RecordSink;
import io.tallyhouse.sources.input.DeliveryInput;
import io.tallyhouse.sources.json.JsonFields;
import io.tallyhouse.sources.record.CanonicalJson;
import io.tallyhouse.sources.record.RecordReader;
import io.tallyhouse.sources.redact.Redactor;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code {"result": [...]}} of ServiceNow's Table API, also with a single object as result.
 *
 * <p>Every value is a string, a reference {@code {link, value}}, with {@code sysparm_display_value=all} any field
 * {@code {display_value, value}}; the value is taken. Fields beyond the contract are ignored. An answer that carries an error,
 * as the API appends it to a result cut off by its time limit, is refused as a whole.
 */
public final class TableApiParser implements DeliveryParser {
    private static final String AGAIN = "Extract and deliver it again; nothing of it was accepted.";

    private final Redactor redactor;

    public TableApiParser(Redactor redactor) {
        this.redactor = redactor;
    }

    @Override
    public ParseReport parse(
            InputStream in, String fileName, DatasetContract contract, ParseLimits limits, RecordSink sink)
            throws IOException {
        RecordReader records = new RecordReader(contract, redactor, limits, sink);
        Reader text = DeliveryInput.text(in, fileName, limits);
        // Not closed: the stream is the caller's.
        JsonParser parser = CanonicalJson.factory(limits).createParser(text);
        try {
            new Answer(parser, fileName, limits, records).read();
        } catch (JsonEOFException e) {
            throw fault(fileName, Reason.TRUNCATED, parser, "the JSON ends early");
        } catch (StreamConstraintsException e) {
            boolean deep = parser.getParsingContext().getNestingDepth() >= limits.maxNesting();
            throw deep
                    ? fault(fileName, Reason.NESTED_TOO_DEEP, parser, "nested deeper than " + limits.maxNesting())
                    : fault(fileName, Reason.RECORD_TOO_LARGE, parser, "a value is longer than the limit");
        } catch (JsonProcessingException e) {
            throw fault(fileName, Reason.MALFORMED_JSON, parser, "it is not valid JSON");
        }
        return records.report();
    }

    private static DeliveryException fault(String file, Reason reason, JsonParser parser, String why) {
        JsonLocation at = parser.currentLocation();
        String place = "line " + at.getLineNr() + ", character " + at.getCharOffset();
        return new DeliveryException(file, reason, place, why, AGAIN);
    }

    /** One answer of the API on its way through the parser. */
    private static final class Answer {
        private final JsonParser parser;
        private final String file;
        private final ParseLimits limits;
        private final RecordReader records;
        private final JsonFields fields;
        private boolean hasResult;
        private @Nullable String error;

        Answer(JsonParser parser, String file, ParseLimits limits, RecordReader records) {
            this.parser = parser;
            this.file = file;
            this.limits = limits;
            this.records = records;
            this.fields = new JsonFields(records, JsonFields.Style.TABLE_API);
        }

        void read() throws IOException {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new DeliveryException(file, Reason.EMPTY_FILE, "", "the file is empty", AGAIN);
            }
            if (first != JsonToken.START_OBJECT) {
                throw noResult();
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                member(parser.getCurrentName(), parser.nextToken());
            }
            if (parser.nextToken() != null) {
                throw fault(file, Reason.MALFORMED_JSON, parser, "something follows the answer");
            }
            if (error != null) {
                throw new DeliveryException(
                        file, Reason.SOURCE_ERROR, "", "ServiceNow answered with an error: " + error, AGAIN);
            }
            if (!hasResult) {
                throw noResult();
            }
        }

        private void member(String name, JsonToken value) throws IOException {
            if (name.equals("error")) {
                StringBuilder text = new StringBuilder();
                CanonicalJson.write(parser, text);
                error = text.substring(0, Math.min(text.length(), 200));
            } else if (!name.equals("result")) {
                parser.skipChildren();
            } else if (value == JsonToken.START_ARRAY) {
                hasResult = true;
                while (Objects.requireNonNull(parser.nextToken()) != JsonToken.END_ARRAY) {
                    record();
                }
            } else {
                hasResult = true;
                record();
            }
        }

        private void record() throws IOException {
            JsonLocation start = parser.currentTokenLocation();
            long line = start.getLineNr();
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
                records.reject(line, Reason.NOT_AN_OBJECT, "Invalid record: expected an object", null);
                return;
            }
            fields.read(parser);
            @Nullable String[] texts = fields.texts();
            Reason fault = fields.fault();
            if (parser.currentLocation().getCharOffset() - start.getCharOffset() > limits.maxRecordChars()) {
                String message = "Invalid record: longer than the limit of " + limits.maxRecordChars() + " characters";
                records.reject(line, Reason.RECORD_TOO_LARGE, message, records.excerpt(texts));
            } else if (fault != null) {
                records.reject(line, fault, fields.message(), records.excerpt(texts));
            } else {
                records.read(line, texts, () -> records.excerpt(texts));
            }
        }

        private DeliveryException noResult() {
            return new DeliveryException(
                    file,
                    Reason.WRONG_FORMAT,
                    "line 1",
                    "expected an object with \"result\", as the Table API answers",
                    "Deliver the answer as it came.");
        }
    }
}
