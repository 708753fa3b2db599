package io.tallyhouse.statistics.clock;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * Which attached rows are clocks.
 *
 * <p>A clock is known by ticket, agreement and start. Rows that share these are the same clock: a repair deletes a row and
 * writes it again under a new id with the old start. The highest version stands: last written, most often written, then the
 * greatest content hash.
 *
 * <p>A change of priority cancels the clock of one agreement and attaches another with its own target, often started
 * retroactively: two keys, so two clocks, of which the cancelled one says so itself. A clock attached late keeps its start.
 */
public final class ClockSelection {
    private static final Comparator<Attachment> BY_VERSION = Comparator.comparing(Attachment::updatedAt)
            .thenComparingLong(Attachment::updates)
            .thenComparing(Attachment::contentHash)
            .thenComparing(Attachment::rowId);

    private static final Comparator<Attachment> BY_KEY = Comparator.comparing(Attachment::ticketKey)
            .thenComparing((Attachment row) -> row.facts().startedAt())
            .thenComparing(Attachment::slaName);

    private ClockSelection() {}

    private record Key(String ticket, String sla, Instant start) {}

    /**
     * @param rows rows of any number of tickets in any order
     * @param asOf rows created later are not known yet
     * @return one row per clock, by ticket, start and agreement
     */
    public static List<Attachment> select(Collection<Attachment> rows, Instant asOf) {
        Map<Key, Attachment> newest = new HashMap<>();
        for (Attachment row : rows) {
            if (!row.createdAt().isAfter(asOf)) {
                Key key = new Key(row.ticketKey(), row.slaName(), row.facts().startedAt());
                newest.merge(key, row, BinaryOperator.maxBy(BY_VERSION));
            }
        }
        return newest.values().stream().sorted(BY_KEY).toList();
    }
}
