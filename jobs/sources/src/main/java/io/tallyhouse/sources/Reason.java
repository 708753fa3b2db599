package io.tallyhouse.sources;

import java.util.Locale;

/** Why a record or a whole file is not accepted; {@link #code()} is what quarantine stores. */
public enum Reason {
    /** record: a required column has no value */
    MISSING_VALUE,
    /** record: not a whole number, or a number that does not fit */
    INVALID_NUMBER,
    /** record: more digits than the column holds */
    INVALID_DECIMAL,
    /** record: neither true, false, 1 nor 0 */
    INVALID_BOOLEAN,
    /** record: no time in an accepted form, or no such day */
    INVALID_TIME,
    /** record: a wall-clock time that the change to summer time skips in the dataset's zone */
    SKIPPED_TIME,
    /** record: a time without offset where no zone is configured */
    ZONELESS_TIME,
    /** record: no date such as 2026-03-31 */
    INVALID_DATE,
    /** record: no duration counted from 1970-01-01 00:00:00 */
    INVALID_DURATION,
    /** record: text that is no JSON */
    INVALID_JSON,
    /** record: below the smallest or above the largest valid number */
    OUT_OF_RANGE,
    /** record: none of the valid texts */
    UNKNOWN_VALUE,
    /** record: not as many fields as the header */
    WRONG_FIELD_COUNT,
    /** record: the header again */
    REPEATED_HEADER,
    /** record: a quote where RFC 4180 allows none */
    MALFORMED_QUOTES,
    /** record, or file when the record's end cannot be found: longer than the limit */
    RECORD_TOO_LARGE,
    /** record: a key that the contract does not know */
    UNKNOWN_KEY,
    /** record: a key that stands twice */
    REPEATED_KEY,
    /** record: an object or list where a single value belongs */
    NESTED_VALUE,
    /** record: a display value without the value behind it */
    NO_VALUE,
    /** record: an event of a case whose name another case of the log had before */
    REPEATED_CASE,
    /** record: no object or mapping */
    NOT_AN_OBJECT,
    /** record (last line of JSON lines) or file: it ends in the middle */
    TRUNCATED,

    /** file: nothing in it */
    EMPTY_FILE,
    /** file: the header lacks a column */
    MISSING_COLUMN,
    /** file: the header has a column that the contract does not know */
    UNKNOWN_COLUMN,
    /** file: the header has a column twice */
    REPEATED_COLUMN,
    /** file: fields are separated by something other than a comma */
    WRONG_SEPARATOR,
    /** file: a quoted field never ends */
    UNCLOSED_QUOTE,
    /** file: not UTF-8 */
    WRONG_ENCODING,
    /** file: another format than the contract's */
    WRONG_FORMAT,
    /** file: bytes that cannot be decompressed */
    CORRUPT_GZIP,
    /** file: larger than the limit */
    FILE_TOO_LARGE,
    /** file: expands beyond the limit */
    DECOMPRESSION_RATIO,
    /** file: nested deeper than the limit */
    NESTED_TOO_DEEP,
    /** file: XML with something longer or deeper than the limits */
    OVER_LIMIT,
    /** file: not valid JSON */
    MALFORMED_JSON,
    /** file: not valid YAML */
    MALFORMED_YAML,
    /** file: not valid XML */
    MALFORMED_XML,
    /** file: the source answered with an error */
    SOURCE_ERROR,
    /** file: a document type definition or external entity */
    DTD_REFUSED,
    /** file: an event log without timestamps */
    NO_TIMESTAMPS,
    /** file: an event log with unreadable timestamps */
    BAD_TIMESTAMPS;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
