package io.tallyhouse.sources.xes;

import io.tallyhouse.catalogue.contract.DatasetContract;
import io.tallyhouse.mining.log.XesLimits;
import io.tallyhouse.mining.log.XesReader;
import io.tallyhouse.mining.log.XesSummary;
import io.tallyhouse.mining.xml.MalformedFileException;
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

/**
 * XES and XES.gz. The log is named by the folder of the file. A log of which any event has no time, or none that can be read,
 * is refused: the file's order is no time. Events that step back in time are taken with their position and counted as
 * {@code inversions}; document type definitions and external entities are refused.
 */
public final class XesParser implements DeliveryParser {
    private static final int MAX_KEY_CHARS = 4_096;
    /** The log's own attributes count as a record for the reader, and public logs carry long annotations there. */
    private static final long HEADER_RECORDS = 8;

    private final Redactor redactor;

    public XesParser(Redactor redactor) {
        this.redactor = redactor;
    }

    @Override
    public ParseReport parse(
            InputStream in, String fileName, DatasetContract contract, ParseLimits limits, RecordSink sink)
            throws IOException {
        RecordReader records = new RecordReader(contract, redactor, limits, sink);
        EventRecords events = new EventRecords(logName(fileName), records);
        XesSummary summary;
        try {
            summary = XesReader.read(fileName, DeliveryInput.bytes(in, fileName, limits), xes(limits), events);
        } catch (MalformedFileException e) {
            throw refused(fileName, e);
        }
        checkTimes(fileName, summary, events.untimedLine());
        records.note("inversions", summary.inversions());
        records.note("traces_with_inversions", summary.tracesWithInversions());
        records.note("ignored_elements", summary.ignoredElements());
        return records.report();
    }

    private static String logName(String fileName) throws DeliveryException {
        String[] parts = fileName.replace('\\', '/').split("/", -1);
        if (parts.length < 2 || parts[parts.length - 2].isEmpty()) {
            throw new DeliveryException(
                    fileName,
                    Reason.WRONG_FORMAT,
                    "",
                    "the file lies in no folder that names the log",
                    "Deliver it as eventlog/NAME/FILE.");
        }
        return parts[parts.length - 2];
    }

    private static XesLimits xes(ParseLimits limits) {
        return new XesLimits(
                limits.maxFileBytes(),
                limits.maxNesting(),
                MAX_KEY_CHARS,
                limits.maxRecordChars(),
                HEADER_RECORDS * limits.maxRecordChars());
    }

    private static void checkTimes(String file, XesSummary summary, long line) throws DeliveryException {
        String of = " of " + summary.events() + " events ";
        if (summary.timeAbsent() > 0) {
            throw new DeliveryException(
                    file,
                    Reason.NO_TIMESTAMPS,
                    "line " + line,
                    summary.timeAbsent() + of + "have no time:timestamp",
                    "Export it with times; nothing of it was accepted.");
        }
        if (summary.timeInvalid() > 0) {
            throw new DeliveryException(
                    file,
                    Reason.BAD_TIMESTAMPS,
                    "line " + line,
                    summary.timeInvalid() + of + "have a time:timestamp that is no time",
                    "Export it with ISO 8601 times such as 2026-03-31T02:00:00Z.");
        }
    }

    private static DeliveryException refused(String file, MalformedFileException e) {
        Reason reason = switch (e.reason()) {
            case TRUNCATED -> Reason.TRUNCATED;
            case NOT_WELL_FORMED -> Reason.MALFORMED_XML;
            case DOCTYPE -> Reason.DTD_REFUSED;
            case LIMIT -> Reason.OVER_LIMIT;
            case COMPRESSION -> Reason.CORRUPT_GZIP;
            case STRUCTURE -> Reason.WRONG_FORMAT;
        };
        String place = e.line() > 0 ? "line " + e.line() + ", column " + e.column() : "byte " + e.byteOffset();
        return new DeliveryException(
                file, reason, place, e.explanation(), "Export the log again; nothing of it was accepted.");
    }
}
