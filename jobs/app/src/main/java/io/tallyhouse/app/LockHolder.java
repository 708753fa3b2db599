package io.tallyhouse.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who holds a warehouse, read without touching its lock, so that looking never stops a night from starting.
 *
 * @param text process, command and since when, as the holder wrote it
 * @param alive whether such a process runs on this machine; when not, it was killed and its lock ended with it
 */
public record LockHolder(String text, boolean alive) {
    private static final Pattern PROCESS = Pattern.compile("process (\\d+),.*", Pattern.DOTALL);

    /** The holder, or the process that was killed while it held the warehouse; empty when the last one ended by itself. */
    public static Optional<LockHolder> of(Path warehouse) {
        try {
            String text = Files.readString(warehouse.resolve("warehouse.lock"), StandardCharsets.UTF_8)
                    .strip();
            Matcher matcher = PROCESS.matcher(text);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            long pid = Long.parseLong(matcher.group(1));
            boolean alive = ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
            return Optional.of(new LockHolder(text, alive));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look at the lock of warehouse " + warehouse, e);
        }
    }
}
