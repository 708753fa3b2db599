package io.tallyhouse.mining.conformance;

import io.tallyhouse.mining.log.XesEvent;
import io.tallyhouse.mining.log.XesFile;
import io.tallyhouse.mining.log.XesFile.GzipLimits;
import io.tallyhouse.mining.log.XesHandler;
import io.tallyhouse.mining.log.XesLimits;
import io.tallyhouse.mining.log.XesReader;
import io.tallyhouse.mining.log.XesTrace;
import io.tallyhouse.mining.rework.Repetition;
import io.tallyhouse.mining.trace.StepRule;
import io.tallyhouse.mining.xml.MalformedFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * What comes again in a log, which is read as {@link LogVariants} read one: each event counts, whatever its life cycle.
 *
 * @param repetition over all cases
 * @param events how many, those without a value too
 * @param naming what the values are, for people
 * @param notes what a reader should know: disorder that was repaired, cases without times
 */
public record LogRepetition(Repetition repetition, long events, String naming, List<String> notes) {
    /** Defensive copy. */
    public LogRepetition {
        notes = List.copyOf(notes);
    }

    /**
     * Reads XES, plain, gzip or zip.
     *
     * @param keys whose values, joined by {@code +}, are compared; an event without any is passed over and counted
     * @param progress told the number of events read so far, now and then
     * @throws MalformedFileException if the file cannot be read as a log
     */
    public static LogRepetition readXes(Path file, List<String> keys, LongConsumer progress) throws IOException {
        CaseCollector collector = new CaseCollector(progress);
        try (InputStream in = XesFile.open(file, GzipLimits.defaults())) {
            XesReader.read(String.valueOf(file.getFileName()), in, XesLimits.defaults(), new XesHandler() {
                private OpenCase open = new OpenCase();

                @Override
                public void trace(XesTrace trace) {
                    open = new OpenCase();
                }

                @Override
                public void event(XesTrace trace, XesEvent event) {
                    open.add(collector.event(StepRule.value(event, keys), null, null), event.time());
                }

                @Override
                public void traceEnd(XesTrace trace, int count, int inversions) {
                    collector.close(open);
                }
            });
        }
        return collector.repetition(String.join(" + ", keys));
    }

    /**
     * Reads CSV as {@link LogVariants#readCsv} does.
     *
     * @param columns the ones whose values are compared under {@code activity}
     * @param progress told the number of events read so far, now and then
     * @throws MalformedFileException if the file cannot be read as a log
     */
    public static LogRepetition readCsv(Path file, CsvColumns columns, LongConsumer progress) throws IOException {
        CaseCollector collector = new CaseCollector(progress);
        try (InputStream in = XesFile.open(file, GzipLimits.defaults())) {
            String naming = CsvLog.read(String.valueOf(file.getFileName()), in, columns, collector, true);
            return collector.repetition(naming);
        }
    }
}
