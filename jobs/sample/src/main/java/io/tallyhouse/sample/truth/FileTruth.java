package io.tallyhouse.sample.truth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyhouse.sample.delivery.DeliveredFile;
import java.util.List;
import java.util.TreeMap;

/** What each delivered file holds, and what each dataset sums up to. */
final class FileTruth {
    private FileTruth() {}

    static void add(ObjectNode truth, List<DeliveredFile> files) {
        TreeMap<String, long[]> datasets = new TreeMap<>();
        for (DeliveredFile file : files) {
            long[] sums = datasets.computeIfAbsent(file.source() + "/" + file.dataset(), d -> new long[5]);
            sums[0]++;
            if (file.sameAs() == null) {
                sums[2] += file.records();
                sums[3] += file.duplicates();
                sums[4] += file.bad();
            } else {
                sums[1]++;
            }
        }
        ObjectNode byDataset = truth.putObject("datasets");
        datasets.forEach((dataset, sums) -> byDataset
                .putObject(dataset)
                .put("files", sums[0])
                .put("files_delivered_again", sums[1])
                .put("records", sums[2])
                .put("duplicates", sums[3])
                .put("bad", sums[4])
                .put("distinct", sums[2] - sums[3] - sums[4]));
        var rows = truth.putArray("files");
        for (DeliveredFile file : files) {
            ObjectNode row = rows.addObject()
                    .put("path", file.path())
                    .put("sha256", file.sha256())
                    .put("records", file.records())
                    .put("duplicates", file.duplicates())
                    .put("bad", file.bad());
            if (file.sameAs() != null) {
                row.put("same_as", file.sameAs());
            }
        }
    }
}
