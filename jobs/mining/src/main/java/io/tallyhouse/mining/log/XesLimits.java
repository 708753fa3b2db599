package io.tallyhouse.mining.log;

import io.tallyhouse.mining.xml.XmlLimits;

/**
 * What an event log may cost. Every limit is inclusive; nothing above one is ever held in memory. The number of traces and of
 * events is not limited: they are passed on one by one.
 *
 * @param maxBytes bytes of the whole log, after decompression
 * @param maxDepth elements inside each other, the root counting as 1
 * @param maxNameChars characters of an XML name and of an attribute's key
 * @param maxValueChars characters of an attribute's value
 * @param maxRecordChars characters of all keys and values of one event, of one trace's own attributes, or of the log's
 */
public record XesLimits(long maxBytes, int maxDepth, int maxNameChars, int maxValueChars, long maxRecordChars) {
    /** @throws IllegalArgumentException if a limit is below 1 */
    public XesLimits {
        if (maxRecordChars < 1) {
            throw new IllegalArgumentException(
                    "Invalid limit maxRecordChars: %d, expected at least 1".formatted(maxRecordChars));
        }
        new XmlLimits(maxBytes, maxDepth, maxNameChars, maxValueChars);
    }

    /** @return 16 GiB, depth 64, keys of 4,096, values of 1 Mi and records of 8 Mi characters */
    public static XesLimits defaults() {
        return new XesLimits(16L << 30, 64, 4_096, 1 << 20, 8L << 20);
    }

    XmlLimits xml() {
        return new XmlLimits(maxBytes, maxDepth, maxNameChars, maxValueChars);
    }
}
