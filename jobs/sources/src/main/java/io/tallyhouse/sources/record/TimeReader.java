package io.tallyhouse.sources.record;

import io.tallyhouse.catalogue.contract.DatasetContract;
import io.tallyhouse.sources.Reason;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Timestamps in the forms of a contract, as instants cut to the microsecond (what the lake stores).
 *
 * <p>A time without offset is read in the contract's zone; without one it is refused, never guessed. A wall-clock time that
 * the change to summer time skips is refused; one that the change back repeats is taken as the earlier and counted.
 */
final class TimeReader {
    private static final String ISO_OFFSET = "iso_offset";
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(java.util.Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private final String dataset;
    private final @Nullable ZoneId zone;
    private final boolean iso;
    private final List<TimePattern> patterns = new ArrayList<>();
    private final String expected;
    private long ambiguous;

    TimeReader(DatasetContract contract) {
        this.dataset = contract.name();
        this.zone = contract.zone();
        this.iso = contract.timeFormats().contains(ISO_OFFSET);
        List<String> forms = new ArrayList<>();
        for (String format : contract.timeFormats()) {
            if (format.equals(ISO_OFFSET)) {
                forms.add("an ISO 8601 time with offset such as 2026-03-31T02:00:00Z");
            } else {
                patterns.add(new TimePattern(format));
                forms.add(format);
            }
        }
        this.expected = "expected " + String.join(" or ", forms);
    }

    /** Repeated wall-clock times met so far. */
    long ambiguous() {
        return ambiguous;
    }

    Instant read(String text) throws ValueFault {
        try {
            for (TimePattern pattern : patterns) {
                LocalDateTime local = pattern.parse(text);
                if (local != null) {
                    return inZone(local);
                }
            }
            return iso ? iso(text) : other();
        } catch (DateTimeException e) {
            throw new ValueFault(Reason.INVALID_TIME, "there is no such day or time");
        }
    }

    private Instant other() throws ValueFault {
        throw new ValueFault(Reason.INVALID_TIME, expected);
    }

    private Instant iso(String text) throws ValueFault {
        if (!looksIso(text)) {
            return other();
        }
        TemporalAccessor parsed = ISO.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
        return parsed instanceof OffsetDateTime time ? cut(time.toInstant()) : inZone((LocalDateTime) parsed);
    }

    /** Tells a wrong form from a wrong day: ten digits and dashes, then a time of day. */
    private static boolean looksIso(String text) {
        if (text.length() < 16 || text.charAt(4) != '-' || text.charAt(7) != '-' || text.charAt(13) != ':') {
            return false;
        }
        for (int i = 0; i < 16; i++) {
            if (i != 4 && i != 7 && i != 10 && i != 13 && !Character.isDigit(text.charAt(i))) {
                return false;
            }
        }
        return text.charAt(10) == 'T' || text.charAt(10) == 't' || text.charAt(10) == ' ';
    }

    private Instant inZone(LocalDateTime local) throws ValueFault {
        if (zone == null) {
            throw new ValueFault(
                    Reason.ZONELESS_TIME,
                    "the time has no offset and no zone is configured; set zone for dataset " + dataset
                            + " in tallyhouse.yaml");
        }
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
            throw new ValueFault(Reason.SKIPPED_TIME, "the clocks of " + zone + " skip this time");
        }
        if (offsets.size() > 1) {
            ambiguous++;
        }
        return cut(local.toInstant(offsets.get(0)));
    }

    private static Instant cut(Instant instant) {
        return instant.getNano() % 1000 == 0 ? instant : instant.truncatedTo(ChronoUnit.MICROS);
    }
}
