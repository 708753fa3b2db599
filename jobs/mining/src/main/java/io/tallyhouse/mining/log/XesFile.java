package io.tallyhouse.mining.log;

import io.tallyhouse.mining.xml.MalformedFileException;
import io.tallyhouse.mining.xml.MalformedFileException.Reason;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** Opens a log as delivered, plain, gzip or zip, told apart by its first two bytes and not by its name. */
public final class XesFile {
    private static final int BUFFER = 1 << 16;
    private static final int GZIP = 0x1f8b;
    private static final int ZIP = 'P' << 8 | 'K';

    private XesFile() {}

    /**
     * What decompression may yield.
     *
     * @param maxBytes decompressed bytes in all
     * @param maxRatio decompressed bytes for each compressed byte, judged once more than 1 MiB has come out. Gzip reaches at most
     *     about 1,030; logs of this world 10 to 60
     */
    public record GzipLimits(long maxBytes, int maxRatio) {
        /** @throws IllegalArgumentException if a limit is below 1 */
        public GzipLimits {
            if (maxBytes < 1 || maxRatio < 1) {
                throw new IllegalArgumentException(
                        "Invalid gzip limits: %d bytes, ratio %d, expected at least 1".formatted(maxBytes, maxRatio));
            }
        }

        /** @return 16 GiB, ratio 200 */
        public static GzipLimits defaults() {
            return new GzipLimits(16L << 30, 200);
        }
    }

    /**
     * @return the decompressed bytes, to be closed by the caller; a cut or damaged gzip file or zip archive, one above a limit and an
     *     archive of several files end the reading with a {@link MalformedFileException}
     * @throws IOException if the file cannot be read
     */
    public static InputStream open(Path file, GzipLimits limits) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        try {
            return decompressed(file.getFileName().toString(), bytes, limits);
        } catch (IOException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    /**
     * The same for bytes from elsewhere.
     *
     * @param name what messages call the file
     * @param bytes as delivered; closed with the result
     */
    public static InputStream decompressed(String name, InputStream bytes, GzipLimits limits) throws IOException {
        CountedInput counted = new CountedInput(bytes);
        BufferedInputStream buffered = new BufferedInputStream(counted, BUFFER);
        buffered.mark(2);
        int magic = buffered.read() << 8 | buffered.read();
        buffered.reset();
        if (magic != GZIP && magic != ZIP) {
            return buffered;
        }
        String what = magic == GZIP ? "gzip file" : "zip archive";
        try {
            InputStream content = magic == GZIP
                    ? new GZIPInputStream(buffered, BUFFER)
                    : new OnlyEntry(name, new ZipInputStream(buffered));
            return new GuardedDecompression(name, what, content, counted, limits);
        } catch (EOFException e) {
            throw MalformedFileException.atByte(Reason.TRUNCATED, name, "the header of the " + what + " is cut off", 0);
        } catch (ZipException e) {
            throw MalformedFileException.atByte(
                    Reason.COMPRESSION,
                    name,
                    "the header of the %s is damaged (%s)".formatted(what, e.getMessage()),
                    0);
        }
    }
}
