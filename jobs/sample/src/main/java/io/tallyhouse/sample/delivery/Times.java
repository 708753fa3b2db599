package io.tallyhouse.sample.delivery;

import io.tallyhouse.sample.world.Team;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Instants, given in seconds since 1970 UTC, in the spellings of the source systems. */
final class Times {
    private Times() {}

    /** {@code 5/1/2026 08:03:09}: day first, UTC, without a zone, as the audit export writes it. */
    static String dayFirst(long second) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
        return new StringBuilder(20)
                .append(time.getDayOfMonth())
                .append('/')
                .append(time.getMonthValue())
                .append('/')
                .append(time.getYear())
                .append(' ')
                .append(clock(second))
                .toString();
    }

    /** {@code 2026-01-05 08:03:09}: UTC without a zone, as the Table API writes it. */
    static String tableApi(long second) {
        return LocalDate.ofEpochDay(Math.floorDiv(second, 86_400)) + " " + clock(second);
    }

    /** {@code 2026-01-05T08:03:09Z}; the empty text for a time that never came. */
    static String iso(long second) {
        return second == Team.NEVER ? "" : Instant.ofEpochSecond(second).toString();
    }

    private static String clock(long second) {
        int rest = (int) Math.floorMod(second, 86_400L);
        return two(rest / 3_600) + ":" + two(rest / 60 % 60) + ":" + two(rest % 60);
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
