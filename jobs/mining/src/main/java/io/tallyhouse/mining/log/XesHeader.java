package io.tallyhouse.mining.log;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a log says before its first trace.
 *
 * @param version of the XES standard, empty where not told
 * @param traceGlobals keys that every trace is declared to have, with the default of the declaration. Defaults are told, never
 *     filled in: logs declare values such as {@code UNKNOWN} or the year 1970 there
 * @param eventGlobals the same for events
 * @param classifiers in the order of the log
 * @param attributes the log's own, nested ones under {@code parent/child}
 */
public record XesHeader(
        String version,
        Map<String, String> traceGlobals,
        Map<String, String> eventGlobals,
        List<XesClassifier> classifiers,
        Map<String, String> attributes) {
    /** Defensive copies that keep the order. */
    public XesHeader {
        traceGlobals = Collections.unmodifiableMap(new LinkedHashMap<>(traceGlobals));
        eventGlobals = Collections.unmodifiableMap(new LinkedHashMap<>(eventGlobals));
        classifiers = List.copyOf(classifiers);
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }
}
