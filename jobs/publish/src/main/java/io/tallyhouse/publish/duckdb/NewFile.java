package io.tallyhouse.publish.duckdb;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A file that is written beside its target and renamed over it once it is whole and on disk. */
final class NewFile implements AutoCloseable {
    private final Path target;

    NewFile(Path target) {
        this.target = target;
    }

    Path path() {
        return target.resolveSibling(prefix());
    }

    private String prefix() {
        return "." + target.getFileName() + ".new";
    }

    /** Deletes the new file and what DuckDB puts beside it (log, spilled data), also those of a killed process. */
    void clear() throws IOException {
        Path folder = folder();
        Files.createDirectories(folder);
        List<Path> leftovers;
        try (Stream<Path> files = Files.list(folder)) {
            leftovers = files.filter(f -> f.getFileName().toString().startsWith(prefix()))
                    .toList();
        }
        for (Path leftover : leftovers) {
            try (Stream<Path> tree = Files.walk(leftover)) {
                for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        clear();
    }

    void renameIntoPlace() throws IOException {
        force(path());
        Files.move(path(), target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(folder());
    }

    private Path folder() {
        Path folder = target.getParent();
        if (folder == null) {
            throw new IllegalArgumentException("Invalid target " + target + ": not inside a folder");
        }
        return folder;
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
