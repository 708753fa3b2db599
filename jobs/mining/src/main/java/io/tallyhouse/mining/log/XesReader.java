package io.tallyhouse.mining.log;

import io.tallyhouse.mining.xml.MalformedFileException;
import io.tallyhouse.mining.xml.XmlCursor;
import io.tallyhouse.mining.xml.XmlCursor.Token;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads an event log in XES 1.0 or 2.0 (IEEE 1849), with or without namespace, as a stream: one event at a time is in memory.
 *
 * <p>Elements that XES does not know are passed over and counted; what breaks the structure (another root, an attribute without
 * key, an event outside a trace, attributes of a trace after its events) refuses the file with its place.
 */
public final class XesReader {
    private final XmlCursor cursor;
    private final XesLimits limits;
    private final XesHandler handler;
    private final XesAttributes attributes;
    private final XesSummary.Counter counter = new XesSummary.Counter();

    private XesReader(XmlCursor cursor, XesLimits limits, XesHandler handler) {
        this.cursor = cursor;
        this.limits = limits;
        this.handler = handler;
        this.attributes = new XesAttributes(cursor, counter);
    }

    /**
     * Reads a log to its end; what the handler received before a fault must not be used.
     *
     * @param name what messages call the log, such as its file name
     * @param in the XML, decompressed (see {@link XesFile}), not closed here
     * @return counts over the whole log
     * @throws MalformedFileException if the log is cut off, not well formed, above a limit, has a DOCTYPE or is no XES
     * @throws IOException if the bytes cannot be read
     */
    public static XesSummary read(String name, InputStream in, XesLimits limits, XesHandler handler)
            throws IOException {
        return new XesReader(XmlCursor.open(name, in, limits.xml()), limits, handler).log();
    }

    private XesSummary log() throws IOException {
        cursor.next();
        if (!cursor.element().equals("log")) {
            throw cursor.structureFault("the root element is <%s>, expected <log>: no XES".formatted(cursor.element()));
        }
        HeaderBuilder header = new HeaderBuilder(cursor, attributes, limits.maxRecordChars());
        boolean headerTold = false;
        for (Token token = cursor.next(); token != Token.END; token = cursor.next()) {
            boolean trace = token == Token.START && cursor.element().equals("trace");
            if (trace && !headerTold) {
                handler.header(header.build());
                headerTold = true;
            }
            if (trace) {
                trace();
            } else if (token == Token.START) {
                besideTraces(header, headerTold);
            }
        }
        if (!headerTold) {
            handler.header(header.build());
        }
        while (cursor.next() != Token.DONE) {
            throw cursor.structureFault("content after the end of the log");
        }
        return counter.summary(cursor.bytesRead());
    }

    private void besideTraces(HeaderBuilder header, boolean headerTold) throws IOException {
        if (cursor.element().equals("event")) {
            throw cursor.structureFault("an event outside any trace; it belongs to no case");
        }
        if (headerTold || !header.take()) {
            counter.ignored();
            cursor.skipElement();
        }
    }

    private void trace() throws IOException {
        TraceEvents events = new TraceEvents(cursor.line(), new AttributeSink(limits.maxRecordChars()));
        for (Token token = cursor.next(); token != Token.END; token = cursor.next()) {
            if (token != Token.START) {
                continue;
            }
            if (cursor.element().equals("event")) {
                XesTrace trace = events.begun();
                handler.event(trace, events.accept(event(events.count)));
            } else if (!XesAttributes.isAttribute(cursor.element())) {
                counter.ignored();
                cursor.skipElement();
            } else if (events.trace != null) {
                throw cursor.structureFault("an attribute of the trace after its events; attributes come first");
            } else {
                attributes.read("", events.sink, null);
            }
        }
        XesTrace trace = events.begun();
        counter.traceEnd(events.inversions);
        handler.traceEnd(trace, events.count, events.inversions);
    }

    private XesEvent event(int position) throws IOException {
        EventBuilder event = new EventBuilder(position, cursor.line(), new AttributeSink(limits.maxRecordChars()));
        for (Token token = cursor.next(); token != Token.END; token = cursor.next()) {
            if (token == Token.START && XesAttributes.isAttribute(cursor.element())) {
                attributes.read("", event.others(), event);
            } else if (token == Token.START) {
                counter.ignored();
                cursor.skipElement();
            }
        }
        return event.build();
    }

    /** What is known of the trace that is being read. */
    private final class TraceEvents {
        private final long line;
        private final AttributeSink sink;
        private @Nullable XesTrace trace;
        private LoggedTime last = LoggedTime.ABSENT;
        private int count;
        private int inversions;

        TraceEvents(long line, AttributeSink sink) {
            this.line = line;
            this.sink = sink;
        }

        XesTrace begun() {
            if (trace != null) {
                return trace;
            }
            long position = counter.traces();
            String name = sink.attributes().get(XesKeys.ACTIVITY);
            XesTrace begun =
                    new XesTrace(name == null ? "@" + position : name, name != null, position, sink.attributes(), line);
            trace = begun;
            counter.trace(begun);
            handler.trace(begun);
            return begun;
        }

        XesEvent accept(XesEvent event) {
            count++;
            inversions += event.time().isBefore(last) ? 1 : 0;
            last = event.time().isReadable() ? event.time() : last;
            counter.event(event);
            return event;
        }
    }
}
