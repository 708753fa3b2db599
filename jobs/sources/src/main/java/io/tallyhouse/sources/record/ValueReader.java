package io.tallyhouse.sources.record;

import io.tallyhouse.catalogue.contract.ColumnKind;
import io.tallyhouse.catalogue.contract.ContractColumn;
import io.tallyhouse.catalogue.yaml.NearestName;
import io.tallyhouse.sources.Reason;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the texts of one column: type, range and valid texts. Blanks around anything but text are ignored. */
final class ValueReader {
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d{1,40}(\\.\\d{0,40})?|\\.\\d{1,40})([eE][+-]?\\d{1,3})?");
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,19}");
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ISO_LOCAL_DATE.withResolverStyle(ResolverStyle.STRICT);
    private static final TimePattern SINCE_1970 = new TimePattern("yyyy-MM-dd HH:mm:ss");

    private final ContractColumn column;
    private final ColumnKind kind;
    private final Set<String> values;
    private final TimeReader times;
    private final CanonicalJson json;
    private final @Nullable BigDecimal min;
    private final @Nullable BigDecimal max;

    ValueReader(ContractColumn column, TimeReader times, CanonicalJson json) {
        this.column = column;
        this.kind = column.kind();
        this.values = Set.copyOf(column.values());
        this.times = times;
        this.json = json;
        this.min = column.min() == null ? null : BigDecimal.valueOf(column.min());
        this.max = column.max() == null ? null : BigDecimal.valueOf(column.max());
    }

    Object read(String text) throws ValueFault {
        return switch (kind.base()) {
            case STRING, REFERENCE -> known(text);
            case LONG -> whole(text.strip());
            case DOUBLE -> inRange(number(text.strip())).doubleValue() + 0.0; // + 0.0 turns -0.0 into 0.0
            case DECIMAL -> decimal(text.strip());
            case BOOLEAN -> bool(text.strip());
            case TIMESTAMP -> times.read(text.strip());
            case DATE -> date(text.strip());
            case DURATION -> duration(text.strip());
            case JSON -> json.canonical(text);
        };
    }

    private String known(String text) throws ValueFault {
        if (!values.isEmpty() && !values.contains(text)) {
            throw new ValueFault(Reason.UNKNOWN_VALUE, "not a valid value" + NearestName.hint(text, column.values()));
        }
        return text;
    }

    private Long whole(String text) throws ValueFault {
        if (!WHOLE.matcher(text).matches()) {
            throw new ValueFault(Reason.INVALID_NUMBER, "expected a whole number");
        }
        try {
            long value = Long.parseLong(text);
            if (min != null || max != null) {
                inRange(BigDecimal.valueOf(value));
            }
            return value;
        } catch (NumberFormatException e) {
            throw new ValueFault(Reason.INVALID_NUMBER, "the number does not fit into 64 bits");
        }
    }

    private static BigDecimal number(String text) throws ValueFault {
        if (!NUMBER.matcher(text).matches()) {
            throw new ValueFault(Reason.INVALID_NUMBER, "expected a number such as 0.75");
        }
        BigDecimal value = new BigDecimal(text);
        if (Double.isInfinite(value.doubleValue())) {
            throw new ValueFault(Reason.INVALID_NUMBER, "the number is too large");
        }
        return value;
    }

    private BigDecimal decimal(String text) throws ValueFault {
        BigDecimal value = number(text).stripTrailingZeros();
        if (value.scale() > kind.scale()) {
            throw new ValueFault(
                    Reason.INVALID_DECIMAL,
                    "more than " + kind.scale() + " digits after the point are not rounded here");
        }
        if (value.precision() - value.scale() > kind.precision() - kind.scale()) {
            throw new ValueFault(
                    Reason.INVALID_DECIMAL,
                    "more than " + (kind.precision() - kind.scale()) + " digits before the point");
        }
        return inRange(value).setScale(kind.scale());
    }

    private BigDecimal inRange(BigDecimal value) throws ValueFault {
        if (min != null && value.compareTo(min) < 0) {
            throw new ValueFault(Reason.OUT_OF_RANGE, "the smallest valid value is " + plain(min));
        }
        if (max != null && value.compareTo(max) > 0) {
            throw new ValueFault(Reason.OUT_OF_RANGE, "the largest valid value is " + plain(max));
        }
        return value;
    }

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }

    private static Boolean bool(String text) throws ValueFault {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> Boolean.TRUE;
            case "false", "0" -> Boolean.FALSE;
            default -> throw new ValueFault(Reason.INVALID_BOOLEAN, "expected true, false, 1 or 0");
        };
    }

    private static LocalDate date(String text) throws ValueFault {
        try {
            return LocalDate.parse(text, DAY);
        } catch (DateTimeParseException e) {
            throw new ValueFault(Reason.INVALID_DATE, "expected a date such as 2026-03-31");
        }
    }

    private Long duration(String text) throws ValueFault {
        LocalDateTime end;
        try {
            end = SINCE_1970.parse(text);
        } catch (java.time.DateTimeException e) {
            end = null;
        }
        if (end == null) {
            throw new ValueFault(
                    Reason.INVALID_DURATION, "expected a duration as a date counted from 1970-01-01 00:00:00");
        }
        long seconds = end.toEpochSecond(ZoneOffset.UTC);
        inRange(BigDecimal.valueOf(seconds));
        return seconds;
    }
}
