package io.tallyhouse.sources.record;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A form of wall-clock times such as {@code d/M/yyyy HH:mm[:ss]}: {@code yyyy}, {@code MM} and the like take exactly as many
 * digits as letters, a single letter one or two; brackets enclose an optional part; everything else stands for itself.
 *
 * <p>Made by hand because an export has several hundred thousand times and the JDK's formatter is some ten times slower.
 */
final class TimePattern {
    private static final String LETTERS = "yMdHmsS";

    private final String text;
    private final List<String> variants = new ArrayList<>();

    /** @throws IllegalArgumentException when the form has other letters, or brackets that do not match */
    TimePattern(String text) {
        this.text = text;
        expand(text);
        for (String variant : variants) {
            for (int i = 0; i < variant.length(); i++) {
                char c = variant.charAt(i);
                if (Character.isLetter(c) && c != 'T' && LETTERS.indexOf(c) < 0 || c == ']') {
                    throw new IllegalArgumentException("Invalid time format \"" + text + "\": '" + c
                            + "' has no meaning; valid: y M d H m s S [ ]");
                }
            }
        }
    }

    private void expand(String form) {
        int open = form.indexOf('[');
        if (open < 0) {
            variants.add(form);
            return;
        }
        int close = form.indexOf(']', open);
        if (close < 0) {
            throw new IllegalArgumentException("Invalid time format \"" + text + "\": a bracket is not closed");
        }
        expand(form.substring(0, open) + form.substring(open + 1, close) + form.substring(close + 1));
        expand(form.substring(0, open) + form.substring(close + 1));
    }

    /**
     * @return the time, or null when the text has another form
     * @throws DateTimeException when it has this form but there is no such day or time
     */
    @Nullable
    LocalDateTime parse(String value) {
        for (String variant : variants) {
            LocalDateTime time = parse(variant, value);
            if (time != null) {
                return time;
            }
        }
        return null;
    }

    private static @Nullable LocalDateTime parse(String form, String value) {
        int[] parts = new int[LETTERS.length()];
        int at = 0;
        int i = 0;
        while (i < form.length()) {
            char c = form.charAt(i);
            int letter = LETTERS.indexOf(c);
            if (letter < 0) {
                if (at >= value.length() || value.charAt(at) != c) {
                    return null;
                }
                at++;
                i++;
                continue;
            }
            int run = i;
            while (run < form.length() && form.charAt(run) == c) {
                run++;
            }
            int width = run - i;
            int end = digits(value, at, width == 1 && c != 'S' ? 2 : width);
            if (end == at || width > 1 && end - at != width) {
                return null;
            }
            parts[letter] = Integer.parseInt(value, at, end, 10);
            if (c == 'S') {
                parts[letter] *= (int) Math.pow(10, 9.0 - width);
            }
            at = end;
            i = run;
        }
        return at == value.length()
                ? LocalDateTime.of(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], parts[6])
                : null;
    }

    private static int digits(String value, int from, int most) {
        int end = from;
        while (end < value.length() && end - from < most && value.charAt(end) >= '0' && value.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    @Override
    public String toString() {
        return text;
    }
}
