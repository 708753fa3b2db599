package io.tallyhouse.lake.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One writer per warehouse. The operating system releases the lock when the process ends, however it ends; the text in the file
 * only says who holds it. On object stores there is no such lock: a single writer is assumed there.
 */
public final class WarehouseLock implements AutoCloseable {
    private static final String FILE = "warehouse.lock";
    private static final int MAX_TEXT = 4096;

    /**
     * Holders in this process. POSIX drops all locks of a process on a file as soon as one of its channels on that file is closed;
     * so a second attempt must be refused before it opens the file. A fact about the process needs state of the process.
     */
    private static final Map<Path, String> HELD_HERE = new ConcurrentHashMap<>();

    private final Path warehouse;
    private final FileChannel channel;

    private WarehouseLock(Path warehouse, FileChannel channel) {
        this.warehouse = warehouse;
        this.channel = channel;
    }

    /** Who holds a lock: process id, command and the time it was taken, as its holder wrote it. */
    public static final class HeldException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String holder;

        HeldException(Path warehouse, String holder) {
            super("Cannot write to warehouse " + warehouse + ": it is held by " + holder
                    + "; wait until that run has ended and try again");
            this.holder = holder;
        }

        /** Such as {@code process 4711, tallyhouse nightly, since 2026-03-31T02:00:00Z}. */
        public String holder() {
            return holder;
        }
    }

    /**
     * Takes the lock, or says who holds it.
     *
     * @param command what the holder is doing, for others to read
     * @param since when it began
     * @throws HeldException when another process, or another part of this one, holds the lock
     */
    public static WarehouseLock take(Path warehouse, String command, Instant since) {
        String text = "process " + ProcessHandle.current().pid() + ", " + command + ", since " + since;
        Path key = warehouse.toAbsolutePath().normalize();
        String here = HELD_HERE.putIfAbsent(key, text);
        if (here != null) {
            throw new HeldException(warehouse, here);
        }
        try {
            return new WarehouseLock(key, lock(key, text));
        } catch (IOException e) {
            HELD_HERE.remove(key);
            throw new UncheckedIOException("Cannot take the lock of warehouse " + warehouse, e);
        } catch (HeldException e) {
            HELD_HERE.remove(key);
            throw e;
        }
    }

    private static FileChannel lock(Path warehouse, String text) throws IOException {
        Files.createDirectories(warehouse);
        FileChannel channel = FileChannel.open(
                warehouse.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            String holder = read(channel);
            channel.close();
            throw new HeldException(warehouse, holder);
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
        channel.force(true);
        return channel;
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(MAX_TEXT);
        int n = channel.read(text, 0);
        return n <= 0 ? "a process that has not said its name" : new String(text.array(), 0, n, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        if (!channel.isOpen()) {
            return;
        }
        try {
            channel.truncate(0);
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot release the lock of the warehouse", e);
        } finally {
            HELD_HERE.remove(warehouse);
        }
    }
}
