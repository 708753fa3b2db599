package io.tallyhouse.sources;

/**
 * What a parser refuses for its size.
 *
 * @param maxFileBytes bytes of a file after decompression
 * @param maxRecordChars characters of one record
 * @param maxNesting depth of nested JSON, YAML or XML
 * @param maxRatio decompressed bytes per compressed byte, judged once 16 MiB came out
 */
public record ParseLimits(long maxFileBytes, int maxRecordChars, int maxNesting, int maxRatio) {
    /** 8 GiB, 1 Mi characters, depth 64, ratio 250. */
    public static final ParseLimits DEFAULT = new ParseLimits(8L << 30, 1 << 20, 64, 250);

    public ParseLimits {
        if (maxFileBytes < 1 || maxRecordChars < 1 || maxNesting < 1 || maxRatio < 1) {
            throw new IllegalArgumentException("Invalid limits: every limit must be positive");
        }
    }
}
