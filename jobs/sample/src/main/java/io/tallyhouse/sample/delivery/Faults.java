package io.tallyhouse.sample.delivery;

import io.tallyhouse.sample.delivery.LandingFolder.Draft;
import io.tallyhouse.sample.world.Draw;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Delivers a dataset as real exports do: some records a day late, some out of order, some twice, some damaged copies, some files
 * again. Every record also arrives once in good shape, and none after the last day, so that no figure may move.
 */
final class Faults {
    private static final double LATE = 0.02;
    private static final double SWAPPED = 0.03;
    private static final double TWICE = 0.003;
    private static final double DAMAGED = 0.0008;

    private final long seed;
    private final LocalDate firstDay;
    private final int days;
    private final LandingFolder folder;
    private final List<DeliveredFile> delivered = new ArrayList<>();

    Faults(long seed, LocalDate firstDay, int days, LandingFolder folder) {
        this.seed = seed;
        this.firstDay = firstDay;
        this.days = days;
        this.folder = folder;
    }

    /** All files written so far. */
    List<DeliveredFile> delivered() {
        return delivered;
    }

    /** Writes a dataset with the faults of large exports. */
    void deliver(Dataset dataset) throws IOException {
        new Delivery(dataset, true).write();
    }

    /** Writes a dataset as it is: small reference data that somebody looks after. */
    void deliverClean(Dataset dataset) throws IOException {
        new Delivery(dataset, false).write();
    }

    /** One dataset on its way. */
    private final class Delivery {
        private final Dataset dataset;
        private final boolean faulty;
        private final Set<String> seen = new HashSet<>();
        private final Set<String> bad = new HashSet<>();
        private final TreeMap<Integer, List<Draft>> drafts = new TreeMap<>();
        private final Map<String, List<String>> contents = new HashMap<>();
        private final Map<String, String> copies = new HashMap<>();

        Delivery(Dataset dataset, boolean faulty) {
            this.dataset = dataset;
            this.faulty = faulty;
        }

        void write() throws IOException {
            TreeMap<Integer, List<String>> arriving = faulty ? delayed() : dataset.days();
            for (Map.Entry<Integer, List<String>> day : arriving.entrySet()) {
                List<String> records = faulty ? spoiled(day.getKey(), day.getValue()) : day.getValue();
                draft(day.getKey(), name(day.getKey(), ""), records);
                if (faulty) {
                    again(day.getKey(), records);
                }
            }
            for (Map.Entry<Integer, List<Draft>> day : drafts.entrySet()) {
                List<String> hashes = folder.write(dataset, day.getKey(), day.getValue());
                for (int i = 0; i < hashes.size(); i++) {
                    count(day.getKey(), day.getValue().get(i), hashes.get(i));
                }
            }
        }

        private TreeMap<Integer, List<String>> delayed() {
            TreeMap<Integer, List<String>> arriving = new TreeMap<>();
            for (Map.Entry<Integer, List<String>> day : dataset.days().entrySet()) {
                Draw draw = draw("late", day.getKey());
                for (String record : day.getValue()) {
                    boolean late = draw.chance(LATE) && day.getKey() + 1 < days;
                    arriving.computeIfAbsent(late ? day.getKey() + 1 : day.getKey(), d -> new ArrayList<>())
                            .add(record);
                }
            }
            return arriving;
        }

        private List<String> spoiled(int day, List<String> records) {
            Draw draw = draw("spoil", day);
            List<String> result = new ArrayList<>();
            List<String> extra = new ArrayList<>();
            for (String record : records) {
                int end = result.size();
                result.add(draw.chance(SWAPPED) ? draw.index(end + 1) : end, record);
                if (draw.chance(TWICE)) {
                    extra.add(record);
                }
                if (draw.chance(DAMAGED)) {
                    String damaged = dataset.damaged(record);
                    bad.add(damaged);
                    extra.add(damaged);
                }
            }
            result.addAll(extra);
            return result;
        }

        private void again(int day, List<String> records) {
            if (day + 1 >= days) {
                return;
            }
            if (day % 13 == 6) {
                draft(day + 1, name(day, ".again"), records);
                copies.put(name(day, ".again"), folder.path(dataset, day, name(day, "")));
            } else if (day % 17 == 9 && records.size() > 1) {
                draft(day + 1, name(day, ".part"), records.subList(0, records.size() / 2));
            }
        }

        private void draft(int day, String name, List<String> records) {
            String text = dataset.layout().file(dataset.header(), records);
            drafts.computeIfAbsent(day, d -> new ArrayList<>()).add(new Draft(name, text, records.size()));
            contents.put(name, records);
        }

        private void count(int day, Draft draft, String hash) {
            String sameAs = copies.get(draft.name());
            int duplicates = 0;
            int damaged = 0;
            for (String record : contents.getOrDefault(draft.name(), List.of())) {
                if (bad.contains(record)) {
                    damaged++;
                } else if (!seen.add(record)) {
                    duplicates++;
                }
            }
            delivered.add(new DeliveredFile(
                    dataset.source(),
                    dataset.name(),
                    folder.path(dataset, day, draft.name()),
                    hash,
                    draft.records(),
                    duplicates,
                    damaged,
                    sameAs));
        }

        private String name(int day, String suffix) {
            return dataset.name() + "-" + firstDay.plusDays(day) + suffix + "."
                    + dataset.layout().extension();
        }

        private Draw draw(String purpose, int day) {
            return Draw.of(seed, "fault-" + purpose + dataset.source() + dataset.name(), day);
        }
    }
}
