package io.tallyhouse.mining.log;

import io.tallyhouse.mining.log.XesFile.GzipLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A log read whole, for tests on small files. */
public final class ReadLog implements XesHandler {
    public Optional<XesHeader> header = Optional.empty();
    public final List<XesTrace> traces = new ArrayList<>();
    public final Map<Long, List<XesEvent>> events = new LinkedHashMap<>();
    public final List<Integer> inversions = new ArrayList<>();
    public XesSummary summary;

    public static ReadLog of(String xml) {
        return of(xml, XesLimits.defaults());
    }

    public static ReadLog of(String xml, XesLimits limits) {
        return read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)), limits);
    }

    public static ReadLog of(Path file) {
        try (InputStream in = XesFile.open(file, GzipLimits.defaults())) {
            return read(in, XesLimits.defaults());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ReadLog read(InputStream in, XesLimits limits) {
        ReadLog log = new ReadLog();
        try {
            log.summary = XesReader.read("log.xes", in, limits, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return log;
    }

    @Override
    public void header(XesHeader read) {
        header = Optional.of(read);
    }

    @Override
    public void trace(XesTrace trace) {
        traces.add(trace);
        events.put(trace.position(), new ArrayList<>());
    }

    @Override
    public void event(XesTrace trace, XesEvent event) {
        events.get(trace.position()).add(event);
    }

    @Override
    public void traceEnd(XesTrace trace, int count, int inverted) {
        inversions.add(inverted);
    }

    /** The activity names of each trace, in the order of the file. */
    public List<List<String>> activities() {
        return events.values().stream()
                .map(trace -> trace.stream().map(XesEvent::activity).toList())
                .toList();
    }
}
