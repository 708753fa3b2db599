package io.tallyhouse.mining.xml;

/**
 * What a document may cost. Every limit is inclusive.
 *
 * @param maxBytes bytes of the whole document, after decompression
 * @param maxDepth elements inside each other
 * @param maxNameChars characters of an element's or attribute's name
 * @param maxValueChars characters of an attribute's value or of one element's text
 */
public record XmlLimits(long maxBytes, int maxDepth, int maxNameChars, int maxValueChars) {
    /** @throws IllegalArgumentException if a limit is below 1 */
    public XmlLimits {
        requirePositive("maxBytes", maxBytes);
        requirePositive("maxDepth", maxDepth);
        requirePositive("maxNameChars", maxNameChars);
        requirePositive("maxValueChars", maxValueChars);
    }

    /** @return limits for process models: 64 MiB, depth 64, names of 1,024 and values of 65,536 characters */
    public static XmlLimits forModels() {
        return new XmlLimits(64L << 20, 64, 1_024, 65_536);
    }

    /**
     * The parser holds one token (a tag with its attributes, a comment) in memory, so that its bytes are limited before its
     * characters can be: room for three attributes of full length, each character up to six bytes when escaped.
     */
    long maxTokenBytes() {
        return 65_536L + 6L * 3 * ((long) maxNameChars + maxValueChars);
    }

    private static void requirePositive(String limit, long value) {
        if (value < 1) {
            throw new IllegalArgumentException("Invalid limit %s: %d, expected at least 1".formatted(limit, value));
        }
    }
}
