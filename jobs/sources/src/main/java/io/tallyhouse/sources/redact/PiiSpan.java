package io.tallyhouse.sources.redact;

/**
 * A find.
 *
 * @param start first character from 0
 * @param end character after the last
 */
public record PiiSpan(PiiKind kind, int start, int end) {
    boolean overlaps(PiiSpan other) {
        return start < other.end && other.start < end;
    }
}
