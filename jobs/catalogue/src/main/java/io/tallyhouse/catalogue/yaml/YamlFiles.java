package io.tallyhouse.catalogue.yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Lists the YAML files of a folder tree in a fixed order. */
public final class YamlFiles {
    private YamlFiles() {}

    /** @return every {@code *.yaml} below the folder, sorted; a missing folder is a problem */
    public static List<Path> under(Path folder, Problems problems) {
        if (!Files.isDirectory(folder)) {
            problems.add(new Place(folder.toString(), 1, 1), "", "No such folder");
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
        } catch (IOException e) {
            problems.add(new Place(folder.toString(), 1, 1), "", "Cannot list: " + e.getMessage());
            return List.of();
        }
    }
}
