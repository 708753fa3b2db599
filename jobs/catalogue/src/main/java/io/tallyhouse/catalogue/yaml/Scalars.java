package io.tallyhouse.catalogue.yaml;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Single values of YAML as Java types. */
final class Scalars {
    private static final Pattern SHORT_DURATION = Pattern.compile("(\\d+)\\s*(s|m|h|d|w)");

    private Scalars() {}

    /** @throws IllegalArgumentException saying what was expected */
    static Object parse(String text, Class<?> type) {
        try {
            return parseChecked(text, type);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Expected a number, found \"" + text + "\"", e);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("Expected " + example(type) + ", found \"" + text + "\"", e);
        }
    }

    private static Object parseChecked(String text, Class<?> type) {
        if (type == String.class) {
            return text;
        }
        if (type == int.class || type == Integer.class) {
            return Integer.valueOf(text);
        }
        if (type == long.class || type == Long.class) {
            return Long.valueOf(text);
        }
        if (type == double.class || type == Double.class) {
            return Double.valueOf(text);
        }
        if (type == BigDecimal.class) {
            return new BigDecimal(text);
        }
        if (type == boolean.class || type == Boolean.class) {
            return bool(text);
        }
        if (type == LocalDate.class) {
            return LocalDate.parse(text);
        }
        if (type == Instant.class) {
            return OffsetDateTime.parse(text).toInstant();
        }
        if (type == ZoneId.class) {
            return ZoneId.of(text);
        }
        if (type == Duration.class) {
            return duration(text);
        }
        if (type.isEnum()) {
            return constant(text, type);
        }
        throw new IllegalStateException("No YAML form for " + type.getName());
    }

    private static boolean bool(String text) {
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        throw new IllegalArgumentException("Expected true or false, found \"" + text + "\"");
    }

    private static Duration duration(String text) {
        Matcher m = SHORT_DURATION.matcher(text);
        if (!m.matches()) {
            return Duration.parse(text);
        }
        long n = Long.parseLong(m.group(1));
        return switch (m.group(2)) {
            case "s" -> Duration.ofSeconds(n);
            case "m" -> Duration.ofMinutes(n);
            case "h" -> Duration.ofHours(n);
            case "d" -> Duration.ofDays(n);
            default -> Duration.ofDays(7 * n);
        };
    }

    private static Object constant(String text, Class<?> type) {
        List<String> valid = Arrays.stream(type.getEnumConstants())
                .map(c -> ((Enum<?>) c).name().toLowerCase(Locale.ROOT))
                .toList();
        int index = valid.indexOf(text);
        if (index < 0) {
            throw new IllegalArgumentException("Invalid value \"" + text + "\"" + NearestName.hint(text, valid));
        }
        return type.getEnumConstants()[index];
    }

    private static String example(Class<?> type) {
        if (type == LocalDate.class) {
            return "a date such as 2026-03-31";
        }
        if (type == Instant.class) {
            return "a time with offset such as 2026-03-31T02:00:00Z";
        }
        if (type == ZoneId.class) {
            return "an IANA zone such as Europe/Berlin";
        }
        return "a duration such as 14d, 36h or PT15M";
    }
}
