package io.tallyhouse.mining.log;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A time as a log gives it: read as ISO 8601 {@code yyyy-MM-ddTHH:mm[:ss[.fraction]][Z|±HH[:]mm|±HH]} with up to nine digits of
 * fraction. Nothing is guessed: a time without offset stays without one until its zone is named.
 *
 * @param raw the text of the log, empty where {@code kind} is {@link Kind#ABSENT}
 * @param kind what could be read
 * @param epochSecond seconds since 1970-01-01T00:00; of the instant, or of the clock on the wall where zone-less; else 0
 * @param nano nanoseconds of the second
 */
public record LoggedTime(String raw, Kind kind, long epochSecond, int nano) {
    /** What a log's time turned out to be. */
    public enum Kind {
        /** A point on the time line. */
        INSTANT,
        /** A wall-clock time whose zone the log does not tell. */
        ZONELESS,
        /** Text that is no time, such as {@code ?}. */
        INVALID,
        /** No attribute at all. */
        ABSENT
    }

    /** The time of an event that has none. */
    public static final LoggedTime ABSENT = new LoggedTime("", Kind.ABSENT, 0, 0);

    /** @return the time, of kind {@link Kind#INVALID} where the text is none */
    public static LoggedTime parse(String text) {
        return new Iso8601(text).parse();
    }

    /** @return the instant, or null unless {@code kind} is {@link Kind#INSTANT} */
    public @Nullable Instant instant() {
        return kind == Kind.INSTANT ? Instant.ofEpochSecond(epochSecond, nano) : null;
    }

    /**
     * @param zone of zone-less times; in the hour that a clock skips or repeats the rules of {@link LocalDateTime#atZone} hold
     * @return the instant, or null where there is no time
     */
    public @Nullable Instant instantIn(ZoneId zone) {
        if (kind == Kind.ZONELESS) {
            return LocalDateTime.ofEpochSecond(epochSecond, nano, ZoneOffset.UTC)
                    .atZone(zone)
                    .toInstant();
        }
        return instant();
    }

    /** @return whether the text is a time, with or without offset */
    public boolean isReadable() {
        return kind == Kind.INSTANT || kind == Kind.ZONELESS;
    }

    /** @return whether both are readable, of the same kind, and this one is strictly earlier */
    boolean isBefore(LoggedTime other) {
        if (!isReadable() || kind != other.kind) {
            return false;
        }
        return epochSecond < other.epochSecond || (epochSecond == other.epochSecond && nano < other.nano);
    }
}
