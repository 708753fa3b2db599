package io.tallyhouse.mining.conformance;

import io.tallyhouse.mining.log.XesEvent;
import io.tallyhouse.mining.log.XesFile;
import io.tallyhouse.mining.log.XesFile.GzipLimits;
import io.tallyhouse.mining.log.XesHandler;
import io.tallyhouse.mining.log.XesKeys;
import io.tallyhouse.mining.log.XesLimits;
import io.tallyhouse.mining.log.XesReader;
import io.tallyhouse.mining.log.XesTrace;
import io.tallyhouse.mining.trace.StepRule;
import io.tallyhouse.mining.trace.Variant;
import io.tallyhouse.mining.xml.MalformedFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The variants of a log. It is read as a stream, and cases that went the same way are kept once, so that memory grows with what is
 * different; of a CSV file, whose cases may stand anywhere, with the events, in a few bytes each. Events of a case stand by time,
 * those of one time in the order of the file; where a case has an event without a usable time, all in the order of the file.
 *
 * @param variants distinct sequences of steps with their cases
 * @param cases how many
 * @param events how many
 * @param naming how events became steps, for people
 * @param notes what a reader should know: disorder that was repaired, cases without times
 */
public record LogVariants(List<Variant> variants, long cases, long events, String naming, List<String> notes) {
    /** Defensive copies. */
    public LogVariants {
        variants = List.copyOf(variants);
        notes = List.copyOf(notes);
    }

    /**
     * Reads XES, plain, gzip or zip.
     *
     * @param classifier keys whose values, joined by {@code +}, name an event; null for the rule that fits the log's life cycle or,
     *     where the model knows more of them, the plain activities
     * @param modelLabels labels of the model
     * @param progress told the number of events read so far, now and then
     * @throws MalformedFileException if the file cannot be read as a log
     * @throws IllegalArgumentException if an event has no name by the classifier
     */
    public static LogVariants readXes(
            Path file, @Nullable List<String> classifier, Set<String> modelLabels, LongConsumer progress)
            throws IOException {
        CaseCollector collector = new CaseCollector(progress);
        List<String> keys = classifier == null ? List.of(XesKeys.ACTIVITY) : classifier;
        try (InputStream in = XesFile.open(file, GzipLimits.defaults())) {
            XesReader.read(
                    String.valueOf(file.getFileName()),
                    in,
                    XesLimits.defaults(),
                    new Collecting(collector, keys, classifier == null));
        }
        return collector.variants(String.join(" + ", keys), classifier != null, modelLabels);
    }

    /**
     * Reads CSV in UTF-8, plain, gzip or zip, separated by comma, semicolon, tab or bar, with the names of the columns in the first line.
     *
     * @param modelLabels labels of the model
     * @param progress told the number of events read so far, now and then
     * @throws MalformedFileException if the file cannot be read as a log
     */
    public static LogVariants readCsv(Path file, CsvColumns columns, Set<String> modelLabels, LongConsumer progress)
            throws IOException {
        CaseCollector collector = new CaseCollector(progress);
        String naming;
        try (InputStream in = XesFile.open(file, GzipLimits.defaults())) {
            naming = CsvLog.read(String.valueOf(file.getFileName()), in, columns, collector, false);
        }
        return collector.variants(naming, columns.activity() != null, modelLabels);
    }

    private static final class Collecting implements XesHandler {
        private final CaseCollector collector;
        private final List<String> keys;
        private final boolean withLifecycle;
        private OpenCase open = new OpenCase();

        Collecting(CaseCollector collector, List<String> keys, boolean withLifecycle) {
            this.collector = collector;
            this.keys = keys;
            this.withLifecycle = withLifecycle;
        }

        @Override
        public void trace(XesTrace trace) {
            open = new OpenCase();
        }

        @Override
        public void event(XesTrace trace, XesEvent event) {
            String name = StepRule.classify(event, keys);
            int kind = withLifecycle
                    ? collector.event(name, event.transition(), event.instance())
                    : collector.event(name, null, null);
            open.add(kind, event.time());
        }

        @Override
        public void traceEnd(XesTrace trace, int count, int inversions) {
            collector.close(open);
        }
    }
}
