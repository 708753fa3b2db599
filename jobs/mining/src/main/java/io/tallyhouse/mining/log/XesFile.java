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

/** Opens a log as delivered, plain or gzip, told apart by its first two bytes and not by its name. */
public final class XesFile {
    private static final int BUFFER = 1 << 16;

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
     * @return the decompressed bytes, to be closed by the caller; a cut or damaged gzip file and one above a limit end the reading
     *     with a {@link MalformedFileException}
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
        boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
        buffered.reset();
        if (!gzip) {
            return buffered;
        }
        try {
            return new GuardedGzip(name, new GZIPInputStream(buffered, BUFFER), counted, limits);
        } catch (EOFException e) {
            throw MalformedFileException.atByte(Reason.TRUNCATED, name, "the gzip header is cut off", 0);
        } catch (ZipException e) {
            throw MalformedFileException.atByte(
                    Reason.COMPRESSION, name, "the gzip header is damaged (" + e.getMessage() + ")", 0);
        }
    }
}
