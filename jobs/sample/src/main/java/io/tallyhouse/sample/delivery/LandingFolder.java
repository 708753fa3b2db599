package io.tallyhouse.sample.delivery;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.tallyhouse.sample.world.Workflow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Writes files as {@code landing/<source>/<dataset>/<day>/<file>} with one {@code _manifest.json} a day. */
final class LandingFolder {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path landing;
    private final LocalDate firstDay;

    LandingFolder(Path landing, LocalDate firstDay) {
        this.landing = landing;
        this.firstDay = firstDay;
    }

    /** A file about to be written. */
    record Draft(String name, String text, int records) {}

    /** The path of a file below the landing folder. */
    String path(Dataset dataset, int day, String name) {
        return dataset.source() + "/" + dataset.name() + "/" + firstDay.plusDays(day) + "/" + name;
    }

    /** Writes the files of a day with their manifest. Returns their hashes. */
    List<String> write(Dataset dataset, int day, List<Draft> drafts) throws IOException {
        LocalDate date = firstDay.plusDays(day);
        Path folder = landing.resolve(dataset.source()).resolve(dataset.name()).resolve(date.toString());
        Files.createDirectories(folder);
        ArrayNode manifest = JSON.createArrayNode();
        List<String> hashes = new ArrayList<>();
        for (Draft draft : drafts) {
            byte[] bytes = draft.text().getBytes(StandardCharsets.UTF_8);
            String hash = sha256(bytes);
            Files.write(folder.resolve(draft.name()), bytes);
            hashes.add(hash);
            manifest.addObject()
                    .put("file", draft.name())
                    .put("sha256", hash)
                    .put("rows", draft.records())
                    .put(
                            "extracted_from",
                            date.atStartOfDay(ZoneOffset.UTC).toInstant().toString())
                    .put(
                            "extracted_to",
                            date.plusDays(1)
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .toInstant()
                                    .toString());
        }
        Files.writeString(folder.resolve("_manifest.json"), JSON.writeValueAsString(manifest) + "\n");
        return hashes;
    }

    /** Writes the inventory of workflows, a YAML file of its own shape, on the first day. */
    DeliveredFile writeWorkflows(String yaml) throws IOException {
        Dataset workflows = new Dataset("governance", "workflows", Layout.CSV, "", r -> r);
        String name = "workflows-" + firstDay + ".yaml";
        int records = Workflow.values().length;
        List<String> hashes = write(workflows, 0, List.of(new Draft(name, yaml, records)));
        return new DeliveredFile(
                "governance", "workflows", path(workflows, 0, name), hashes.get(0), records, 0, 0, null);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
