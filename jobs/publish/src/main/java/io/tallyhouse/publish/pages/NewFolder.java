package io.tallyhouse.publish.pages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder that is written beside its target and then takes its place. */
final class NewFolder implements AutoCloseable {
    private final Path target;

    NewFolder(Path target) {
        this.target = target;
    }

    Path path() {
        return target.resolveSibling("." + target.getFileName() + ".new");
    }

    private Path old() {
        return target.resolveSibling("." + target.getFileName() + ".old");
    }

    /** Creates it empty; deletes what a killed process left. */
    void create() throws IOException {
        close();
        Files.createDirectories(path());
    }

    void takePlace() throws IOException {
        if (Files.exists(target)) {
            Files.move(target, old(), StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(path(), target, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        delete(path());
        delete(old());
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
