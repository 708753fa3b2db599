package io.tallyhouse.stages.ingest;

import io.tallyhouse.catalogue.contract.DatasetContract;
import io.tallyhouse.lake.table.HeldRows;
import io.tallyhouse.lake.table.LakeTable;
import io.tallyhouse.stages.ingest.BronzeDiff.Tally;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;

/**
 * The judgement of {@link BronzeDiff} on rows in memory: the same verdicts, without a query. Most nights bring some hundred records of
 * a dataset, for which planning the windows and joins takes seconds and this takes milliseconds.
 */
final class HeldDiff {
    private final HeldRows staged;
    private final boolean versioned;
    private final Fields fields;
    private final @Nullable String at;
    private final Set<Object> known = new HashSet<>();
    private final Map<List<@Nullable Object>, List<@Nullable Object>> best = new HashMap<>();
    private final List<InternalRow> fresh = new ArrayList<>();
    private final Map<Long, Tally> tallies = new HashMap<>();

    /** Where key, version and content hash stand in rows of one shape. */
    private record Fields(HeldRows rows, int[] key, int[] version, int[] hash) {
        static Fields of(DatasetContract contract, HeldRows rows) {
            List<String> rank = new ArrayList<>(contract.version());
            rank.add(LakeTable.RECORD_HASH);
            return new Fields(
                    rows,
                    rows.ordinals(contract.key()),
                    rows.ordinals(rank),
                    rows.ordinals(List.of(LakeTable.RECORD_HASH)));
        }

        List<@Nullable Object> key(InternalRow row) {
            return rows.values(row, key);
        }

        List<@Nullable Object> version(InternalRow row) {
            return rows.values(row, version);
        }

        Object hash(InternalRow row) {
            return rows.values(row, hash);
        }
    }

    private HeldDiff(DatasetContract contract, HeldRows staged) {
        this.staged = staged;
        this.versioned = !contract.version().isEmpty() || !contract.key().isEmpty();
        this.fields = Fields.of(contract, staged);
        this.at = contract.at();
    }

    /** Columns of bronze that {@link #judge} needs. */
    static List<String> columns(DatasetContract contract) {
        List<String> columns = new ArrayList<>(contract.key());
        contract.version().stream().filter(v -> !columns.contains(v)).forEach(columns::add);
        columns.add(LakeTable.RECORD_HASH);
        return columns;
    }

    /**
     * Judges staged records.
     *
     * @param staged records with technical columns and {@link StagedBatch#ORDER}
     * @param bronze {@link #columns} of the dataset's table as it is
     */
    static HeldDiff judge(DatasetContract contract, HeldRows staged, HeldRows bronze) {
        HeldDiff diff = new HeldDiff(contract, staged);
        diff.learn(Fields.of(contract, bronze));
        int order = staged.schema().fieldIndex(StagedBatch.ORDER);
        int number = staged.schema().fieldIndex(LakeTable.RECORD_NO);
        List<InternalRow> arrival = new ArrayList<>(staged.rows());
        arrival.sort(Comparator.comparingLong((InternalRow r) -> r.getLong(order))
                .thenComparingLong(r -> r.getLong(number)));
        int from = 0;
        while (from < arrival.size()) { // delivery by delivery
            long delivery = arrival.get(from).getLong(order);
            int to = from;
            while (to < arrival.size() && arrival.get(to).getLong(order) == delivery) {
                to++;
            }
            diff.delivery(delivery, arrival.subList(from, to));
            from = to;
        }
        return diff;
    }

    private void learn(Fields bronze) {
        for (InternalRow row : bronze.rows().rows()) {
            known.add(bronze.hash(row));
            if (versioned) {
                best.merge(bronze.key(row), bronze.version(row), HeldDiff::higher);
            }
        }
    }

    /** Rows of the same delivery count as present, whatever their order in the file. */
    private void delivery(long delivery, List<InternalRow> rows) {
        if (versioned) {
            rows.forEach(r -> best.merge(fields.key(r), fields.version(r), HeldDiff::higher));
        }
        long accepted = 0;
        long duplicates = 0;
        long superseded = 0;
        Instant newest = null;
        for (InternalRow row : rows) {
            if (!known.add(fields.hash(row))) {
                duplicates++;
                continue;
            }
            fresh.add(row);
            if (versioned && !fields.version(row).equals(best.get(fields.key(row)))) {
                superseded++;
            } else {
                accepted++;
                newest = later(newest, time(row));
            }
        }
        tallies.put(delivery, new Tally(accepted, duplicates, superseded, newest));
    }

    private @Nullable Instant time(InternalRow row) {
        int ordinal = at == null ? -1 : staged.schema().fieldIndex(at);
        return ordinal < 0 || row.isNullAt(ordinal)
                ? null
                : Instant.EPOCH.plus(row.getLong(ordinal), ChronoUnit.MICROS);
    }

    private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
        return a == null || b != null && b.isAfter(a) ? b : a;
    }

    private static List<@Nullable Object> higher(List<@Nullable Object> a, List<@Nullable Object> b) {
        for (int i = 0; i < a.size(); i++) {
            int order = compare(a.get(i), b.get(i));
            if (order != 0) {
                return order > 0 ? a : b;
            }
        }
        return a;
    }

    @SuppressWarnings("unchecked") // Spark's own values of one column
    private static int compare(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return (a == null ? 0 : 1) - (b == null ? 0 : 1);
        }
        return ((Comparable<Object>) a).compareTo(b);
    }

    /** Records that are no duplicates. */
    HeldRows fresh() {
        return new HeldRows(staged.schema(), fresh);
    }

    /** Counts by order of delivery. */
    Map<Long, Tally> tallies() {
        return tallies;
    }
}
