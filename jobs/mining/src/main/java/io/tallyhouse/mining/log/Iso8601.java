package io.tallyhouse.mining.log;

import io.tallyhouse.mining.log.LoggedTime.Kind;

/**
 * Reads one ISO 8601 time by position, without intermediate objects: logs hold one per event. Calendar arithmetic is the
 * proleptic Gregorian day count (days from 1970-01-01, years starting in March so that the leap day comes last).
 */
final class Iso8601 {
    private static final int BAD = -1;
    private static final int SECONDS_OF_DAY = 86_400;
    private static final int MAX_OFFSET_SECONDS = 18 * 3_600;

    private final String raw;
    private final String text;
    private int at;

    Iso8601(String raw) {
        this.raw = raw;
        this.text = raw.strip();
    }

    LoggedTime parse() {
        long day = date();
        if (day == Long.MIN_VALUE || at >= text.length() || !isTimeMark(text.charAt(at++))) {
            return invalid();
        }
        int second = clock();
        int nano = second == BAD ? BAD : fraction();
        if (nano == BAD) {
            return invalid();
        }
        long local = day * SECONDS_OF_DAY + second;
        if (at == text.length()) {
            return new LoggedTime(raw, Kind.ZONELESS, local, nano);
        }
        int offset = offset();
        if (offset == Integer.MIN_VALUE || at != text.length()) {
            return invalid();
        }
        return new LoggedTime(raw, Kind.INSTANT, local - offset, nano);
    }

    private LoggedTime invalid() {
        return new LoggedTime(raw, Kind.INVALID, 0, 0);
    }

    private static boolean isTimeMark(char mark) {
        return mark == 'T' || mark == 't' || mark == ' ';
    }

    /** Days since 1970-01-01, or Long.MIN_VALUE. */
    private long date() {
        int year = digits(4);
        boolean first = take('-');
        int month = digits(2);
        boolean second = take('-');
        int day = digits(2);
        if (year == BAD
                || !first
                || !second
                || month < 1
                || month > 12
                || day < 1
                || day > lengthOfMonth(year, month)) {
            return Long.MIN_VALUE;
        }
        int y = month <= 2 ? year - 1 : year;
        long era = Math.floorDiv(y, 400);
        long yearOfEra = y - era * 400;
        long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468;
    }

    private static int lengthOfMonth(int year, int month) {
        return switch (month) {
            case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /** Seconds of the day, or BAD. Neither 24:00 nor leap seconds. */
    private int clock() {
        int hour = digits(2);
        boolean colon = take(':');
        int minute = digits(2);
        int second = 0;
        if (at < text.length() && text.charAt(at) == ':') {
            at++;
            second = digits(2);
        }
        if (!colon || outside(hour, 23) || outside(minute, 59) || outside(second, 59)) {
            return BAD;
        }
        return hour * 3_600 + minute * 60 + second;
    }

    private static boolean outside(int value, int highest) {
        return value < 0 || value > highest;
    }

    /** Nanoseconds, 0 without fraction, or BAD. */
    private int fraction() {
        if (at >= text.length() || (text.charAt(at) != '.' && text.charAt(at) != ',')) {
            return 0;
        }
        at++;
        int start = at;
        int nano = 0;
        while (at < text.length() && isDigit(text.charAt(at)) && at - start < 9) {
            nano = nano * 10 + (text.charAt(at++) - '0');
        }
        if (at == start || (at < text.length() && isDigit(text.charAt(at)))) {
            return BAD;
        }
        for (int i = at - start; i < 9; i++) {
            nano *= 10;
        }
        return nano;
    }

    /** Seconds east of Greenwich, or Integer.MIN_VALUE. */
    private int offset() {
        char sign = text.charAt(at++);
        if (sign == 'Z' || sign == 'z') {
            return 0;
        }
        int hours = digits(2);
        int minutes = 0;
        if (at < text.length()) {
            take(':');
            minutes = digits(2);
        }
        if ((sign != '+' && sign != '-') || outside(hours, 18) || outside(minutes, 59)) {
            return Integer.MIN_VALUE;
        }
        int seconds = hours * 3_600 + minutes * 60;
        if (seconds > MAX_OFFSET_SECONDS) {
            return Integer.MIN_VALUE;
        }
        return sign == '-' ? -seconds : seconds;
    }

    private int digits(int count) {
        if (at + count > text.length()) {
            at = text.length();
            return BAD;
        }
        int value = 0;
        for (int i = 0; i < count; i++) {
            char digit = text.charAt(at++);
            if (!isDigit(digit)) {
                return BAD;
            }
            value = value * 10 + (digit - '0');
        }
        return value;
    }

    private boolean take(char expected) {
        if (at < text.length() && text.charAt(at) == expected) {
            at++;
            return true;
        }
        return false;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
